/** Starts the built product on the sample day and takes the pictures. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { takeScreenshots } from './screenshots.ts'

const PASSWORD = 'only-for-these-pictures'
const out = resolve(process.argv[2] ?? '.screenshots')
const folder = mkdtempSync(join(tmpdir(), 'keysguard-pictures-'))
const child = spawn(process.execPath, ['server/bin/keysguard.js', 'up'], {
  env: {
    ...process.env,
    KEYSGUARD_DATA: folder,
    KEYSGUARD_PORT: '0',
    KEYSGUARD_OFFLINE: '1',
    KEYSGUARD_ADMIN_PASSWORD: PASSWORD,
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const url = await new Promise<string>((done, failed) => {
    child.stdout.on('data', chunk => {
      const ready = /ready (http:\S+)/.exec(String(chunk))?.[1]
      if (ready) done(ready)
    })
    child.once('exit', code => failed(new Error(`the product ended with ${code}`)))
  })
  const pictures = await takeScreenshots(url, out, { account: 'admin', password: PASSWORD })
  process.stdout.write(`${pictures.length} pictures in ${out}\n`)
} finally {
  child.kill('SIGTERM')
  await new Promise(done => child.once('exit', done))
  rmSync(folder, { recursive: true })
}
