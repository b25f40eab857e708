/** Deciding about findings: shown at once, told to the server one after the other, so that nobody waits between two keys. */
import type { ReportDetail } from '@keysguard/model'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { decidedReport, type ReviewOrder, reportQuery, reviewReport, undoReview } from '../../client/reports.ts'

/** `onUndone` hears which finding an undo has changed, the first of them. */
export const useReview = (id: string, onUndone: (finding: number) => void) => {
  const queries = useQueryClient()
  const { queryKey } = reportQuery(id)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const inTurn = <T>(ask: () => Promise<T>): Promise<T> => {
    // Whoever asked for the one before has heard how that ended.
    const mine = last.current.then(ask, ask)
    last.current = mine
    return mine
  }
  /** Until the last one is told, what is shown is ahead of what was answered. */
  const take = (report: ReportDetail): void => {
    if (queries.isMutating({ mutationKey: queryKey }) === 1) queries.setQueryData(queryKey, report)
  }
  const way = {
    mutationKey: queryKey,
    onError: () => queries.invalidateQueries({ queryKey }),
    onSettled: () => {
      if (queries.isMutating({ mutationKey: queryKey }) > 1) return
      for (const touched of ['reports', 'indicator', 'search']) void queries.invalidateQueries({ queryKey: [touched] })
    },
  }
  const review = useMutation({
    ...way,
    mutationFn: (order: ReviewOrder) => inTurn(() => reviewReport(id, order)),
    onMutate: order => {
      void queries.cancelQueries({ queryKey })
      queries.setQueryData(queryKey, shown => shown && decidedReport(shown, order))
    },
    onSuccess: take,
  })
  const undo = useMutation({
    ...way,
    mutationFn: () => inTurn(() => undoReview(id)),
    onSuccess: report => {
      const shown = new Map(queries.getQueryData(queryKey)?.findings.map(finding => [finding.id, finding.status]))
      take(report)
      const changed = report.findings.find(finding => finding.status !== shown.get(finding.id))
      if (changed !== undefined) onUndone(changed.id)
    },
  })
  return {
    decide: review.mutate,
    undo: undo.mutate,
    isBusy: review.isPending || undo.isPending,
    error: review.error ?? undo.error,
  }
}
