/** Indicators that share a host, an address or a network. */
import type { IndicatorDetail } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { Risk } from '../../ui/severity.tsx'
import { Ioc } from '../../ui/text.tsx'

export const Related = ({ related }: { related: IndicatorDetail['related'] }) => {
  if (related.length === 0) return <p className="px-3 pb-3 text-fg2">Nothing known shares its host, address or network.</p>
  return (
    <ul className="px-3 pb-3">
      {related.map(({ relation, indicator }) => (
        <li key={indicator.id} className="border-t border-line">
          <Link
            to="/indicators/$id"
            params={{ id: indicator.id }}
            className="grid grid-cols-[3.25rem_minmax(0,1fr)] items-center gap-x-3 py-1.5 hover:text-tool"
          >
            <Risk severity={indicator.severity} risk={indicator.risk} />
            <Ioc type={indicator.type} value={indicator.value} className="text-12" />
            <span className="col-start-2 text-12 text-fg3">{relation}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
