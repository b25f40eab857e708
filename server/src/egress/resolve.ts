/** Questions to name servers. Their answers are texts to show, not addresses to connect to. */
import { Resolver } from 'node:dns/promises'
import type { RecordKind, Resolving } from '../kit/network.ts'
import { Problem } from '../problem.ts'

const TIMEOUTS = { timeout: 2_000, tries: 2 } as const
/** There is no such name, or no such record of it. */
const NONE: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA'])

const ask = async <T>(
  name: string,
  { servers, signal }: Resolving,
  question: (resolver: Resolver) => Promise<readonly T[]>,
): Promise<readonly T[]> => {
  const resolver = resolverFor(servers)
  const cancel = (): void => resolver.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    signal.throwIfAborted()
    return await question(resolver)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer'
    if (NONE.has(code)) return []
    throw new Problem('unreachable', `No name server answered for ${name} (${code}).`, {
      todo: 'Check the resolvers in the settings of the enricher, and whether this machine may ask them.',
      cause,
    })
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

const resolverFor = (servers: readonly string[]): Resolver => {
  const resolver = new Resolver(TIMEOUTS)
  if (servers.length === 0) return resolver
  try {
    resolver.setServers(servers)
  } catch (cause) {
    throw new Problem('bad-config', `"${servers.join(', ')}" are not addresses of name servers.`, {
      todo: 'Write addresses with commas between them, such as 9.9.9.9 or 192.0.2.53:5353.',
      cause,
    })
  }
  return resolver
}

export const records = (name: string, kind: RecordKind, by: Resolving): Promise<readonly string[]> =>
  ask(name, by, async resolver => {
    switch (kind) {
      case 'A':
        return resolver.resolve4(name)
      case 'AAAA':
        return resolver.resolve6(name)
      case 'CNAME':
        return resolver.resolveCname(name)
      case 'MX':
        return (await resolver.resolveMx(name))
          .sort((a, b) => a.priority - b.priority)
          .map(({ priority, exchange }) => `${priority} ${exchange}`)
      case 'NS':
        return resolver.resolveNs(name)
      case 'TXT':
        return (await resolver.resolveTxt(name)).map(pieces => pieces.join(''))
    }
  })

export const names = (address: string, by: Resolving): Promise<readonly string[]> =>
  ask(address, by, resolver => resolver.reverse(address))
