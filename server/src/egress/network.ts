/** What goes out beside HTTP. */
import type { Network } from '../kit/network.ts'
import { certificates } from './certificates.ts'
import { names, records } from './resolve.ts'

/** `allow` names `host:port` pairs that may be reached although their address is private. */
export const createNetwork = ({ allow }: { readonly allow: readonly string[] }): Network => ({
  records,
  names,
  certificates: (host, port, signal) => certificates(host, port, signal, allow),
})
