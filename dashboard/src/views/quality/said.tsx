/** A figure; on hover, and for who listens, what it rests on. */
import type { Said } from '../../client/quality-words.ts'

export const Figure = ({ said: { text, about, order } }: { said: Said }) => (
  <span title={about} className={order === null ? 'text-fg3' : 'num'}>
    {text}
    <span className="sr-only">, {about}</span>
  </span>
)
