/** What people write when they mean a technique: phrases, tags and threat types. */
import type { ThreatType } from '@keysguard/model'

/** Lower case, words apart by one space. Only what hardly ever means something else. */
export const PHRASES: Readonly<Record<string, string>> = {
  'scheduled tasks': 'T1053.005',
  schtasks: 'T1053.005',
  'cron job': 'T1053.003',
  crontab: 'T1053.003',
  'run key': 'T1547.001',
  'run keys': 'T1547.001',
  'startup folder': 'T1547.001',
  'dll sideloading': 'T1574.001',
  'dll side loading': 'T1574.001',
  'dll search order hijacking': 'T1574.001',
  'process hollowing': 'T1055.012',
  'process injection': 'T1055',
  'credential dumping': 'T1003',
  'dumped credentials': 'T1003',
  'lsass memory': 'T1003.001',
  'dumping lsass': 'T1003.001',
  'ntds dit': 'T1003.003',
  dcsync: 'T1003.006',
  kerberoasting: 'T1558.003',
  'golden ticket': 'T1558.001',
  'pass the hash': 'T1550.002',
  'pass the ticket': 'T1550.003',
  'password spraying': 'T1110.003',
  'password spray': 'T1110.003',
  'credential stuffing': 'T1110.004',
  'brute force': 'T1110',
  'brute forcing': 'T1110',
  'spear phishing attachment': 'T1566.001',
  'spearphishing attachment': 'T1566.001',
  'malicious attachment': 'T1566.001',
  'malicious attachments': 'T1566.001',
  'spear phishing link': 'T1566.002',
  'spearphishing link': 'T1566.002',
  'spear phishing': 'T1566',
  spearphishing: 'T1566',
  'watering hole': 'T1189',
  'drive by compromise': 'T1189',
  'supply chain compromise': 'T1195',
  'supply chain attack': 'T1195',
  'trojanized installer': 'T1195.002',
  'public facing application': 'T1190',
  'internet facing application': 'T1190',
  'web shell': 'T1505.003',
  webshell: 'T1505.003',
  'web shells': 'T1505.003',
  webshells: 'T1505.003',
  'encoded powershell': 'T1059.001',
  'windows command shell': 'T1059.003',
  'living off the land': 'T1218',
  'clear event logs': 'T1070.001',
  'cleared event logs': 'T1070.001',
  wevtutil: 'T1070.001',
  timestomping: 'T1070.006',
  'domain fronting': 'T1090.004',
  'fast flux': 'T1568.001',
  'domain generation algorithm': 'T1568.002',
  'dns tunneling': 'T1071.004',
  'dns tunnelling': 'T1071.004',
  'mfa fatigue': 'T1621',
  'push bombing': 'T1621',
  'bring your own vulnerable driver': 'T1068',
  byovd: 'T1068',
  'shadow copies': 'T1490',
  vssadmin: 'T1490',
  'double extortion': 'T1657',
  'encrypts files': 'T1486',
  'encrypted files': 'T1486',
  'data encrypted for impact': 'T1486',
  cryptojacking: 'T1496.001',
  keylogger: 'T1056.001',
  'screen capture': 'T1113',
  rclone: 'T1567.002',
  'process discovery': 'T1057',
  'lateral movement over rdp': 'T1021.001',
  'remote desktop protocol': 'T1021.001',
  clickfix: 'T1204.004',
}

/** Words of tags. */
export const TAGS: Readonly<Record<string, string>> = {
  phishing: 'T1566',
  ransomware: 'T1486',
  bruteforce: 'T1110',
  'brute-force': 'T1110',
  webshell: 'T1505.003',
  cryptominer: 'T1496.001',
  coinminer: 'T1496.001',
  keylogger: 'T1056.001',
  clickfix: 'T1204.004',
  dga: 'T1568.002',
  'fast-flux': 'T1568.001',
}

/** What a threat type means on the attacker's side, and how surely (0..100). */
export const THREATS: Partial<Readonly<Record<ThreatType, readonly (readonly [technique: string, confidence: number])[]>>> = {
  c2: [['T1071', 40]],
  'malware-delivery': [
    ['T1105', 40],
    ['T1608.001', 30],
  ],
  phishing: [['T1566', 60]],
  ransomware: [['T1486', 60]],
  exploit: [['T1190', 30]],
  bruteforce: [['T1110', 70]],
  scanner: [['T1595', 60]],
  botnet: [['T1584.005', 40]],
  anonymiser: [['T1090.003', 40]],
  mining: [['T1496.001', 60]],
}

/** Names of techniques and software that are also everyday words: they are no evidence in a text. */
export const EVERYDAY = new Set(
  (
    'at cron domains domain server servers hardware software tool tools malware email accounts emails exploits ' +
    'vulnerabilities scripting python javascript proxy internal proxy services keychain credentials botnet serverless ' +
    'identify roles business relationships data destruction defacement firmware credentials in files compromise accounts ' +
    'net reg ping route arp ftp tor page epic rover chaos havoc snake wiper play hive conti maze elise emissary empire ' +
    'carbon turian medusa embargo reaver octopus royal zeroaccess helper sliver impacket_ more_eggs certutil_ esentutl_'
  ).split(' '),
)
