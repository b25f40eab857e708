/** What can be asked of KeysGuard, and told to it: the one face that operations see. */
import type {
  Asset,
  AssetImport,
  AttackHit,
  AttackMapping,
  AttackMatrix,
  AttackPage,
  AttackSearch,
  Attribution,
  AttributionQuestion,
  Detection,
  DetectionState,
  EnricherCard,
  Enrichment,
  EntityDetail,
  EntityKind,
  EntityList,
  Feed,
  FeedCheck,
  FeedStart,
  FindingKind,
  Indicator,
  IndicatorDetail,
  IndicatorKey,
  IndicatorLinks,
  IndicatorSummary,
  LAYER_CONTENTS,
  LinkKind,
  LinkPage,
  ListAction,
  ListCard,
  ListImport,
  ListMatch,
  ListPage,
  LiveEvent,
  NavigatorLayer,
  Overview,
  QualityReport,
  QuarantinedRow,
  Query,
  Rejudgement,
  Report,
  ReportDetail,
  ReviewDecision,
  RoutingAnswer,
  RuleCard,
  RuleCheck,
  RuleReplay,
  RuleText,
  Run,
  SamePair,
  ScoringReport,
  ScoringSettings,
  SearchPage,
  SourceCard,
  Statement,
  Statistics,
  Tape,
  Threat,
  ThreatDetail,
  ThreatStatus,
  ThreatType,
  Tlp,
  Trial,
  VerdictEntry,
  VerdictResult,
  VerdictWord,
  Watch,
} from '@keysguard/model'
import type { z } from 'zod'
import type { DocumentFile } from './documents/document.ts'
import type { Values } from './kit/settings.ts'
import type { ReportListing } from './store/reports/read-reports.ts'
import type { ReportChange } from './store/reports/review-reports.ts'

/** Formats an upload may have; `auto` looks at its first bytes and its name. */
export const UPLOAD_FORMATS = ['auto', 'csv', 'json', 'jsonl', 'text', 'stix'] as const
export type UploadFormat = (typeof UPLOAD_FORMATS)[number]

export interface Upload {
  /** Names the source its rows are kept under; the same name again continues it. */
  readonly name: string
  readonly format: UploadFormat
  readonly tlp: Tlp
  /** What every row is, where the rows do not say. */
  readonly threat: ThreatType | null
  readonly body: AsyncIterable<Uint8Array>
}

export interface SearchRequest {
  readonly sort: 'risk' | 'newest'
  readonly limit: number
  readonly cursor?: string | undefined
  readonly now: number
}

/** What of an indicator's links, or of the indicators that have a value, is wanted. */
export interface LinkRequest {
  /** The most closed marking that may be in the answer. */
  readonly reads: Tlp
  /** Indicators beside each value. */
  readonly limit: number
  readonly now: number
}

/** Threats of one state, the riskiest first. */
export interface ThreatListing {
  readonly state: Threat['state']
  /** Null for any. */
  readonly status: ThreatStatus | null
  readonly reads: Tlp
  readonly limit: number
  /** Where the page before ended. */
  readonly after: { readonly risk: number; readonly id: number } | null
}

export interface ThreatChange {
  readonly title?: string | undefined
  readonly status?: ThreatStatus | undefined
  /** Null: nobody. */
  readonly owner?: string | null | undefined
}

/** Threats that were found, and what people decide about them. */
export interface Threats {
  list(listing: ThreatListing): Promise<Threat[]>
  /** Null for an unknown threat, or one that `reads` does not open. */
  read(id: number, reads: Tlp, now: number): Promise<ThreatDetail | null>
  /** `by`: the account that decides. */
  change(id: number, change: ThreatChange, by: string): Promise<void>
  /** Takes a merge or split back; false when there is nothing to take back. */
  undo(id: number, event: number, by: string): Promise<boolean>
}

export interface EntityListing {
  /** Null for all. */
  readonly kind: EntityKind | null
  /** Part of a name; empty for all. */
  readonly q: string
  readonly reads: Tlp
  readonly limit: number
  readonly cursor: string | null
  readonly now: number
}

