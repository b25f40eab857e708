/** A rule while it is edited, saved and removed. */
import type { RuleText } from '@keysguard/model'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { putRule, removeRule } from '../../client/commands.ts'
import { ruleCheckQuery, ruleQuery } from '../../client/queries.ts'
import { useYamlDraft } from '../../ui/use-yaml-draft.ts'

export const useRuleDraft = (rule: RuleText | null, begun: string) => {
  const queries = useQueryClient()
  const changed = (): Promise<void> => queries.invalidateQueries({ queryKey: ['rules'] })
  const draft = useYamlDraft({
    id: rule?.id ?? null,
    begun,
    // What a new rule is begun with is no loss.
    saved: begun,
    checkQuery: ruleCheckQuery,
    idIn: check => check.rule?.id,
    refuseId: id => (rule === null || id === rule.id ? undefined : `the outermost correlation must stay called ${rule.id}`),
    put: async (id, yaml) => {
      queries.setQueryData(ruleQuery(id).queryKey, await putRule(id, yaml))
      await changed()
    },
  })
  const remove = useMutation({ mutationFn: () => removeRule(rule?.id ?? ''), onSuccess: changed })
  return { ...draft, remove }
}
