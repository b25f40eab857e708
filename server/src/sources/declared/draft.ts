/** The declaration a person begins with: filled in as far as it is known, with a comment for each choice. */
import type { FeedKind, FeedStart } from '@keysguard/model'

/** A feed of a kind at an address. */
export const draftFeed = ({ kind, name, url }: FeedStart): string =>
  `# ${LEAD[kind]}
id: ${idOf(name)}
name: ${quoted(name)}
licence: Not stated        # who may use it for what
reliability: F             # Admiralty grade: A completely reliable … E unreliable, F cannot be judged
tlp: amber                 # clear, green, amber, amber+strict or red
every: 1 h                 # how often it is asked: minutes, h or days
presence: append           # full-set: the whole list each time, absence means withdrawn; append: absence means nothing
dates: activity            # activity: being listed says something about now; membership: a list that never forgets

kind: ${kind}
${kind === 'mailbox' ? mailServer(url) : webAddress(url)}
${kind === 'taxii' && !/\/collections\/[^/]+/.test(url) ? 'collection: ID            # of the collection, as the API root lists it\n' : ''}${BODY[kind]}
defaults:                  # what holds where a row says nothing
  threat: unknown          # c2, phishing, malware, malware-delivery, scanner, bruteforce, …
`

const webAddress = (url: string): string => `url: ${quoted(url)}
# headers: { X-Api-Key: "\${secret:key}" }                      # a secret never stands here: the slot becomes a setting
# basic: { user: me, password: "\${secret:password}" }          # or bearer: "\${secret:token}"
# secrets: { key: "API key, from your account page" }          # says where to get it`

const mailServer = (url: string): string => {
  const { hostname, pathname } = new URL(url)
  return `host: ${quoted(hostname)}
port: 993
user: reports@example.com
password: "\${secret:password}"                                # a secret never stands here: the slot becomes a setting
# secrets: { password: "Password for programs, from your mail provider" }
folder: ${quoted(decoded(pathname.slice(1)) || 'INBOX')}`
}

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const LEAD: Readonly<Record<FeedKind, string>> = {
  csv: 'A CSV file with columns.',
  json: 'Objects in a JSON document.',
  lines: 'One indicator a line.',
  stix: 'A STIX 2.x bundle.',
  taxii: 'A collection of a TAXII 2.1 server.',
  rss: 'An RSS or Atom feed whose items are searched for indicators.',
  misp: 'A feed in the format of MISP: the address is that of the folder with manifest.json.',
  mailbox: 'A folder of a mailbox, read by IMAP: its messages are searched for indicators and stay unread.',
}

const BODY: Readonly<Record<FeedKind, string>> = {
  csv: `delimiter: ","
header: first-row          # or last-comment, none (columns are then "column 1", …), or the list of names
comments: "#"

map:                       # which column gives what
  value: indicator         # or a list: [ip, domain]
  type: auto               # a type (domain, url, sha256, …), auto, or { from: column, names: { their-word: domain } }
  # threat: { from: category, names: { botnet: c2, "*": unknown } }
  # malware: family
  # confidence: { from: score, of: 10 }
  # firstSeen: first_seen  # where it is not ISO 8601: { from: date, as: "DD.MM.YYYY HH:mm" }
  # lastSeen: last_seen
  # tags: tags
`,
  json: `rows: $.data[*]            # where the rows are, as JSONPath (RFC 9535); $[*] for a bare list
# post: { json: { query: recent } }                            # asked by POST, with a document or a form
# paging: { by: link, path: $.next }                           # or page, offset, cursor, header

map:                       # which field gives what: a name, a dotted path, or a JSONPath into the row
  value: indicator
  type: auto               # a type (domain, url, sha256, …), auto, or { from: kind, names: { their-word: domain } }
  # threat: { from: category, names: { botnet: c2, "*": unknown } }
  # malware: malware.family
  # confidence: confidence
  # firstSeen: first_seen
  # lastSeen: last_seen
  # tags: $.tags[*]
`,
  lines: `comments: ["#", ";"]

map:
  type: auto               # a type (ipv4, domain, url, …), or auto to recognise each
`,
  stix: '',
  taxii: `days: 30                   # how far to read back at first; without it, everything
`,
  rss: `indicators: defanged       # of addresses only those written so that they cannot be clicked; or all
# types: [sha256, domain, ipv4]                                # without it, every type
`,
  mailbox: `days: 30                   # how far to read back at first
indicators: defanged       # of addresses only those written so that they cannot be clicked; or all
`,
  misp: `days: 30                   # how far to read back at first
`,
}

/** A plain id out of a name. */
const idOf = (name: string): string => {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
  return id.length > 1 && !id.startsWith('upload-') ? id : `feed-${id || '1'}`
}

const quoted = (text: string): string => JSON.stringify(text)
