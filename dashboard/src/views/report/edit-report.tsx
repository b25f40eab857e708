/** What a report is called, where it is, and how far it may be passed on. */
import type { ReportDetail } from '@keysguard/model'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { changeReport, reportQuery } from '../../client/reports.ts'
import { Button } from '../../ui/button.tsx'
import { Failed } from '../../ui/failed.tsx'
import { CONTROL, Field } from '../../ui/field.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'
import { ReportAddress } from '../../ui/report-address.tsx'
import { TlpSelect } from '../../ui/tlp-select.tsx'

export const EditReport = ({ report }: { report: ReportDetail }) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Pencil className="size-3.5" aria-hidden="true" />
        Edit
      </Button>
      {isOpen && <EditDialog report={report} onClose={() => setOpen(false)} />}
    </>
  )
}

const EditDialog = ({ report, onClose }: { report: ReportDetail; onClose: () => void }) => {
  const queries = useQueryClient()
  const [title, setTitle] = useState(report.title)
  const [url, setUrl] = useState(report.url ?? '')
  const [tlp, setTlp] = useState(report.tlp)
  const saving = useMutation({
    mutationFn: () => changeReport(report.id, { title: title.trim(), url: url.trim() === '' ? null : url.trim(), tlp }),
    onSuccess: changed => {
      queries.setQueryData(reportQuery(report.id).queryKey, changed)
      void queries.invalidateQueries({ queryKey: ['reports'] })
      onClose()
    },
  })
  return (
    <ModalDialog label="Edit the report" onClose={onClose} className="w-120">
      <form
        className="p-4"
        onSubmit={event => {
          event.preventDefault()
          if (title.trim() !== '' && !saving.isPending) saving.mutate()
        }}
      >
        <h2 className="pb-2 text-17 font-semibold">Edit the report</h2>
        <Field id="report-title" name="Title">
          <input
            id="report-title"
            required
            maxLength={300}
            value={title}
            onChange={({ target }) => setTitle(target.value)}
            className={CONTROL}
          />
        </Field>
        <ReportAddress id="report-url" value={url} onChange={setUrl} />
        <Field id="report-tlp" name="Marking" hint="What was accepted in it is marked alike.">
          <TlpSelect id="report-tlp" value={tlp} onChange={setTlp} />
        </Field>
        {saving.error && <Failed error={saving.error} />}
        <div className="mt-2 flex flex-wrap gap-2">
          <Button type="submit" kind="main" disabled={title.trim() === '' || saving.isPending}>
            {saving.isPending ? 'Saving…' : 'Save'}
          </Button>
          <Button onClick={onClose}>Leave it</Button>
        </div>
      </form>
    </ModalDialog>
  )
}
