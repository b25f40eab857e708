/** What an enricher may ask of the network beside HTTP; the egress does it, within its rules. */

export const RECORD_KINDS = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT'] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

export interface Network {
  /** Records of a name as texts; none where there are none. Throws 'unreachable' when no resolver answers. */
  records(name: string, kind: RecordKind, by: Resolving): Promise<readonly string[]>
  /** Names an address points back to. */
  names(address: string, by: Resolving): Promise<readonly string[]>
  /** The chain a TLS server shows, its own certificate first; null when nothing listens or it speaks no TLS. Throws 'egress-refused' for a host inside. */
  certificates(host: string, port: number, signal: AbortSignal): Promise<readonly Certificate[] | null>
}

export interface Resolving {
  /** `address` or `address:port`; none for those of this machine. */
  readonly servers: readonly string[]
  readonly signal: AbortSignal
}

export interface Certificate {
  readonly subject: string
  readonly issuer: string
  /** Subject alternative names: DNS names and addresses. */
  readonly names: readonly string[]
  /** ISO 8601. */
  readonly validFrom: string
  readonly validTo: string
  readonly serial: string
  /** Lower-case hexadecimal digits. */
  readonly sha256: string
  readonly sha1: string
}
