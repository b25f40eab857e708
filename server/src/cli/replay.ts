import { enrichers } from '../enrichers/index.ts'
import { line } from './output.ts'

/** Serves the samples until it is interrupted. */
export const runReplay = async (options: { readonly port: string }): Promise<void> => {
  const { startReplay } = await import('../replay/replay-server.ts')
  const replay = await startReplay({ port: Number(options.port) })
  line(`serving the sample day at ${replay.url}`)
  line('Point KeysGuard at it:')
  line(`  export KEYSGUARD_EGRESS_ALLOW=${new URL(replay.url).host}`)
  for (const [id, values] of Object.entries(replay.config)) {
    const kind = enrichers.some(enricher => enricher.id === id) ? 'ENRICHER' : 'SOURCE'
    for (const [key, value] of Object.entries(values)) {
      line(`  export KEYSGUARD_${kind}_${id.toUpperCase().replaceAll('-', '_')}_${key.toUpperCase()}=${JSON.stringify(value)}`)
    }
  }
  await new Promise<void>(resolve => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  await replay.close()
}