export interface SameListing {
  readonly state: 'open' | 'same' | 'different'
  readonly kind: EntityKind | null
  readonly reads: Tlp
  readonly limit: number
  readonly cursor: string | null
}

export interface EntityId {
  readonly kind: EntityKind
  readonly id: string
}

export interface SameOrder {
  readonly a: EntityId
  readonly b: EntityId
  readonly decision: 'same' | 'different' | 'undone'
  readonly reason: string
  /** The account that decides. */
  readonly by: string
}

/** Who and what is behind indicators. Throws Problems: 'not-found' for an unknown entity to decide about, 'bad-request' and 'conflict' for what cannot be decided. */
export interface Entities {
  /** With a name the closest first, else those of which most is seen; vulnerabilities by risk. */
  list(listing: EntityListing): Promise<EntityList>
  /** By its id, or by a name that only it has. Null for an unknown one, or one that `reads` does not open. */
  read(entity: EntityId, reads: Tlp, now: number): Promise<EntityDetail | null>
  /** Pairs that may be the same, or were decided about; the surest, or the newest decision first. */
  same(listing: SameListing): Promise<{ readonly items: SamePair[]; readonly next: string | null }>
  decide(order: SameOrder): Promise<SamePair>
}

/** What is asked of enrichers about one indicator. */
export interface EnrichRequest {
  /** One enricher. Null for all that can be asked and have no answer that holds, but none that contacts the indicator itself. */
  readonly enricher: string | null
  /** Ask again although an answer holds. */
  readonly fresh: boolean
}

/** What else there is to know. Throws Problems: 'not-found' for an unknown enricher, 'conflict' for one that cannot be asked. */
export interface Enriching {
  cards(): Promise<EnricherCard[]>
  configure(id: string, change: { readonly enabled?: boolean | undefined; readonly settings?: Values | undefined }): Promise<void>
  /** What is there; starts those that are asked when a page opens. Null for an unknown key. */
  of(key: IndicatorKey): Promise<Enrichment[] | null>
  /** Asks, and waits for the answers. Null for an unknown key. */
  ask(key: IndicatorKey, request: EnrichRequest): Promise<Enrichment[] | null>
  /** About a value that need not be in the store. */
  askAbout(indicator: Indicator, request: EnrichRequest): Promise<Enrichment[]>
  counts(): ReadonlyMap<string, EnricherCard['counts']>
}

export interface DetectionRequest {
  readonly rule?: string | undefined
  readonly state?: DetectionState | undefined
  /** Id of the last one that is known: those after it. */
  readonly after?: string | undefined
  readonly limit: number
}

/** Correlation rules. Throws Problems: 'not-found' for an unknown rule or detection, 'bad-request' for a rule that does not read. */
export interface Ruling {
  list(): Promise<RuleCard[]>
  read(id: string): Promise<RuleText>
  check(yaml: string): RuleCheck
  put(id: string, yaml: string, author: string): Promise<RuleText>
  setEnabled(id: string, enabled: boolean): Promise<RuleText>
  /** 'conflict' for a rule that ships and is as it was shipped. */
  remove(id: string): Promise<void>
  /** Over the past from `since` (milliseconds since 1970); stores nothing. */
  replay(yaml: string, since: number): Promise<RuleReplay>
  detections(request: DetectionRequest): Promise<Detection[]>
  setState(id: string, state: DetectionState, by: string): Promise<Detection>
  counts(): {
    readonly events: number
    readonly picked: number
    readonly found: number
    readonly remembered: number
    readonly lagMs: number
    readonly dropped: ReadonlyMap<string, { readonly late: number; readonly groups: number; readonly events: number }>
  }
}

/** A list as somebody brings it; what is left out is taken from the list itself, or from the one it replaces. */
export interface ListToBring {
  readonly id: string
  readonly text: string
  readonly name?: string | undefined
  readonly why?: string | undefined
  readonly action?: ListAction | undefined
  readonly match?: ListMatch | undefined
  readonly beneath?: boolean | undefined
}

