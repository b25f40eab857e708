/** What a URL has in common with others beside its host: the folder it lies in, and a path that is a name of its own on any host. */
import type { LinkKind } from '@keysguard/model'

export type KindAndValue = readonly [LinkKind, string]

/** A path this short is on every host. */
const SPECIFIC = 10
/** Paths of software everybody runs. */
const EVERYWHERE = /^\/(?:index|login|signin|wp-login|wp-admin|xmlrpc|default|home|main|admin)[./]?(?:php|html?|aspx?|jsp)?\/?$/i

export const urlNodes = (url: string): readonly KindAndValue[] => {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  if (start === -1) return []
  const query = url.indexOf('?', start)
  const path = query === -1 ? url.slice(start) : url.slice(start, query)
  const authority = url.slice(url.indexOf('://') + 3, start)
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  const nodes: KindAndValue[] = []
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  if (folder !== '/' && folder !== '') nodes.push(['folder', `${host}${folder}`])
  const kit = kitPath(path)
  if (kit !== null) nodes.push(['path', kit])
  return nodes
}

/** A path of two parts or more that says something. */
const kitPath = (path: string): string | null => {
  const parts = path.split('/').filter(part => part !== '')
  return parts.length >= 2 && path.length >= SPECIFIC && !EVERYWHERE.test(path) ? path : null
}
