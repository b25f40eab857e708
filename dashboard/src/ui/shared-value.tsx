/** A value that indicators share: hosts and addresses in it are defanged, as indicators are. */
import type { LinkKind } from '@keysguard/model'
import { Ioc, Outside } from './text.tsx'

const HOSTS: ReadonlySet<LinkKind> = new Set(['host', 'domain', 'email-domain', 'address', 'network'])

export const SharedValue = ({ kind, value }: { kind: LinkKind; value: string }) => {
  if (HOSTS.has(kind)) return <Ioc type={value.includes(':') ? 'ipv6' : 'domain'} value={value} fit="full" />
  if (kind === 'folder') return <Ioc type="domain" value={value} fit="full" />
  return <Outside className="mono break-all">{value}</Outside>
}
