/** A provider as AlienVault OTX is one: pulses in pages, changed since a time, handed out slowly. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface PagedProvider {
  readonly url: string
  /** The values of `modified_since` it was asked for, in order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

const PULSES_PER_PAGE = 4
const INDICATORS = 50
const DAY_MS = 86_400_000

const pulse = (n: number, now: number): { readonly modified: string } => {
  const modified = new Date(now - DAY_MS + n * 60_000).toISOString().slice(0, 19)
  const indicators = Array.from({ length: INDICATORS }, (_, k) => ({
    indicator: `46.${n}.0.${k + 1}`,
    type: 'IPv4',
    created: modified,
    is_active: 1,
  }))
  return Object.assign({ modified }, { id: `pulse-${n}`, name: `Pulse ${n}`, author_name: 'ada', indicators })
}

export const servePulses = async (pageCount: number, delayMs: number, now: number): Promise<PagedProvider> => {
  const pulses = Array.from({ length: pageCount * PULSES_PER_PAGE }, (_, n) => pulse(n, now))
  const asked: string[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://provider')
    const since = url.searchParams.get('modified_since') ?? ''
    const page = Number(url.searchParams.get('page') ?? 1)
    if (page === 1) asked.push(since)
    const changed = pulses.filter(({ modified }) => modified >= since)
    const results = changed.slice((page - 1) * PULSES_PER_PAGE, page * PULSES_PER_PAGE)
    url.searchParams.set('page', String(page + 1))
    const next = page * PULSES_PER_PAGE < changed.length ? `${url.pathname}${url.search}` : null
    setTimeout(() => response.end(JSON.stringify({ results, next })), delayMs)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/pulses`,
    asked,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
