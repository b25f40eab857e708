/** A report that a source names: outside, and among the reports that are kept here. */
import { Link } from '@tanstack/react-router'
import { inert } from '../client/inert.ts'
import { webAddress } from '../client/web-address.ts'
import { Outside } from './text.tsx'

/** Only an https address leads out; its host stands beside it, so that nobody goes where they did not mean to. */
export const OutsideLink = ({ title, url }: { title: string; url: string }) => {
  const href = webAddress(url)
  if (href === null || !href.startsWith('https:')) return <Outside>{title}</Outside>
  return (
    <>
      <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="text-tool hover:underline">
        <Outside>{title}</Outside>
      </a>{' '}
      <span className="mono text-11 text-fg3">{inert(new URL(href).hostname)}</span>
    </>
  )
}

interface ReportLinkProps {
  readonly title: string
  readonly url?: string | undefined
  /** A link to the report itself stands elsewhere. */
  readonly isKept: boolean
}

export const ReportLink = ({ title, url = '', isKept }: ReportLinkProps) => (
  <>
    <OutsideLink title={title} url={url} />
    {!isKept && (
      <Link
        to="/reports"
        search={{ q: url === '' ? title : url }}
        aria-label={`Look for ${inert(title).slice(0, 80)} among the reports`}
        className="ml-2 text-12 whitespace-nowrap text-tool hover:underline"
      >
        in Reports
      </Link>
    )}
  </>
)
