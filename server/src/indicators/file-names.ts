/** Which dotted words are files rather than hosts. */

/** Endings of files that are no top-level domains. */
const FILE_ENDINGS: ReadonlySet<string> = new Set(
  `exe dll sys scr bat cmd ps1 psm1 vbs vbe js jse wsf wsh hta lnk iso img msi msix jar apk ipa doc docx docm dot dotm xls xlsx xlsm xlsb ppt pptx pptm
pdf rtf txt csv json xml yaml yml html htm php asp aspx jsp png jpg jpeg gif svg bmp ico webp mp3 mp4 avi rar 7z gz tar tgz bz2 xz cab elf bin
dat tmp log ini cfg conf db sqlite dmp rb c cpp h cs go java class swf ocx cpl drv vmdk vhd vhdx ova msg eml one url plist dylib ko deb rpm pkg dmg reg
inf key pem crt cer der pfx p12 wim xll chm sct pif efi sql bak cpio snap whl war ear odt ods scpt`
    .split(/\s+/)
    .filter(ending => ending !== ''),
)

/** Endings that are both: two-part words with them are files unless somebody defanged them. */
const EITHER: ReadonlySet<string> = new Set(['zip', 'mov', 'sh', 'py', 'md', 'rs', 'pl', 'pm', 'ps', 'so', 'cc', 'mm', 'ml'])
/** Parts that come before the ending of a file, as in archive.tar.zip or lib.so.1. */
const INNER: ReadonlySet<string> = new Set(['tar', 'min', 'test', 'spec', 'd', 'so', 'bundle', 'config'])

/** Objects and words of programs: what follows the dot is a member, not a top-level domain. */
const OBJECTS: ReadonlySet<string> = new Set(
  `this self window document console logger log e ev evt event obj object app module exports process math json string array date os sys req res request
response ctx context args item node user el elem element props state config options params err error result value index session cursor conn client
socket file path np pd plt tf torch foo bar it my super cls instance parent child data system microsoft thread io util java javax org.apache`
    .split(/\s+/)
    .filter(word => word !== ''),
)
const MEMBERS: ReadonlySet<string> = new Set(
  `name id info top target is run call click host map style date next new open link page view author build code int read report rest search select show
site in to as at do so no email group data media music play post pub support systems tools watch zip win mail ws net io support works parts star cat`
    .split(/\s+/)
    .filter(word => word !== ''),
)

export const isFileName = (labels: readonly string[], defanged: boolean): boolean => {
  const ending = labels.at(-1)!.toLowerCase()
  if (FILE_ENDINGS.has(ending)) return !defanged || labels.length === 2
  if (defanged || !EITHER.has(ending)) return false
  return labels.length === 2 || INNER.has(labels.at(-2)!.toLowerCase())
}

/** Code rather than a host: a capital in the last label of a mixed-case word, or a member of a usual object. */
export const isCode = (word: string, labels: readonly string[]): boolean => {
  const last = labels.at(-1)!
  if (/[A-Z]/.test(last) && word !== word.toUpperCase()) return true
  return labels.length === 2 && OBJECTS.has(labels[0]!.toLowerCase()) && MEMBERS.has(last.toLowerCase())
}
