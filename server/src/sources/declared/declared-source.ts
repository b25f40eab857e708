/** A declaration as a source, like those that ship with KeysGuard. */
import { createHash } from 'node:crypto'
import type { Statement } from '@keysguard/model'
import { said } from '../../kit/fields.ts'
import type { AskOptions } from '../../kit/rows.ts'
import type { Settings } from '../../kit/settings.ts'
import { type Source, source } from '../../kit/source.ts'
import type { Declaration } from './declaration.ts'
import { csvKind } from './kinds/csv.ts'
import { jsonKind } from './kinds/json.ts'
import type { Kind } from './kinds/kind.ts'
import { linesKind } from './kinds/lines.ts'
import { mailboxKind } from './kinds/mailbox.ts'
import { mispKind } from './kinds/misp.ts'
import { rssKind } from './kinds/rss.ts'
import { stixKind } from './kinds/stix.ts'
import { taxiiKind } from './kinds/taxii.ts'
import { posted, postedTexts } from './posting.ts'
import { fillSlots, slotSettings } from './slots.ts'

/** The only part of a declared feed; what is known of its rows is kept under this name. */
const PART = 'url'

export const declaredSource = (declaration: Declaration): Source => {
  const kind = kindOf(declaration)
  return source({
    id: declaration.id,
    name: declaration.name,
    provider: declaration.provider ?? hostOf(declaration.url),
    homepage: declaration.homepage ?? '',
    description: declaration.description,
    licence: declaration.licence,
    // Who declares it has agreed with its provider: that is the switching on.
    terms: 'own-contract',
    reliability: declaration.reliability,
    tlp: declaration.tlp,
    everyMinutes: declaration.every,
    presence: declaration.presence,
    dates: declaration.dates,
    derivedFrom: declaration.derivedFrom,
    mayBeEmpty: declaration.mayBeEmpty,
    version: versionOf(declaration),
    config: settingsOf(declaration),
    samples: {},
    origin: originOf(declaration.url),
    ...(kind.cursor === undefined ? {} : { cursor: kind.cursor }),
    ...(kind.group === undefined ? {} : { group: kind.group }),
    collect: ({ fetch, setting, since, now }) =>
      kind.collect({
        fetch,
        at: { name: PART, url: fillSlots(declaration.url, setting, encodeURIComponent) },
        options: optionsOf(declaration, setting),
        // Asked only where the kind can ask for what is new.
        get since() {
          return since(PART)
        },
        now,
      }),
    row: kind.row,
    parse: row => kind.parse(row),
  })
}

const kindOf = (declaration: Declaration): Kind => {
  const defaults = said<Statement>(declaration.defaults)
  switch (declaration.kind) {
    case 'csv':
      return csvKind(declaration, defaults)
    case 'json':
      return jsonKind(declaration, defaults)
    case 'lines':
      return linesKind(declaration, defaults)
    case 'stix':
      return stixKind(declaration, defaults)
    case 'taxii':
      return taxiiKind(declaration, defaults)
    case 'rss':
      return rssKind(declaration, defaults)
    case 'mailbox':
      return mailboxKind(declaration, defaults)
    case 'misp':
      return mispKind(declaration, defaults)
  }
}

/** A setting for every secret it has a slot for; everything else stands in the declaration, and nowhere else. */
const settingsOf = (declaration: Declaration): Settings => {
  const { url, headers, basic, bearer, secrets } = declaration
  const query = queryOf(declaration)
  const texts = [
    url,
    ...Object.values(headers),
    ...Object.values(query),
    basic?.user ?? '',
    basic?.password ?? '',
    bearer ?? '',
    ...bodyTexts(declaration),
  ]
  return Object.assign({}, ...texts.map(text => slotSettings(text, secrets))) as Settings
}

const queryOf = (declaration: Declaration): Readonly<Record<string, string>> => ('query' in declaration ? declaration.query : {})

const bodyTexts = (declaration: Declaration): string[] =>
  declaration.kind === 'json' && declaration.post !== undefined ? postedTexts(declaration.post) : []

const optionsOf = (declaration: Declaration, setting: (key: string) => string): AskOptions => {
  const { headers, basic, bearer } = declaration
  const filled = (texts: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fillSlots(text, setting)]))
  const pair = basic && `${fillSlots(basic.user, setting)}:${fillSlots(basic.password, setting)}`
  return {
    headers: {
      ...filled(headers),
      ...(pair === undefined ? {} : { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }),
      ...(bearer === undefined ? {} : { authorization: `Bearer ${fillSlots(bearer, setting)}` }),
    },
    query: filled(queryOf(declaration)),
    ...(declaration.kind === 'json' && declaration.post !== undefined ? posted(declaration.post, setting) : {}),
  }
}

/** Changes with what its rows are taken to mean: they are then read again. */
const versionOf = (declaration: Declaration): number => {
  const {
    name: _name,
    provider: _provider,
    homepage: _homepage,
    description: _description,
    licence: _licence,
    ...meaning
  } = declaration
  const { reliability: _reliability, tlp: _tlp, every: _every, secrets: _secrets, derivedFrom: _from, ...rows } = meaning
  return 1 + (createHash('sha256').update(JSON.stringify(rows)).digest().readUInt32BE(0) >>> 2)
}

const plain = (url: string): string => url.replace(/\$\{[^}]*\}/g, 'slot')
/** Protocol, host and port, of mail servers too. */
const originOf = (url: string): string => {
  const { protocol, host } = new URL(plain(url))
  return `${protocol}//${host}`
}

const hostOf = (url: string): string => new URL(plain(url)).hostname
