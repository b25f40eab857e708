/** A provider's side of a protocol, as replay and the sample day play it: a request in, an answer out, nothing else. */

export interface ReplayRequest {
  readonly method: string
  /** Below the setting that holds the address: empty for the address itself. */
  readonly path: string
  readonly query: URLSearchParams
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Key of the setting whose address was asked. */
  readonly setting: string
}

export interface ReplayAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** What a provider has at hand. */
export interface ReplayStage {
  /** A file of samples/<source>/, its dates moved to the day played. */
  readonly sample: (file: string) => Buffer
  /** Where a setting's address is served: for documents that name their next page. */
  readonly base: (setting: string) => string
  readonly now: number
}

export type Provider = (request: ReplayRequest, stage: ReplayStage) => ReplayAnswer

/** Every secret of a source has this value in replay. */
export const REPLAY_SECRET = 'replay-key'

export const answer = (
  body: Buffer | string | object,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): ReplayAnswer => ({
  status,
  headers: { ...(typeof body === 'object' && !Buffer.isBuffer(body) ? { 'content-type': 'application/json' } : {}), ...headers },
  body: Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
})

/** A sample that is JSON. */
export const sampleJson = (stage: ReplayStage, file: string): unknown =>
  JSON.parse(stage.sample(file).toString('utf8')) as unknown

export interface Protocol {
  readonly answer: Provider
  /** It checks credentials itself (tokens). Otherwise each required secret must come with every request, wherever the provider wants it. */
  readonly authorises?: boolean
}
