/** Files on their way to becoming reports: one after the other, each with how far it is and what came of it. */
import type { Tlp } from '@keysguard/model'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type AddedReport, reportQuery } from '../../client/reports.ts'
import { sendReportFile } from '../../client/upload.ts'

export interface Sending {
  readonly id: number
  readonly name: string
  /** From 0 to 1; at 1 it is being read. */
  readonly share: number
  readonly added: AddedReport | null
  readonly error: Error | null
}

let lastId = 0

/** Keeps what was added, so that its page opens at once. */
export const useTakeIn = () => {
  const queries = useQueryClient()
  return ({ report }: AddedReport): void => {
    queries.setQueryData(reportQuery(report.id).queryKey, report)
    void queries.invalidateQueries({ queryKey: ['reports'] })
  }
}

/** A single file leads to its report. */
export const useSending = (tlp: Tlp) => {
  const [sendings, setSendings] = useState<readonly Sending[]>([])
  const takeIn = useTakeIn()
  const navigate = useNavigate()
  const change = (id: number, to: Partial<Sending>): void =>
    setSendings(known => known.map(sending => (sending.id === id ? { ...sending, ...to } : sending)))
  const { mutate } = useMutation({
    scope: { id: 'report-files' },
    mutationFn: ({ id, file }: { id: number; file: File; isOnly: boolean }) =>
      sendReportFile({ file, tlp, onSent: share => change(id, { share }) }),
    onSuccess: (added, { id, isOnly }) => {
      change(id, { added })
      takeIn(added)
      if (isOnly && !added.known) void navigate({ to: '/reports/$id', params: { id: added.report.id } })
    },
    onError: (error, { id }) => change(id, { error }),
  })
  const send = (files: readonly File[]): void => {
    const fresh = files.map(file => ({ file, id: ++lastId, isOnly: files.length === 1 }))
    setSendings(fresh.map(({ id, file }) => ({ id, name: file.name, share: 0, added: null, error: null })))
    for (const one of fresh) mutate(one)
  }
  return { sendings, send, isSending: sendings.some(({ added, error }) => added === null && error === null) }
}
