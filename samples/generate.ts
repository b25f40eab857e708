/**
 * Writes the sample day: what each source might send on BASE_DAY, in its provider's own format. Deterministic; run with
 * `npx tsx samples/generate.ts`. Addresses are from documentation and benchmarking ranges, names are nonsense with "sample" in them,
 * CVEs are real. The same hosts turn up in several feeds, as they do in life.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = import.meta.dirname
const BASE = Date.UTC(2026, 0, 15, 20, 0, 0)
const HOUR_MS = 3_600_000

/** mulberry32: small, seeded, good enough for made-up data. */
const random = ((seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
})(20260115)

const below = (n: number): number => Math.floor(random() * n)
const pick = <T>(items: readonly T[]): T => items[below(items.length)]!
const some = <T>(items: readonly T[], n: number): T[] => {
  const rest = [...items]
  return Array.from({ length: Math.min(n, rest.length) }, () => rest.splice(below(rest.length), 1)[0]!)
}
const times = <T>(n: number, make: (index: number) => T): T[] => Array.from({ length: n }, (_, index) => make(index))

const NETS = ['192.0.2', '198.51.100', '203.0.113']
const address = (): string =>
  random() < 0.3 ? `${pick(NETS)}.${1 + below(254)}` : `198.${18 + below(2)}.${below(256)}.${1 + below(254)}`
const unique = <T>(make: () => T, n: number): T[] => {
  const made = new Set<T>()
  while (made.size < n) made.add(make())
  return [...made]
}

