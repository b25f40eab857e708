/** The sentence something stands in, on one line. */
import type { Place } from '@keysguard/model'

const AROUND = 110

/** Cut at the ends of sentences and lines where there are some nearby, else at white space. */
export const excerptOf = (text: string, place: Place | undefined): string => {
  if (place === undefined) return ''
  const before = text.slice(Math.max(0, place.start - AROUND), place.start)
  const after = text.slice(place.end, place.end + AROUND)
  const from = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('. ')) + 1
  const to = after.search(/\n|[.!?](?=\s)/)
  const head = from === 0 && before.length === AROUND ? `…${before.replace(/^\S*/, '')}` : before.slice(from)
  const tail = to === -1 ? (after.length === AROUND ? `${after.replace(/\S*$/, '')}…` : after) : after.slice(0, to + 1)
  const whole = text.slice(place.start, Math.min(place.end, place.start + 400))
  return `${head}${whole}${tail}`.replace(/\s+/g, ' ').trim()
}