export interface VerdictOrder {
  readonly values: readonly string[]
  readonly verdict: VerdictWord
  readonly reason: string
  readonly author: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number | null
  readonly tlp: Tlp
}

/** What stands against blocking something, and what concerns this reader. Throws Problems: 'not-found', 'conflict', 'bad-feed' for a list that cannot be read. */
export interface Judgement {
  lists(): Promise<ListCard[]>
  list(id: string, containing: string): Promise<ListPage>
  putList(list: ListToBring): Promise<ListImport>
  /** What is null stays. */
  chooseForList(id: string, choice: { readonly enabled: boolean | null; readonly action: ListAction | null }): Promise<ListCard>
  removeList(id: string): Promise<void>
  assets(): Promise<Asset[]>
  /** One a line, with a note behind a comma. */
  addAssets(text: string, by: string): Promise<AssetImport>
  removeAssets(values: readonly string[]): Promise<number>
  decide(order: VerdictOrder): Promise<VerdictResult>
  undo(batch: string, by: string): Promise<number>
  verdicts(which: {
    readonly key: IndicatorKey | null
    readonly before: number | null
    readonly limit: number
  }): Promise<VerdictEntry[]>
  watch(): Promise<Watch>
  setWatch(watch: Watch): Promise<void>
  /** Returns how many of them are known. */
  sight(values: readonly string[], at: number): Promise<number>
  mayRoute(values: readonly string[]): RoutingAnswer[]
  jobs(): Promise<Rejudgement[]>
  /** Adds what the firewall of this moment says. */
  explain(detail: IndicatorDetail): Promise<IndicatorDetail>
}

/** What is known of behaviour, and who may have done it. */
export interface Attacking {
  search(asked: z.infer<typeof AttackSearch>): Promise<AttackHit[]>
  /** Null for an id ATT&CK does not have; of one that was revoked the page of what replaced it. */
  page(id: string): Promise<AttackPage | null>
  matrix(): Promise<AttackMatrix>
  /** A layer for the ATT&CK Navigator; `ids` are those of groups, software, campaigns or techniques. Throws 'not-found' for an unknown id. */
  layer(asked: { readonly of: (typeof LAYER_CONTENTS)[number]; readonly ids: readonly string[] }): Promise<NavigatorLayer>
  /** Coverage from a layer, in the place of one of the same name. Returns how many of its techniques are known. */
  putCoverage(name: string, layer: NavigatorLayer): Promise<{ readonly known: number; readonly unknown: number }>
  /** Whether there was one. */
  removeCoverage(name: string): Promise<boolean>
  map(asked: { readonly text: string } & Pick<Statement, 'techniques' | 'malware' | 'tags' | 'threat'>): Promise<AttackMapping>
  attribute(question: AttributionQuestion): Promise<Attribution>
}

export interface ReportToAdd {
  /** Empty: its first line. */
  readonly title: string
  readonly url: string | null
  /** In any form a date can be read from. */
  readonly published: string | null
  readonly tlp: Tlp
  readonly text: string
}

export interface ReportFile {
  readonly file: DocumentFile
  /** Null: as the document says. */
  readonly title: string | null
  readonly url: string | null
  readonly tlp: Tlp
}

/** `known`: the same text was there already. */
export interface AddedReport {
  readonly report: ReportDetail
  readonly known: boolean
}

export interface ReviewOrder {
  readonly report: string
  /** These, or what is proposed of a kind. */
  readonly which: { readonly ids: readonly number[] } | { readonly kind: FindingKind }
  readonly decision: ReviewDecision
}

