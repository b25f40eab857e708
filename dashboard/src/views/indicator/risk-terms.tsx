/** Risk as score times severity times relevance, each with what it came from. */
import type { RiskExplanation } from '@keysguard/model'
import { Outside } from '../../ui/text.tsx'

const share = (value: number): string => value.toFixed(2)

export const RiskTerms = ({ risk, score }: { risk: RiskExplanation; score: number }) => (
  <div className="px-3 pb-3">
    <p className="num text-fg2">
      {Math.round(score)} × {share(risk.severity)} severity
      {risk.relevance !== risk.neutralRelevance && (
        <>
          {' '}
          × {share(risk.relevance)} relevance ÷ {risk.neutralRelevance}
        </>
      )}{' '}
      = <span className="font-semibold text-fg">{Math.round(risk.risk)}</span>
    </p>
    <ul className="mt-1.5">
      {risk.terms.map(term => (
        <li
          key={`${term.label} ${term.input}`}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-t border-line py-1 text-12"
        >
          <span className="min-w-0">
            <Outside className="font-semibold">{term.label}</Outside>{' '}
            <Outside className="break-words text-fg2">{term.input}</Outside>
            {term.source !== null && <Outside className="text-fg3">{` (${term.source})`}</Outside>}
          </span>
          <span className="num text-fg2">{term.value < 0 ? `−${share(-term.value)}` : share(term.value)}</span>
        </li>
      ))}
    </ul>
  </div>
)
