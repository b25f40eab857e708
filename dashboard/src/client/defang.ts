/** How an indicator is shown and copied: so that nothing downstream makes a live link of it. The server defangs the same way. */
import type { IndicatorType } from '@keysguard/model'

const dots = (text: string): string => text.replaceAll('.', '[.]')

const url = (value: string): string => {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(value)
  if (parts === null) return dots(value)
  const [, scheme = '', host = '', rest = ''] = parts
  return `${scheme.replace(/^http/i, 'hxxp').replace(/^ftp/i, 'fxp')}[:]//${dots(host)}${rest}`
}

export const defang = (type: IndicatorType, value: string): string => {
  switch (type) {
    case 'url':
      return url(value)
    case 'email':
      return dots(value.replace('@', '[@]'))
    case 'ipv4':
    case 'domain':
      return dots(value)
    case 'cidr':
      return value.includes(':') ? value : dots(value)
    default:
      return value
  }
}
