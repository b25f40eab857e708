/** A declaration in YAML while it is edited: checked as it is typed, saved when it reads. */
import type { FeedCheck } from '@keysguard/model'
import { type UseQueryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSettled } from '../client/settled.ts'

const CHECK_MS = 300

type YamlCheck = Pick<FeedCheck, 'ok' | 'problems'>

interface YamlDraftOptions<Check extends YamlCheck> {
  /** Null while it is new. */
  readonly id: string | null
  readonly begun: string
  /** What would not be lost. */
  readonly saved: string
  readonly checkQuery: (yaml: string) => UseQueryOptions<Check, Error, Check, string[]>
  /** What the text calls itself. */
  readonly idIn: (check: Check) => string | undefined
  /** Why it cannot be called so. */
  readonly refuseId: (id: string) => string | undefined
  readonly put: (id: string, yaml: string) => Promise<void>
}

export type YamlDraft = ReturnType<typeof useYamlDraft>

export const useYamlDraft = <Check extends YamlCheck>(options: YamlDraftOptions<Check>) => {
  const [yaml, setYaml] = useState(options.begun)
  const [saved, setSaved] = useState(options.saved)
  const settled = useSettled(yaml, CHECK_MS)
  const { data: check, error: checkError, isPlaceholderData } = useQuery(options.checkQuery(settled))
  const named = check && options.idIn(check)
  const id = options.id ?? named
  const save = useMutation({
    mutationFn: async () => {
      if (id === undefined) throw new Error('It has no name yet.')
      await options.put(id, yaml)
      return id
    },
    onSuccess: () => setSaved(yaml),
    gcTime: 0,
  })
  const isDirty = yaml !== saved
  // What is being saved is not in its own way.
  const refusal = isDirty && !save.isPending && named !== undefined ? options.refuseId(named) : undefined
  const problems = [...(check?.problems ?? []), ...(refusal === undefined ? [] : [{ line: 1, column: 1, message: refusal }])]
  return {
    yaml,
    setYaml: (text: string) => {
      if (save.isError) save.reset()
      setYaml(text)
    },
    check,
    checkError,
    id,
    problems,
    /** The text as it stands has been read, and nothing is wrong with it. */
    isChecked: check?.ok === true && !isPlaceholderData && settled === yaml && problems.length === 0,
    isNew: options.id === null,
    isDirty,
    save,
  }
}
