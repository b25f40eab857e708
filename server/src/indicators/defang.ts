/** Makes an indicator safe to show and to copy: nothing turns it into a link, and `extract` reads it back. */
import type { Indicator } from '@keysguard/model'

const dots = (text: string): string => text.replaceAll('.', '[.]')

const url = (value: string): string => {
  const [, scheme = '', authority = '', rest = ''] = /^([a-z0-9+.-]+):\/\/([^/?#]*)(.*)$/s.exec(value) ?? []
  return `${scheme.replace(/^http/, 'hxxp').replace(/^ftp/, 'fxp')}[:]//${dots(authority)}${rest}`
}

export const defang = ({ type, value }: Indicator): string => {
  switch (type) {
    case 'ipv4':
    case 'domain':
      return dots(value)
    case 'cidr':
      return value.includes(':') ? value : dots(value)
    case 'email':
      return dots(value).replace('@', '[@]')
    case 'url':
      return url(value)
    default:
      return value
  }
}
