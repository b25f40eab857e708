/** A step of the schema: forward only, never edited once released. */
export interface Migration {
  readonly id: string
  /** One sentence: what it is for. */
  readonly why: string
  readonly sql: string
}