/** Reports and what was found in them. Throws Problems: 'not-found' for an unknown one, 'bad-document' for a file that cannot be read, 'conflict' for what cannot be decided. */
export interface Reporting {
  list(listing: ReportListing): Promise<Report[]>
  /** Null for an unknown one, or one that `reads` does not open. */
  read(id: string, reads: Tlp): Promise<ReportDetail | null>
  /** How many wait to be looked at, of those that `reads` opens. */
  toReview(reads: Tlp): Promise<number>
  add(report: ReportToAdd, by: string): Promise<AddedReport>
  addFile(file: ReportFile, by: string): Promise<AddedReport>
  decide(order: ReviewOrder, by: string): Promise<ReportDetail>
  /** Takes the last decision back. */
  undo(id: string): Promise<ReportDetail>
  change(id: string, change: ReportChange): Promise<ReportDetail>
  remove(id: string): Promise<void>
}

/** The figures that scores are made with. Throws Problems: 'conflict' where there is nothing to go back to. */
export interface ScoringFigures {
  report(): Promise<ScoringReport>
  configure(settings: ScoringSettings, by: string): Promise<void>
  /** False where too little is known to learn from. */
  learn(by: string): Promise<boolean>
  back(by: string): Promise<void>
}

/** What the sources are worth beside each other. */
export interface Quality {
  /** What was measured last; `at` is null while the first measurement goes on. */
  report(): Promise<QualityReport>
  /** Measures now. */
  measure(): Promise<QualityReport>
}

/** Throws Problems: 'not-found' for an unknown source or feed, 'bad-request' for a foreign cursor, 'conflict' for a source that is running. */
export interface Knowledge {
  search(query: Query, request: SearchRequest): Promise<SearchPage>
  summaries(keys: readonly IndicatorKey[], now: number): Promise<ReadonlyMap<IndicatorKey, IndicatorSummary>>
  detail(key: IndicatorKey, now: number): Promise<IndicatorDetail | null>
  /** What it has in common with others. Null for an unknown key, or one that `reads` does not open. */
  links(key: IndicatorKey, request: LinkRequest): Promise<IndicatorLinks | null>
  /** Who has a value; with `of`, at the time that indicator had it. */
  linkedBy(
    kind: LinkKind,
    value: string,
    request: LinkRequest & { readonly cursor: string | null; readonly of: IndicatorKey | null },
  ): Promise<LinkPage>
  exportAll(query: Query, now: number): AsyncIterable<readonly IndicatorSummary[]>
  overview(now: number): Promise<Overview>
  tape(now: number): Promise<Tape>
  statistics(now: number): Promise<Statistics>
  sources(now: number): Promise<SourceCard[]>
  runs(sourceId: string, limit: number): Promise<Run[]>
  quarantine(sourceId: string, limit: number): Promise<QuarantinedRow[]>
  setPaused(sourceId: string, paused: boolean): Promise<void>
  setEnabled(sourceId: string, enabled: boolean): Promise<void>
  setSettings(sourceId: string, values: Values): Promise<void>
  /** Asks a source with values that are not saved yet; stores nothing. */
  trySource(sourceId: string, values: Values): Promise<Trial>
  /** `since`: read it again from there (ISO 8601). */
  runSource(sourceId: string, since?: string): Promise<Run>
  replayQuarantine(sourceId: string): Promise<Run>
  ingest(upload: Upload): Promise<Run>
  /** A feed that a person declared. */
  feed(id: string): Promise<Feed>
  checkFeed(yaml: string): FeedCheck
  /** Asks a feed that is not saved yet; stores nothing. 'bad-request' names the first line that is wrong. */
  tryFeed(yaml: string, values: Values): Promise<Trial>
  putFeed(id: string, yaml: string): Promise<void>
  /** The feed stops; what it said stays known. */
  removeFeed(id: string): Promise<void>
  draftFeed(start: FeedStart): string
  removeSample(): Promise<number>
  count(): Promise<number>
  ready(): Promise<boolean>
  readonly enriching: Enriching
  readonly rules: Ruling
  readonly judgement: Judgement
  readonly attack: Attacking
  readonly scoring: ScoringFigures
  readonly quality: Quality
  readonly threats: Threats
  readonly entities: Entities
  readonly reports: Reporting
  subscribe(listener: (event: LiveEvent) => void): () => void
}
