/** Addresses as they may be shown: without what opens doors. */
const SECRET = /^(?:auth-?key|api-?key|key|token|access-?token|secret|password|signature|sig)$/i

export const redactUrl = (text: string): string => {
  if (!URL.canParse(text)) return text
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') {
    url.username = ''
    url.password = ''
  }
  for (const name of [...url.searchParams.keys()]) if (SECRET.test(name)) url.searchParams.set(name, 'hidden')
  return url.href
}
