/** Words and values from outside, always inert; indicators always mono and defanged. */
import { INDICATOR_TYPES, type IndicatorType } from '@keysguard/model'
import { defang } from '../client/defang.ts'
import { inert } from '../client/inert.ts'

export const inertTitle = (text: string): string => inert(text).slice(0, 600)

/** Any text a feed may have written: isolated, so that it cannot turn its neighbours around. */
export const Outside = ({ children, className }: { children: string; className?: string }) => (
  <bdi className={className} dir="ltr">
    {inert(children)}
  </bdi>
)

/** Brackets of a defanged value recede, so that the value itself stays readable. */
const pieces = (text: string): { text: string; bracket: boolean; at: number }[] => {
  let at = 0
  return text
    .split(/(\[[.:@]\])/)
    .filter(piece => piece !== '')
    .map(piece => {
      const start = at
      at += piece.length
      return { text: piece, bracket: piece.length === 3 && piece.startsWith('['), at: start }
    })
}

interface IocProps {
  readonly type: IndicatorType
  readonly value: string
  /** `line` cuts at the end of the line; `full` wraps. */
  readonly fit?: 'line' | 'full'
  readonly className?: string
}

const SHOWN_ON_A_LINE = 240

export const Ioc = ({ type, value, fit = 'line', className = '' }: IocProps) => {
  const text = inert(defang(type, value))
  const shown = fit === 'line' && text.length > SHOWN_ON_A_LINE ? `${text.slice(0, SHOWN_ON_A_LINE)}…` : text
  const layout = fit === 'line' ? 'truncate block' : 'break-all'
  return (
    <bdi className={`mono ${layout} ${className}`} dir="ltr" title={fit === 'line' ? text.slice(0, 600) : undefined}>
      {shown.length > 120
        ? shown
        : pieces(shown).map(piece =>
            piece.bracket ? (
              <span key={piece.at} className="text-fg3">
                {piece.text}
              </span>
            ) : (
              piece.text
            ),
          )}
    </bdi>
  )
}

export const typeLabel = (type: IndicatorType): string => INDICATOR_TYPES[type]
