/** What the source sent, letter by letter, as text that does nothing. */
import { inert } from '../client/inert.ts'

const LONGEST = 20_000

export const RawRecord = ({ raw, summary = 'Raw record' }: { raw: string; summary?: string }) => (
  <details className="text-12">
    <summary className="font-semibold text-fg2 hover:text-fg">{summary}</summary>
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long record scrolls, and the keyboard must reach it
      tabIndex={0}
      className="mono mt-1 max-h-60 overflow-auto bg-raise px-2 py-1.5 text-11 break-all whitespace-pre-wrap"
    >
      {inert(raw.slice(0, LONGEST))}
      {raw.length > LONGEST ? '…' : ''}
    </pre>
  </details>
)
