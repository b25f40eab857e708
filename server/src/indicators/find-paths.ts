import type { Findings } from './findings.ts'

const REGISTRY =
  /(?<![A-Za-z0-9_])(?:HKLM|HKCU|HKCR|HKU|HKCC|HKEY_(?:LOCAL_MACHINE|CURRENT_USER|CLASSES_ROOT|USERS|CURRENT_CONFIG))\\{1,2}[^\s"'<>|,;]{1,512}(?: [A-Z][A-Za-z]{1,32}\\[^\s"'<>|,;]{1,512})?/g
const WINDOWS =
  /(?<![A-Za-z0-9])(?:[A-Za-z]:\\{1,2}|\\\\[A-Za-z0-9_.-]{1,64}\\|%[A-Za-z_()0-9]{2,32}%\\)(?:(?:(?!\.[A-Za-z0-9]{2,4} )[^\\/:*?"<>|\r\n\t]){1,128}\\{1,2}){0,24}[^\\/:*?"<>|\r\n\t\s,;]{1,128}/g
const UNIX =
  /(?<![A-Za-z0-9_./:\\~-])\/(?:bin|boot|dev|etc|home|lib|lib64|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var|Users|Library|Applications)\/[A-Za-z0-9_.+@%~/-]{1,512}/g
const TRAILING = /[.,;:!?)\]}'"]+$/

/** Registry keys and file paths. They come before names, whose dots they hold. */
export const findPaths = (findings: Findings): void => {
  const { text } = findings
  if (text.includes('\\')) {
    find(findings, 'regkey', REGISTRY)
    find(findings, 'filepath', WINDOWS)
  }
  if (text.includes('/')) find(findings, 'filepath', UNIX)
}

const find = (findings: Findings, type: 'regkey' | 'filepath', shape: RegExp): void => {
  for (const match of findings.text.matchAll(shape)) {
    const trimmed = match[0].replace(TRAILING, '')
    findings.add(type, match.index, match.index + trimmed.length)
  }
}
