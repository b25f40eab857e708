/** Which addresses may become links: web addresses of a source's own declaration, never javascript: or data:. */
export const webAddress = (address: string): string | null => {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
}
