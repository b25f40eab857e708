/** A feed while it is written: its text, what is wrong with it, what it answers, and saving it. */
import type { Feed, SettingCard } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { changeSource, putFeed, tryFeed } from '../../client/commands.ts'
import { addressesIn } from '../../client/feed-text.ts'
import { feedCheckQuery, feedQuery, sourcesQuery } from '../../client/queries.ts'
import type { SettingValues } from '../../client/setting-draft.ts'
import { useSettled } from '../../client/settled.ts'
import { useYamlDraft } from '../../ui/use-yaml-draft.ts'
import { secretCards } from './feed-secrets.tsx'

/** Long enough that a person has stopped, because a provider is asked. */
const TRY_MS = 1_200

interface Tried {
  readonly yaml: string
  readonly settings: SettingValues
}

const missing = (cards: readonly SettingCard[], secrets: SettingValues): boolean =>
  cards.some(card => !card.isSet && (secrets[card.key] ?? '') === '')

export const useFeedDraft = (feed: Feed | null, begun: string) => {
  const queries = useQueryClient()
  const [secrets, setSecrets] = useState<SettingValues>({})
  const hasSecrets = Object.keys(secrets).length > 0
  const { data: sources } = useQuery(sourcesQuery)
  const sourceOf = (id: string | undefined) => sources?.items.find(each => each.id === id)
  const draft = useYamlDraft({
    id: feed?.id ?? null,
    begun,
    saved: feed?.yaml ?? '',
    checkQuery: feedCheckQuery,
    idIn: check => check.source?.id,
    // An id is for ever, and belongs to one feed.
    refuseId: id => {
      if (feed === null) return sourceOf(id) && `There is a feed called ${id} already.`
      return id === feed.id ? undefined : `The id must stay ${feed.id}: declare another feed for another id.`
    },
    put: async (id, yaml) => {
      await putFeed(id, yaml)
      if (hasSecrets) await changeSource(id, { settings: secrets })
      setSecrets({})
      queries.setQueryData(feedQuery(id).queryKey, before => before && { ...before, yaml })
      await queries.invalidateQueries({ queryKey: ['sources'] })
    },
  })
  const { yaml, isChecked } = draft
  const known = sourceOf(draft.id)
  const cards = secretCards(yaml, known?.own ? known.settings : [])

  const trial = useMutation({ mutationFn: ({ yaml: text, settings }: Tried) => tryFeed(text, settings), gcTime: 0 })
  const [tried, setTried] = useState<{ readonly yaml: string; readonly addresses: string } | null>(null)
  const tryNow = (): void => {
    setTried({ yaml, addresses: addressesIn(yaml) })
    trial.mutate({ yaml, settings: secrets })
  }
  const isNewAddress = tried !== null && tried.addresses !== addressesIn(yaml)

  // What was just drafted is tried at once; after that every edit that leaves the address alone is.
  const still = useSettled(yaml, TRY_MS)
  const mayTry = isChecked && still === yaml && !missing(cards, secrets)
  const wantsTry = tried === null ? feed === null : tried.yaml !== yaml && !isNewAddress
  useEffect(() => {
    if (mayTry && wantsTry) tryNow()
  })
  return { ...draft, isDirty: draft.isDirty || hasSecrets, cards, secrets, setSecrets, trial, tryNow, isNewAddress }
}
