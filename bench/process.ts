/** The product as a process on a full folder: memory, and time from start to the first page. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Figure, rounded } from './figure.ts'

const LAUNCHER = fileURLToPath(new URL('../server/bin/keysguard.js', import.meta.url))

const residentMb = (pid: number): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
}

/** Starts on `folder`, asks for the first page, searches a little, then looks at the memory. */
export const processBench = async (folder: string, rows: number): Promise<Figure[]> => {
  const started = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=64', LAUNCHER, 'up'], {
    env: {
      ...process.env,
      KEYSGUARD_DATA: folder,
      KEYSGUARD_PORT: '0',
      KEYSGUARD_OFFLINE: '1',
      KEYSGUARD_ADMIN_PASSWORD: 'bench-password-of-no-use',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let text = ''
      child.stdout.on('data', chunk => {
        text += String(chunk)
        const ready = /ready (http:\S+)/.exec(text)
        if (ready?.[1]) resolve(ready[1])
      })
      child.once('exit', code => reject(new Error(`the product ended with ${code}`)))
    })
    await (await fetch(url)).text()
    const startMs = performance.now() - started
    const session = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: 'admin', password: 'bench-password-of-no-use' }),
    })
    const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? ''
    for (const path of ['overview', 'indicators?q=login', 'indicators?q=type:domain', 'sources'])
      await (await fetch(`${url}/api/v1/${path}`, { headers: { cookie } })).text()
    const mb = residentMb(child.pid ?? 0)
    return [
      {
        bench: `later start to first page, ${rows} indicators, embedded`,
        value: rounded(startMs / 1000, 2),
        unit: 's',
        reference: 'a person waits',
        ratio: null,
        bar: '<= 3 s',
        holds: startMs <= 3_000,
      },
      {
        bench: `memory (RSS), ${rows} indicators, embedded, one process`,
        value: Math.round(mb),
        unit: 'MB',
        reference: 'OpenCTI asks for some 20 GB',
        ratio: null,
        bar: '<= 900 MB',
        holds: mb <= 900,
      },
    ]
  } finally {
    child.kill('SIGTERM')
    await new Promise(resolve => child.once('exit', resolve))
  }
}
