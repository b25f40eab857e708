/** Removing a report that a person added, after asking: what goes with it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { plural } from '../../client/format.ts'
import { removeReport } from '../../client/reports.ts'
import { Button } from '../../ui/button.tsx'
import { Failed } from '../../ui/failed.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'

export const RemoveReport = ({ id, accepted }: { id: string; accepted: number }) => {
  const [isAsking, setAsking] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const removal = useMutation({
    mutationFn: () => removeReport(id),
    onSuccess: async () => {
      await navigate({ to: '/reports' })
      queries.removeQueries({ queryKey: ['report', id] })
      await queries.invalidateQueries({ queryKey: ['reports'] })
    },
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <Trash2 className="size-3.5" aria-hidden="true" />
        Remove
      </Button>
      {isAsking && (
        <ModalDialog label="Remove this report?" onClose={() => setAsking(false)} className="w-104">
          <div className="p-4">
            <h2 className="text-17 font-semibold">Remove this report?</h2>
            <p className="mt-1 text-fg2">
              Its text and what was decided about it are deleted.{' '}
              {accepted > 0 && `It no longer speaks for the ${plural(accepted, 'thing')} accepted in it.`}
            </p>
            {removal.error && <Failed error={removal.error} />}
            <div className="mt-4 flex flex-wrap gap-2">
              <Button onClick={() => setAsking(false)}>Keep it</Button>
              <Button disabled={removal.isPending} onClick={() => removal.mutate()} className="border-crit text-crit">
                {removal.isPending ? 'Removing…' : 'Remove the report'}
              </Button>
            </div>
          </div>
        </ModalDialog>
      )}
    </>
  )
}