const SYLLABLES = 'bra cle dor fen gil hux jor kel lum mar nix ost pry quil rav sol tun vex wim yar zeb'.split(' ')
const SUFFIXES = ['com', 'net', 'org', 'info', 'top', 'xyz', 'site', 'online', 'co.uk', 'ru']
const domain = (): string => `${pick(SYLLABLES)}${pick(SYLLABLES)}${pick(SYLLABLES)}-sample.${pick(SUFFIXES)}`
const hash = (algorithm: 'md5' | 'sha1' | 'sha256'): string => createHash(algorithm).update(String(random())).digest('hex')
const at = (hoursAgo: number): string => new Date(BASE - hoursAgo * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ')
const day = (hoursAgo: number): string => at(hoursAgo).slice(0, 10)

const FAMILIES = [
  ['win.cobalt_strike', 'Cobalt Strike'],
  ['win.remcos', 'Remcos'],
  ['win.asyncrat', 'AsyncRAT'],
  ['win.lumma', 'Lumma Stealer'],
  ['win.qakbot', 'QakBot'],
  ['elf.mirai', 'Mirai'],
  ['js.clearfake', 'ClearFake'],
  ['win.vidar', 'Vidar'],
  ['win.agent_tesla', 'Agent Tesla'],
  ['win.sliver', 'Sliver'],
] as const
const COUNTRIES = ['US', 'NL', 'DE', 'RU', 'CN', 'BR', 'IN', 'FR', 'VN', 'UA']

const attackers = unique(address, 520)
const commanders = unique(address, 90)
const hosts = unique(domain, 160)
const phishingHosts = unique(domain, 110)

const write = (source: string, file: string, text: string): void => {
  mkdirSync(join(FOLDER, source), { recursive: true })
  writeFileSync(join(FOLDER, source, file), text)
}
const inLines = (rows: readonly string[]): string => `${rows.join('\n')}\n`
const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

write(
  'feodo',
  'ipblocklist.json',
  asJson(
    some(commanders, 14).map((ip_address, index) => ({
      ip_address,
      port: pick([443, 447, 449, 995, 2222, 8080]),
      status: index % 3 === 0 ? 'offline' : 'online',
      hostname: index % 4 === 0 ? null : `host-${index}.${pick(hosts)}`,
      as_number: 64496 + below(16),
      as_name: `SAMPLE-NET-${1 + below(9)}`,
      country: pick(COUNTRIES),
      first_seen: at(200 + below(400)),
      last_online: day(below(48)),
      malware: pick(['QakBot', 'Emotet', 'Dridex', 'BazarLoader', 'Pikabot']),
    })),
  ),
)

const urls = times(260, index => {
  const host = random() < 0.55 ? pick(attackers) : pick(hosts)
  const port = random() < 0.4 && /^\d/.test(host) ? `:${pick([80, 8080, 8443, 37215, 52869])}` : ''
  return {
    id: 3_500_000 + index,
    url: `http://${host}${port}/${pick(['i', 'bin.sh', 'mozi.m', 'wp-content/update.zip', 'files/invoice_2026.js', 'a/loader.exe', 'x86_64'])}${random() < 0.4 ? `?v=${below(9999)}` : ''}`,
  }
})
write(
  'urlhaus',
  'csv_recent.csv',
  [
    '################################################################',
    '# Sample in the format of the abuse.ch URLhaus CSV export      #',
    '################################################################',
    '#',
    '# id,dateadded,url,url_status,last_online,threat,tags,urlhaus_link,reporter',
    ...urls.map(({ id, url }, index) => {
      const online = index % 3 !== 0
      const tags = pick([
        '32-bit,elf,mips,Mozi',
        'elf,mirai',
        'exe,RemcosRAT',
        'js,ClearFake',
        'None',
        'AsyncRAT,exe',
        'lumma,zip',
      ])
      return `"${id}","${at(index / 10)}","${url}","${online ? 'online' : 'offline'}","${online ? at(index / 20) : ''}","malware_download","${tags}","https://urlhaus.abuse.ch/url/${id}/","${pick(['sample_one', 'sample_two', 'anonymous'])}"`
    }),
    '',
  ].join('\r\n'),
)

const threatfoxRow = (index: number): string => {
  const [fk, printable] = pick(FAMILIES)
  const kind = pick(['ip:port', 'ip:port', 'domain', 'url', 'sha256_hash', 'md5_hash', 'sha1_hash'])
  const value = {
    'ip:port': () => `${pick(commanders)}:${pick([443, 8443, 4444, 2404, 50050])}`,
    domain: () => pick(hosts),
    url: () => `https://${pick(hosts)}/${pick(['gate.php', 'api/v2', 'panel/index.php'])}`,
    sha256_hash: () => hash('sha256'),
    md5_hash: () => hash('md5'),
    sha1_hash: () => hash('sha1'),
  }[kind]!()
  const threat = kind.endsWith('hash') ? 'payload' : kind === 'url' ? 'payload_delivery' : 'botnet_cc'
  const seen = index / 12
  return [
    at(seen),
    1_900_000 - index,
    value,
    kind,
    threat,
    fk,
    'None',
    printable,
    random() < 0.3 ? at(seen / 2) : '',
    pick([50, 75, 90, 100]),
    random() < 0.1 ? 'True' : 'False',
    random() < 0.2 ? `https://threatfox.abuse.ch/ioc/${1_900_000 - index}/` : 'None',
    pick(['None', 'c2', 'stealer,exe', 'AS64500']),
    '0',
    pick(['sample_one', 'sample_three']),
  ]
    .map(field => `"${field}"`)
    .join(', ')
}
write(
  'threatfox',
  'recent.csv',
  [
    '################################################################',
    '# Sample in the format of the ThreatFox CSV export             #',
    '################################################################',
    '#',
    '# "first_seen_utc","ioc_id","ioc_value","ioc_type","threat_type","fk_malware","malware_alias","malware_printable","last_seen_utc","confidence_level","is_compromised","reference","tags","anonymous","reporter"',
    ...times(300, threatfoxRow),
    '# Number of entries: 300',
    '',
  ].join('\r\n'),
)

write(
  'openphish',
  'feed.txt',
  inLines(
    unique(
      () =>
        `https://${pick(phishingHosts)}/${pick(['login', 'secure/account', 'm365/signin.html', 'bank/verify', 'track/parcel'])}${random() < 0.5 ? `/${below(99999)}` : ''}`,
      280,
    ),
  ),
)

const metadata = (records: number, size: number): string =>
  JSON.stringify({
    type: 'metadata',
    timestamp: BASE / 1000,
    size,
    records,
    copyright: '(c) 2026 Sample in the format of The Spamhaus Project',
    terms: 'https://www.spamhaus.org/drop/terms/',
  })
const drop = (file: string, rows: readonly object[]): void => {
  const text = rows.map(row => JSON.stringify(row)).join('\n')
  write('spamhaus-drop', file, `${text}\n${metadata(rows.length, text.length)}\n`)
}
drop(
  'drop_v4.json',
  times(40, index => ({
    cidr: `198.${18 + (index % 2)}.${index * 4}.0/${pick([22, 23, 24])}`,
    sblid: `SBL${600_000 + index}`,
    rir: pick(['ripencc', 'arin', 'apnic']),
  })),
)
drop(
  'drop_v6.json',
  times(10, index => ({
    cidr: `2001:db8:${(0x100 + index * 16).toString(16)}::/${pick([40, 44, 48])}`,
    sblid: `SBL${610_000 + index}`,
    rir: 'ripencc',
  })),
)
drop(
  'asndrop.json',
  times(18, index => ({
    asn: index < 9 ? 64_496 + index : 65_536 + index,
    rir: pick(['ripencc', 'arin']),
    domain: pick(hosts),
    cc: pick(COUNTRIES),
    asname: `SAMPLE-AS-${index}`,
  })),
)

write(
  'dshield',
  'block.txt',
  [
    '#',
    '#   Sample in the format of the DShield recommended block list',
    `#   updated: ${new Date(BASE).toUTCString()}`,
    '#',
    'Start\tEnd\tNetmask\tAttacks\tName\tCountry\temail',
    ...times(
      20,
      index =>
        `198.18.${100 + index}.0\t198.18.${100 + index}.255\t24\t${900 + below(4000)}\tSAMPLE-NET-${index}\t${pick(COUNTRIES)}\tabuse@${hosts[index]}`,
    ),
    '',
  ].join('\n'),
)

write(
  'blocklist-de',
  'all.txt',
  inLines([...some(attackers, 300), ...times(20, index => `2001:db8:9::${(index + 1).toString(16)}`)]),
)
write('tor-exits', 'torbulkexitlist', inLines([...some(attackers, 20), ...unique(address, 90)]))
write('cins-army', 'ci-badguys.txt', inLines(some(attackers, 220)))
write('emerging-threats', 'compromised-ips.txt', inLines([...some(attackers, 120), ...some(commanders, 20)]))
write(
  'ipsum',
  'ipsum.txt',
  inLines([
    '# Sample in the format of the IPsum list',
    '#',
    '# (c) sample',
    '#',
    ...some(attackers, 260).map(ip => `${ip}\t${1 + below(9)}`),
  ]),
)

const CVES: readonly (readonly [string, string, string, string, string, boolean])[] = [
  ['CVE-2024-3400', 'Palo Alto Networks', 'PAN-OS', 'Command Injection', '2024-04-12', false],
  ['CVE-2023-34362', 'Progress', 'MOVEit Transfer', 'SQL Injection', '2023-06-02', true],
  ['CVE-2021-44228', 'Apache', 'Log4j2', 'Remote Code Execution', '2021-12-10', true],
  ['CVE-2023-4966', 'Citrix', 'NetScaler ADC and Gateway', 'Buffer Overflow', '2023-10-18', true],
  ['CVE-2020-1472', 'Microsoft', 'Netlogon', 'Privilege Escalation', '2021-11-03', true],
  ['CVE-2019-0708', 'Microsoft', 'Remote Desktop Services', 'Remote Code Execution', '2021-11-03', true],
  ['CVE-2024-21887', 'Ivanti', 'Connect Secure', 'Command Injection', '2024-01-10', true],
  ['CVE-2022-30190', 'Microsoft', 'Windows', 'MSDT Remote Code Execution', '2022-06-14', true],
  ['CVE-2023-22515', 'Atlassian', 'Confluence Data Center', 'Broken Access Control', '2023-10-05', false],
  ['CVE-2024-1709', 'ConnectWise', 'ScreenConnect', 'Authentication Bypass', '2024-02-22', true],
  ['CVE-2018-13379', 'Fortinet', 'FortiOS', 'Path Traversal', '2021-11-03', true],
  ['CVE-2022-1388', 'F5', 'BIG-IP', 'Missing Authentication', '2022-05-10', false],
  ['CVE-2021-34473', 'Microsoft', 'Exchange Server', 'Remote Code Execution', '2021-11-03', true],
  ['CVE-2023-20198', 'Cisco', 'IOS XE', 'Web UI Privilege Escalation', '2023-10-16', false],
  ['CVE-2025-5777', 'Citrix', 'NetScaler ADC and Gateway', 'Out-of-Bounds Read', '2025-07-10', false],
  ['CVE-2025-53770', 'Microsoft', 'SharePoint', 'Deserialization of Untrusted Data', '2025-07-20', true],
]
write(
  'cisa-kev',
  'known_exploited_vulnerabilities.json',
  asJson({
    title: 'Sample in the format of the CISA catalogue of known exploited vulnerabilities',
    catalogVersion: '2026.01.15',
    dateReleased: '2026-01-15T17:00:00.0000Z',
    count: CVES.length,
    vulnerabilities: CVES.map(([cveID, vendorProject, product, flaw, dateAdded, ransomware]) => ({
      cveID,
      vendorProject,
      product,
      vulnerabilityName: `${vendorProject} ${product} ${flaw} Vulnerability`,
      dateAdded,
      shortDescription: `${product} has a weakness of the kind "${flaw}".`,
      requiredAction: "Apply the vendor's updates or stop using the product.",
      dueDate: dateAdded,
      knownRansomwareCampaignUse: ransomware ? 'Known' : 'Unknown',
      notes: `https://nvd.nist.gov/vuln/detail/${cveID}`,
      cwes: [],
    })),
  }),
)
