/** Which dotted words are files, members of a program's objects or names of products rather than hosts. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(word => word !== ''))

/** Endings of files that are no top-level domains. */
const FILE_ENDINGS =
  words(`exe dll sys scr bat cmd ps1 psm1 psd1 vbs vbe vba js jse mjs jsx ts tsx wsf wsh hta lnk iso img msi msix msp jar apk ipa
aab doc docx docm dotx dotm xls xlsx xlsm xlsb xlam xll ppt pptx pptm ppsx pps pdf rtf txt csv tsv json jsonl xml xsl yaml yml toml html htm xhtml mht
mhtml php php3 phtml asp aspx ashx asmx jsp jspx png jpg jpeg gif svg bmp ico webp tif tiff mp3 mp4 mkv wav avi rar 7z gz tar tgz bz2 xz zst lzh ace
arj elf bin dat tmp log ini cfg conf db db3 sqlite mdb dmp rb c cpp cxx h hpp java class swf ocx cpl drv vmdk vhd vhdx ova qcow2 msg eml
url plist dylib ko deb rpm pkg dmg reg inf pem crt cer der pfx p12 p7b csr wim chm hlp sct pif efi sql bak cpio whl egg war odt ods
odp scpt pyc pyd pyw lua kt vue css scss pcap pcapng evtx etl eps psd pdb torrent crx xpi appx library-ms search-ms
settingcontent-ms rdp ovpn kdbx bash zsh yar yara`)

/** Endings that are both, and mostly files: a word of two parts is a file unless somebody defanged it. */
const MOSTLY_FILES = words('zip mov sh py md so cab')
/** Endings that are both, and mostly domains: a file only with a name that files have, or behind a slash. */
const MOSTLY_DOMAINS = words('rs pl pm ps cs go ml cc app com one key in ac am ai')
const USUAL_FILES =
  words(`main mod lib script scripts test tests exploit index setup install installer shell backdoor bot scan scanner ddos perl run build
update payload loader dropper poc demo utils util config configure makefile command edit format more tree mode kernel32 server client agent malware`)
/** Parts before the ending of a file, as in archive.tar.zip. */
const INNER = words('tar min test spec d so bundle config pdf doc docx jpg png txt xls xlsx exe')
/** What a web server serves; behind a slash it is the path of a request. */
const PAGES = words('php html htm asp aspx jsp jspx js css png jpg jpeg gif svg ico webp xml json txt ashx asmx do')

/** Objects and words of programs: what follows the dot is a member. */
const OBJECTS =
  words(`this self window document console logger log e ev evt event obj object app module exports process math json string array date os sys
req res request response ctx context args item node user el elem element props state config options params err error result value index session cursor
conn client socket file path np pd plt tf torch foo bar it my super cls instance parent child data system microsoft thread io util java javax kotlin
winlog host source destination dns http url rule agent threat network registry email observer related tls x509 answers question target group container
cloud service hash code_signature pe elf a div span ul li p h1 h2 h3 h4 td tr table body html img button input form nav header footer section label
win32 wscript xmlhttp adodb application activeworkbook worksheet shell field fields row record entry entity model view controller router store api
settings env global root current next prev left right first last input output buffer stream reader writer text str num list dict map set func std`)
const MEMBERS =
  words(`name id info top target is run call click host map style date next new open link page view author build code int read report rest
search select show site in to as at do so no email group data media music play post pub support systems tools watch zip win mail ws net io works parts
star cat active bar foo total status type case save security services domains address computer download events media network software store prod my
st sc tc st ms me it us show box band center contact direct exchange express fail family fit fund help here hosting how inc kids lat limited live
loan locker menu name observer one online ooo page party photo pics pink place plus press promo properties red ren repair review rip room rocks save
school science space studio style sucks supply surf team tips today tour town trade training uno vote web win work world zone app dev`)
const PRODUCTS =
  words(`asp.net vb.net ado.net paint.net c#.net node.js vue.js next.js nuxt.js react.js angular.js express.js three.js d3.js web3.js
ethers.js moment.js chart.js ember.js backbone.js socket.io require.js react.native foo.bar`)
/** First parts of the names of packages, which are domains turned round. */
const PACKAGES = words('com org java javax kotlin android androidx sun dalvik')

/** `defanged`: somebody took care that it cannot be clicked; `before`: the character in front of it. */
export const isFileName = (labels: readonly string[], defanged: boolean, before: string): boolean => {
  const ending = labels.at(-1)!.toLowerCase()
  if (PRODUCTS.has(labels.join('.').toLowerCase())) return false
  if (FILE_ENDINGS.has(ending)) return !(before === '/' && PAGES.has(ending))
  if (defanged) return false
  if (labels.length > 2)
    return (MOSTLY_FILES.has(ending) || MOSTLY_DOMAINS.has(ending)) && INNER.has(labels.at(-2)!.toLowerCase())
  if (MOSTLY_FILES.has(ending)) return true
  if (ending === 'app' && /^[A-Z]/.test(labels[0]!)) return true
  return MOSTLY_DOMAINS.has(ending) && (USUAL_FILES.has(labels[0]!.toLowerCase()) || before === '/' || before === '\\')
}

/** Code, a product or a slip of the keyboard between two sentences rather than a host. */
export const isCode = (word: string, labels: readonly string[]): boolean => {
  const last = labels.at(-1)!
  if (
    /[A-Z]/.test(last) &&
    word !== word.toUpperCase() &&
    !/^(?:[A-Z][a-z0-9-]*\.)+(?:Com|Org|Ru|De|Cn|Fr|Info|Biz|Xyz|Co\.Uk)$/.test(word)
  )
    return true
  const lower = labels.map(label => label.toLowerCase())
  if (PRODUCTS.has(lower.join('.'))) return true
  if (lower.length > 2 && PACKAGES.has(lower[0]!)) return true
  if (lower.length > 4 || !MEMBERS.has(lower.at(-1)!)) return false
  return lower.slice(0, -1).every(label => OBJECTS.has(label))
}
