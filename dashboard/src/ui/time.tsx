/** Times: relative to read, absolute in UTC on hover and for machines. */
import { useNow } from '../client/clock.ts'
import { relative, utc, utcMinute } from '../client/format.ts'

const machine = (at: string): string | undefined => (Number.isNaN(Date.parse(at)) ? undefined : at)

export const Ago = ({ at, className = '' }: { at: string; className?: string }) => {
  const now = useNow()
  const ms = Date.parse(at)
  return (
    <time dateTime={machine(at)} title={utc(at)} className={`num whitespace-nowrap ${className}`}>
      {Number.isNaN(ms) ? 'unknown' : relative(ms, now)}
    </time>
  )
}

export const Utc = ({ at, className = '' }: { at: string; className?: string }) => (
  <time dateTime={machine(at)} className={`mono num ${className}`}>
    {utc(at)}
  </time>
)

/** The watch's clock, in the header. */
export const Clock = () => (
  <span className="mono num text-12 text-fg2" title="Time in UTC, as everywhere in KeysGuard">
    {utcMinute(useNow())} <span className="text-fg3">UTC</span>
  </span>
)
