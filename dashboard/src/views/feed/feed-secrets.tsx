/** The secrets that a feed leaves slots for: never in its YAML, and never shown. */
import type { SettingCard } from '@keysguard/model'
import { secretsIn } from '../../client/feed-text.ts'
import type { SettingValues } from '../../client/setting-draft.ts'
import { SecretField } from '../../ui/secret-field.tsx'

const slot = (key: string): SettingCard => ({
  key,
  label: `Secret “${key}”, for \${secret:${key}}`,
  kind: 'secret',
  required: true,
  value: '',
  isSet: false,
  default: '',
  from: 'default',
})

/** A card for each slot: as the server has it, where it knows the slot already. */
export const secretCards = (yaml: string, known: readonly SettingCard[]): readonly SettingCard[] =>
  secretsIn(yaml).map(key => known.find(card => card.key === key && card.kind === 'secret') ?? slot(key))

interface FeedSecretsProps {
  readonly cards: readonly SettingCard[]
  readonly draft: SettingValues
  readonly locked: boolean
  readonly onDraft: (draft: SettingValues) => void
}

export const FeedSecrets = ({ cards, draft, locked, onDraft }: FeedSecretsProps) => (
  <div className="grid gap-x-6 gap-y-1 pt-2 md:grid-cols-2">
    {cards.map(card => (
      <SecretField
        key={`${card.key}-${card.isSet}`}
        card={card}
        draft={draft[card.key]}
        fault={undefined}
        locked={locked}
        onDraft={value => {
          const { [card.key]: _, ...rest } = draft
          onDraft(value === undefined ? rest : { ...rest, [card.key]: value })
        }}
      />
    ))}
  </div>
)
