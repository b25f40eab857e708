/** How a source is declared. The runtime does everything else: fetching, conditional requests, retries, batches, quarantine, metrics. */
import type { AttackObject, IndicatorType, Reliability, Statement, Terms, Tlp } from '@keysguard/model'
import type { z } from 'zod'
import type { Cursor } from './cursor.ts'
import type { Address, Fetcher, Part } from './rows.ts'
import { type Setting, type Settings, settingsOf } from './settings.ts'
import { isOnAtFirst } from './terms.ts'

/** An indicator as the source wrote it (refanged and canonicalised later) and what the source says of it. */
export interface Observed {
  readonly type: IndicatorType
  readonly value: string
  readonly statement: Statement
}

/** A row the source's own parser refuses, with a reason of a few words (counted) and a detail for a person. */
export interface Refused {
  readonly refused: string
  readonly detail: string
}

/** A name of malware or of an actor, and what else it is called: knowledge about words. Later rows are told by it. */
export interface Named {
  readonly named: KnownName
}

export interface KnownName {
  readonly kind: 'malware' | 'actor'
  /** The source's own id, which stays when the name changes. */
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  /** What the source tells of it beside the name. */
  readonly about?: AboutName
}

export interface AboutName {
  readonly description?: string | undefined
  /** The source's page. */
  readonly url?: string | undefined
  /** Sectors and countries it is aimed at. */
  readonly targets?: readonly string[] | undefined
  /** Label to text. */
  readonly facts?: Readonly<Record<string, string>> | undefined
}

/** An object of ATT&CK with its relations: knowledge about behaviour. Software and groups teach their names too. */
export interface Taught {
  readonly taught: AttackObject
}

/** What a source teaches beside indicators. */
export type Lesson = Named | Taught

/** `null` skips a row that is no intelligence (metadata, a trailer): it is not counted. */
export type Parsed = Observed | readonly Observed[] | Lesson | Refused | null

/** What `collect` has at hand. */
export interface Collecting<Key extends string> {
  readonly fetch: Fetcher
  /** Where a part is: the value of an address setting. */
  readonly at: (key: Key) => Address
  /** The value of a setting; empty when an optional one is not set. */
  readonly setting: (key: Key) => string
  /** How far a part was read, or where a back-fill begins (ISO 8601); null the first time. It can be read and is not in the future. Overlap with it: clocks differ. */
  readonly since: (part: string) => string | null
  readonly now: number
}

export type DeclaredConfig = Readonly<Record<string, string | Setting>>

export interface SourceDeclaration<T, C extends DeclaredConfig> {
  /** Lower-case, stable for ever: it names the source in the store, the API and the configuration. */
  readonly id: string
  readonly name: string
  readonly provider: string
  readonly homepage: string
  /** One sentence: what is in it. */
  readonly description: string
  /** For people: the licence, or what its terms say. */
  readonly licence: string
  /** The same as one word, which decides whether it is on at first. */
  readonly terms: Terms
  /** Whether it brings more than every machine should take unasked: tens of megabytes a run, hundreds of thousands of rows, or a request a row. */
  readonly large: boolean
  readonly reliability: Reliability
  readonly tlp: Tlp
  readonly everyMinutes: number
  /** Older than this its data is stale. By default three intervals. */
  readonly freshWithinMinutes: number
  /** A run is cut after so long. */
  readonly deadlineMinutes: number
  /** `full-set`: the feed is the whole list each time, so absence means withdrawn. `append`: absence means nothing. */
  readonly presence: 'full-set' | 'append'
  /** Whether being listed (again) is evidence of activity, or only its dates are. A list that never forgets says nothing about now. */
  readonly dates: 'activity' | 'membership'
  /** Ids of sources it copies from: it is not independent of them, while they stay independent of each other. */
  readonly derivedFrom: readonly string[]
  /** Whether zero rows can be right (a block list of a botnet that is gone). */
  readonly mayBeEmpty: boolean
  /** What can be set; a bare text is the default of an address. A source with a required secret rests until it has one. */
  readonly config: C
  /** For incremental parts: what in a row says how far the part was read. */
  readonly cursor?: Cursor
  /**
   * For incremental parts whose rows come in groups that are always sent whole (the attributes of an event): where in a row (dotted) the id
   * of its group is. What a group held the last time and holds no more is withdrawn, unless another group still holds it.
   */
  readonly group?: string
  /** Where it leads, when its address is not a setting: its secrets are for there only. */
  readonly origin?: string
  /** Larger bodies (decoded) are cut. */
  readonly largestMb: number
  /** Raised when `parse` changes meaning: known rows are then read again. */
  readonly version: number
  collect(context: Collecting<keyof C & string>): Part<unknown> | readonly Part<unknown>[]
  /** Checked against each decoded row before `parse`; rows that do not fit are quarantined, and when most do not the run ends as schema drift. */
  readonly row: z.ZodType<T>
  /** A method, as `collect` is, so that sources of all kinds of rows fit one registry: it is given only what `row` has let through. */
  parse(row: T, context: { readonly part: string }): Parsed
  /** File names under samples/<id>/, by part name: what `keysguard replay` serves. */
  readonly samples: Readonly<Record<string, string>>
}

/** A declared source with its row type closed over: what the registry and the runtime hold. */
export interface Source extends SourceDeclaration<unknown, Settings> {
  /** Whether it runs without being switched on. It follows from its terms and volume. */
  readonly onByDefault: boolean
}

type Optional = 'derivedFrom' | 'mayBeEmpty' | 'version' | 'large' | 'largestMb' | 'deadlineMinutes' | 'freshWithinMinutes'

const LARGEST_MB = 255
const DEADLINE_MINUTES = 30
/** One run may fail, and the next come late, before anybody has to look. */
const FRESH_INTERVALS = 3

/** Declares a source. */
export const source = <T, const C extends DeclaredConfig>(
  declaration: Omit<SourceDeclaration<T, C>, Optional> & Partial<Pick<SourceDeclaration<T, C>, Optional>>,
): Source => {
  const complete = {
    derivedFrom: [],
    mayBeEmpty: false,
    version: 1,
    large: false,
    largestMb: LARGEST_MB,
    deadlineMinutes: DEADLINE_MINUTES,
    freshWithinMinutes: FRESH_INTERVALS * declaration.everyMinutes,
    ...declaration,
  }
  return { ...complete, onByDefault: isOnAtFirst(complete), config: settingsOf(declaration.config) }
}

/** What a source says about one indicator. */
export const observe = (
  indicator: { readonly type: IndicatorType; readonly value: string },
  statement: Statement = {},
): Observed => ({ type: indicator.type, value: indicator.value, statement })

/** Refuses a row. */
export const refuse = (refused: string, detail: string): Refused => ({ refused, detail })

/** An indicator of a type the source is sure of. */
export const typed = (type: IndicatorType, value: string): { readonly type: IndicatorType; readonly value: string } => ({
  type,
  value,
})
