/** The closed lists of words with the labels a person reads, free of any import: what a browser needs before it needs the schemas. */
/** Every indicator type, with the label a person reads. The order is the order of menus and facets. */
export const INDICATOR_TYPES = {
  ipv4: 'IPv4 address',
  ipv6: 'IPv6 address',
  cidr: 'Network',
  asn: 'AS number',
  domain: 'Domain',
  url: 'URL',
  email: 'E-mail address',
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha512: 'SHA-512',
  ssdeep: 'ssdeep',
  tlsh: 'TLSH',
  imphash: 'Import hash',
  ja3: 'JA3',
  ja3s: 'JA3S',
  jarm: 'JARM',
  certificate: 'Certificate fingerprint',
  cve: 'CVE',
  mac: 'MAC address',
  btc: 'Bitcoin address',
  eth: 'Ethereum address',
  xmr: 'Monero address',
  filename: 'File name',
  filepath: 'File path',
  regkey: 'Registry key',
  mutex: 'Mutex',
  useragent: 'User agent',
  yara: 'YARA rule',
} as const

export const indicatorTypes = Object.keys(INDICATOR_TYPES) as (keyof typeof INDICATOR_TYPES)[]

/** Threat types, with the label a person reads. */
export const THREAT_TYPES = {
  c2: 'Command and control',
  'malware-delivery': 'Malware delivery',
  malware: 'Malware',
  phishing: 'Phishing',
  ransomware: 'Ransomware',
  exploit: 'Exploited vulnerability',
  bruteforce: 'Brute force',
  scanner: 'Scanner',
  spam: 'Spam',
  botnet: 'Botnet member',
  hijacked: 'Hijacked network',
  anonymiser: 'Anonymiser',
  skimming: 'Payment skimming',
  mining: 'Crypto mining',
  fraud: 'Fraud',
  unknown: 'Not stated',
} as const
export const threatTypes = Object.keys(THREAT_TYPES) as (keyof typeof THREAT_TYPES)[]

/** Traffic Light Protocol 2.0 markings, from most open to most closed. */
export const TLP_LEVELS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const

/** Lower bounds of the bands, on risk 0..100. */
export const SEVERITY_FROM: Readonly<Record<(typeof SEVERITIES)[number], number>> = {
  critical: 85,
  high: 70,
  medium: 45,
  low: 20,
  info: 0,
}

/** Band of a risk 0..100. */
export const severityOf = (risk: number): (typeof SEVERITIES)[number] =>
  SEVERITIES.find(band => risk >= SEVERITY_FROM[band]) ?? 'info'

/** The ten ends of a run. Exactly one is recorded for each. */
export const OUTCOMES = {
  ok: 'Came in complete',
  unchanged: 'Nothing new at the source',
  partial: 'Some rows were refused',
  'empty-suspect': 'Empty where rows were expected',
  'shrunk-suspect': 'Lost most of its rows',
  'schema-drift': 'Not the format expected',
  'rate-limited': 'The source asked us to wait',
  unauthorised: 'The source refused our credentials',
  unreachable: 'The source did not answer',
  failed: 'Stopped by an error',
} as const
export const outcomes = Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[]

/** What a provider's terms allow, in one word, with what a person reads. */
export const TERMS = {
  free: 'For everybody; some ask to be named',
  'non-commercial': 'Not for commercial use',
  'own-contract': 'What your account, contract or community allows',
  mixed: 'Data of others, each with terms of its own',
  unknown: 'Not stated',
} as const
export const terms = Object.keys(TERMS) as (keyof typeof TERMS)[]

/** Outcomes after which the source's data is as fresh as it can be. */
export const isHealthy = (outcome: keyof typeof OUTCOMES): boolean =>
  outcome === 'ok' || outcome === 'unchanged' || outcome === 'partial'

/** Who learns of a question to an enricher. */
export const ENRICHER_TELLS = {
  nobody: 'Nobody: answered on this machine',
  provider: 'The provider learns that you ask',
  subject: 'It is contacted itself: whoever runs it may notice',
} as const
export const enricherTells = Object.keys(ENRICHER_TELLS) as (keyof typeof ENRICHER_TELLS)[]

/** What indicators can have in common, with the label a person reads. The order is that of pages. */
export const LINK_KINDS = {
  file: 'File',
  certificate: 'Certificate',
  host: 'Host',
  domain: 'Registered domain',
  address: 'Address',
  folder: 'Folder on a host',
  path: 'Path on any host',
  'email-domain': 'Mail domain',
  fuzzy: 'Similar files',
  imphash: 'Import hash',
  jarm: 'JARM',
  ja3: 'JA3',
  campaign: 'Campaign',
  report: 'Report',
  actor: 'Actor',
  malware: 'Malware',
  filename: 'File name',
  cve: 'Vulnerability',
  network: 'Network',
  tag: 'Tag',
  asn: 'AS number',
} as const
export const linkKinds = Object.keys(LINK_KINDS) as (keyof typeof LINK_KINDS)[]

/** What indicators are the work, the means or the aim of, with the label a person reads. */
export const ENTITY_KINDS = {
  actor: 'Actor',
  malware: 'Malware',
  tool: 'Tool',
  campaign: 'Campaign',
  vulnerability: 'Vulnerability',
  technique: 'Technique',
} as const
export const entityKinds = Object.keys(ENTITY_KINDS) as (keyof typeof ENTITY_KINDS)[]

