/** A feed while it is written: its text, what is wrong with it, what it answers, and saving it. */
import type { Feed, FeedCheck, FeedProblem, SettingCard } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { changeSource, putFeed, tryFeed } from '../../client/commands.ts'
import { addressesIn } from '../../client/feed-text.ts'
import { feedCheckQuery, feedQuery, sourcesQuery } from '../../client/queries.ts'
import type { SettingValues } from '../../client/setting-draft.ts'
import { useSettled } from '../../client/settled.ts'
import { secretCards } from './feed-secrets.tsx'

const CHECK_MS = 300
/** Long enough that a person has stopped, because a provider is asked. */
const TRY_MS = 1_200

interface Tried {
  readonly yaml: string
  readonly settings: SettingValues
}

const missing = (cards: readonly SettingCard[], secrets: SettingValues): boolean =>
  cards.some(card => !card.isSet && (secrets[card.key] ?? '') === '')

/** An id is for ever, and belongs to one feed. */
const idProblems = (check: FeedCheck | undefined, feed: Feed | null, taken: boolean): readonly FeedProblem[] => {
  if (!check?.source) return []
  if (feed !== null && check.source.id !== feed.id)
    return [{ line: 1, column: 1, message: `The id must stay ${feed.id}: declare another feed for another id.` }]
  return taken ? [{ line: 1, column: 1, message: `There is a feed called ${check.source.id} already.` }] : []
}

export const useFeedDraft = (feed: Feed | null, draft: string) => {
  const queries = useQueryClient()
  const [yaml, setYaml] = useState(draft)
  const [saved, setSaved] = useState(feed?.yaml ?? '')
  const [secrets, setSecrets] = useState<SettingValues>({})
  const checking = useQuery(feedCheckQuery(useSettled(yaml, CHECK_MS)))
  const { data: sources } = useQuery(sourcesQuery)
  const check = checking.data
  const known = sources?.items.find(({ id }) => id === (feed?.id ?? check?.source?.id))
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
  const mayTry = check?.ok === true && !checking.isPlaceholderData && still === yaml && !missing(cards, secrets)
  const wantsTry = tried === null ? feed === null : tried.yaml !== yaml && !isNewAddress
  useEffect(() => {
    if (mayTry && wantsTry) tryNow()
  })

  const save = useMutation({
    mutationFn: async () => {
      const id = feed?.id ?? check?.source?.id
      if (id === undefined) throw new Error('The declaration has no id yet.')
      const card = await putFeed(id, yaml)
      return Object.keys(secrets).length === 0 ? card : changeSource(id, { settings: secrets })
    },
    onSuccess: async card => {
      setSaved(yaml)
      setSecrets({})
      queries.setQueryData(feedQuery(card.id).queryKey, before => before && { ...before, yaml })
      await queries.invalidateQueries({ queryKey: ['sources'] })
    },
    gcTime: 0,
  })
  const isTaken = feed === null && known !== undefined && !save.isSuccess
  const problems = [...(check?.problems ?? []), ...idProblems(check, feed, isTaken)]
  const isChecked = check?.ok === true && !checking.isPlaceholderData && problems.length === 0
  return {
    yaml,
    setYaml: (text: string) => {
      if (save.isSuccess || save.isError) save.reset()
      setYaml(text)
    },
    problems,
    isChecked,
    checkError: checking.error,
    cards,
    secrets,
    setSecrets,
    trial,
    tryNow,
    isNewAddress,
    save,
    isDirty: yaml !== saved || Object.keys(secrets).length > 0,
  }
}
