/** How far something may be passed on, as a choice. */
import { TLP_LEVELS, type Tlp } from '@keysguard/model'
import { CONTROL } from './field.tsx'

interface TlpSelectProps {
  readonly id: string
  readonly value: Tlp
  readonly onChange: (tlp: Tlp) => void
  readonly className?: string
}

export const TlpSelect = ({ id, value, onChange, className = '' }: TlpSelectProps) => (
  <select
    id={id}
    className={`${CONTROL} ${className}`}
    value={value}
    onChange={({ target }) => {
      const chosen = TLP_LEVELS.find(level => level === target.value)
      if (chosen !== undefined) onChange(chosen)
    }}
  >
    {TLP_LEVELS.map(level => (
      <option key={level} value={level}>
        TLP:{level.toUpperCase()}
      </option>
    ))}
  </select>
)
