/** Saves the scoring's settings, and shows at once what follows. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { scoringQuery, setScoring } from '../../client/scoring.ts'

export const useSaveSettings = (onSaved: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: setScoring,
    onSuccess: report => {
      queries.setQueryData(scoringQuery.queryKey, report)
      onSaved()
    },
  })
}
