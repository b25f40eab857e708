/** Where a report was published. */
import { CONTROL, Field } from './field.tsx'

interface ReportAddressProps {
  readonly id: string
  readonly value: string
  readonly onChange: (url: string) => void
}

export const ReportAddress = ({ id, value, onChange }: ReportAddressProps) => (
  <Field id={id} name="Address" hint="Where it was published, if it was.">
    <input
      id={id}
      type="url"
      aria-describedby={`${id}-hint`}
      placeholder="https://"
      maxLength={2_000}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      className={CONTROL}
    />
  </Field>
)
