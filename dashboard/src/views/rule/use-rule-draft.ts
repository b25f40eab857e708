/** A rule while it is edited: checked as it is typed, saved when it reads. */
import { may, type RuleText } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { putRule, removeRule } from '../../client/commands.ts'
import { ruleCheckQuery, ruleQuery, sessionQuery } from '../../client/queries.ts'
import { useSettled } from '../../client/settled.ts'

const CHECK_MS = 300

export const useRuleDraft = (rule: RuleText | null, begun: string) => {
  const queries = useQueryClient()
  const [yaml, setYaml] = useState(begun)
  const [saved, setSaved] = useState(rule === null ? '' : begun)
  const settled = useSettled(yaml, CHECK_MS)
  const checking = useQuery(ruleCheckQuery(settled))
  const { data: session } = useQuery(sessionQuery)
  const check = checking.data
  const renamed = rule !== null && check?.rule && check.rule.id !== rule.id
  const problems = [
    ...(check?.problems ?? []),
    ...(renamed ? [{ line: 1, column: 1, message: `the outermost correlation must stay called ${rule.id}` }] : []),
  ]
  const changed = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: ['rules'] })
  }
  const save = useMutation({
    mutationFn: async () => {
      const id = rule?.id ?? check?.rule?.id
      if (id === undefined) throw new Error('The rule has no name yet.')
      return putRule(id, yaml)
    },
    onSuccess: async kept => {
      setSaved(yaml)
      queries.setQueryData(ruleQuery(kept.id).queryKey, kept)
      await changed()
    },
    gcTime: 0,
  })
  const remove = useMutation({ mutationFn: () => removeRule(rule?.id ?? ''), onSuccess: changed })
  return {
    yaml,
    setYaml: (text: string) => {
      if (save.isSuccess || save.isError) save.reset()
      setYaml(text)
    },
    check,
    problems,
    isChecked: check?.ok === true && !checking.isPlaceholderData && settled === yaml && problems.length === 0,
    checkError: checking.error,
    isDirty: yaml !== saved,
    mayChange: session !== undefined && may(session.role, 'manage-rules'),
    mayReplay: session !== undefined && may(session.role, 'triage'),
    save,
    remove,
  }
}
