/** Undoes what people do to indicators so that nobody clicks them. For a single value; `extract` does the same inside running text. */

const SCHEME = /^(?:h(?:xx|\*\*|tt)p|fxp|f\*p)(s?)(?=\s*[:[(])/i
const SEPARATOR = /[[({]?\s*:\s*[\])}]?\s*(?:\/\/|\\\\|[[({]\/\/[\])}])|\[:\/\/\]|\(:\/\/\)/
const DOT =
  /\s*(?:\[\s*(?:\.|dot|punto|point)\s*\]|\(\s*(?:\.|dot)\s*\)|\{\s*(?:\.|dot)\s*\}|\[\.|\.\]|\\\.|[\u3002\uff0e\uff61])\s*/gi
const AT = /\s*(?:\[\s*(?:@|at)\s*\]|\(\s*(?:@|at)\s*\)|\{\s*(?:@|at)\s*\})\s*/gi
const COLON = /\[:\]/g
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/g
/** Whether a value holds anything to undo: most do not. */
const DEFANGED = /[[({\\\u3002\uff0e\uff61\u200b-\u200d\u2060\ufeff\u00ad]|^\s|\s$|^(?:hxx|h\*\*|fxp|f\*p)| dot /i

/** The value as it was meant. Values without defanging come back as they are. */
export const refang = (text: string): string => {
  if (!DEFANGED.test(text)) return text
  let value = text.replace(INVISIBLE, '').trim()
  const scheme = SCHEME.exec(value)
  if (scheme) value = `${/^f/i.test(value) ? 'ftp' : 'http'}${scheme[1]?.toLowerCase() ?? ''}${value.slice(scheme[0].length)}`
  if (/^[a-z][a-z0-9+.-]*\s*[[({:]/i.test(value)) value = value.replace(SEPARATOR, '://')
  return value
    .replace(DOT, '.')
    .replace(AT, '@')
    .replace(COLON, ':')
    .replace(/(\w) dot (\w)/gi, '$1.$2')
}