/** What can speak for two entities being the same. */
export const SAME_EVIDENCE = ['alias', 'spelling', 'indicators', 'techniques'] as const
/** What a person may say of two entities; `undone` takes back what was said. */
export const SAME_WORDS = ['same', 'different', 'undone'] as const

/** What ATT&CK is made of, with the label a person reads. */
export const ATTACK_KINDS = {
  release: 'Release',
  tactic: 'Tactic',
  technique: 'Technique',
  group: 'Group',
  malware: 'Malware',
  tool: 'Tool',
  campaign: 'Campaign',
  mitigation: 'Mitigation',
} as const
export const attackKinds = Object.keys(ATTACK_KINDS) as (keyof typeof ATTACK_KINDS)[]

/** How its objects are related, read from the one to the other. */
export const ATTACK_RELATIONS = {
  uses: 'uses',
  'attributed-to': 'is attributed to',
  'subtechnique-of': 'is a sub-technique of',
  mitigates: 'mitigates',
  'revoked-by': 'was replaced by',
  targets: 'targets',
} as const
export const attackRelations = Object.keys(ATTACK_RELATIONS) as (keyof typeof ATTACK_RELATIONS)[]

/** How far people are with a threat, from its first day to its last. */
export const THREAT_STATUSES = ['new', 'investigating', 'contained', 'closed'] as const
export const THREAT_STATES = ['active', 'merged', 'gone'] as const

export const SORTS = ['risk', 'newest'] as const

/** What a declared feed can be, with the label a person reads. */
export const FEED_KINDS = {
  csv: 'CSV with columns',
  json: 'JSON over HTTP',
  lines: 'One value a line',
  stix: 'STIX 2.x bundle',
  taxii: 'TAXII 2.1 collection',
  rss: 'RSS or Atom, reports in text',
  misp: 'MISP feed',
  mailbox: 'Mailbox, reports by IMAP',
} as const
export const feedKinds = Object.keys(FEED_KINDS) as (keyof typeof FEED_KINDS)[]

/** Severity of a rule, in Sigma's words, from most to least. */
export const RULE_LEVELS = ['critical', 'high', 'medium', 'low', 'informational'] as const

/** What became of a detection. */
export const DETECTION_STATES = ['new', 'acknowledged', 'closed'] as const

/** What is found in the text of a report, with the label a person reads. The order is that of review. */
export const FINDING_KINDS = {
  indicator: 'Indicators',
  cve: 'Vulnerabilities',
  technique: 'Techniques',
  malware: 'Malware',
  actor: 'Actors',
} as const
export const findingKinds = Object.keys(FINDING_KINDS) as (keyof typeof FINDING_KINDS)[]

/** Whether a person has looked at all that was found. */
export const REPORT_STATES = ['to-review', 'reviewed'] as const
export const FINDING_STATUSES = ['proposed', 'accepted', 'rejected'] as const

export const ROLES = ['viewer', 'analyst', 'engineer', 'admin'] as const

/** Rights are made of permissions; each role holds those of the roles before it. */
export const PERMISSIONS = {
  read: 'viewer',
  ingest: 'analyst',
  triage: 'analyst',
  'manage-sources': 'engineer',
  'manage-rules': 'engineer',
  'manage-users': 'admin',
} as const satisfies Record<string, (typeof ROLES)[number]>

/** Whether a role includes a permission. */
export const may = (role: (typeof ROLES)[number], permission: keyof typeof PERMISSIONS): boolean =>
  ROLES.indexOf(role) >= ROLES.indexOf(PERMISSIONS[permission])

/** What follows when an indicator meets a list of what is hardly ever malicious. */
export const LIST_ACTIONS = {
  suppress: 'Kept and found, scored zero, never routed out',
  'host-only': 'The name itself is suppressed; what customers have under it is blocked host by host',
  evidence: 'Counts against it, and may be outweighed',
  note: 'Said on its page, changes nothing',
} as const
export const listActions = Object.keys(LIST_ACTIONS) as (keyof typeof LIST_ACTIONS)[]

/** How the entries of a list are compared, as MISP's warning lists name it. */
export const LIST_MATCHES = {
  cidr: 'Addresses and networks',
  hostname: 'Host names',
  string: 'Whole values',
  substring: 'Parts of values',
  regex: 'Patterns',
} as const
export const listMatches = Object.keys(LIST_MATCHES) as (keyof typeof LIST_MATCHES)[]

/** What an analyst may say of an indicator; `none` takes back what was said. */
export const VERDICTS = {
  malicious: 'Malicious',
  benign: 'Benign',
  none: 'No verdict',
} as const
export const verdicts = Object.keys(VERDICTS) as (keyof typeof VERDICTS)[]

/** Why a figure of a source's quality is not known. */
export const UNKNOWN_FIGURES = {
  'nothing-reported': 'it has reported nothing',
  'too-few': 'too few cases',
  'not-scheduled': 'it is not read on a schedule, so when it said something means nothing',
  'not-watched': 'it has not come in whole yet: what its first list holds has no date',
  'dates-of-listing': 'its dates say since when a thing is listed, not when it was active',
  'no-runs': 'it has not run in this time',
  'none-useful': 'it has no such indicator now',
  'no-kind-in-common': 'they report different kinds of indicators',
} as const
export const unknownFigures = Object.keys(UNKNOWN_FIGURES) as (keyof typeof UNKNOWN_FIGURES)[]
