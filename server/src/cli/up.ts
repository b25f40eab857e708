import { readConfig } from '../config.ts'
import { VERSION } from '../version.ts'
import { line } from './output.ts'

/** Runs the product until it is told to stop. */
export const up = async (): Promise<void> => {
  const config = readConfig(process.env)
  const { compose, serve } = await import('../main.ts')
  const { createLog } = await import('../log.ts')
  const log = createLog(config.logLevel)
  line(`KeysGuard ${VERSION}, data in ${config.folder}`)
  const running = await compose(config, log)
  const served = await serve(running, config, log).catch(async (error: unknown) => {
    await running.close()
    throw error
  })
  if (served.generatedPassword !== null) {
    line()
    line('  An administrator was made. This password is shown only now:')
    line(`    account   admin`)
    line(`    password  ${served.generatedPassword}`)
    line()
  }
  line(`ready ${served.url}`)
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1)
    stopping = true
    await served.close()
    await running.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
