/** Removing a feed, after asking: what stays and what does not. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { removeFeed } from '../../client/commands.ts'
import { Button } from '../../ui/button.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'
import { ProblemNote } from '../../ui/note.tsx'
import { Outside } from '../../ui/text.tsx'

export const RemoveFeed = ({ id }: { id: string }) => {
  const [asking, setAsking] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const removal = useMutation({
    mutationFn: () => removeFeed(id),
    onSuccess: async () => {
      await navigate({ to: '/sources', ignoreBlocker: true })
      await queries.invalidateQueries({ queryKey: ['sources'] })
    },
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <Trash2 className="size-3.5" aria-hidden="true" />
        Remove
      </Button>
      {asking && (
        <ModalDialog label="Remove this feed?" onClose={() => setAsking(false)} className="w-104">
          <div className="p-4">
            <h2 className="text-17 font-semibold">
              Remove <Outside>{id}</Outside>?
            </h2>
            <p className="mt-1 text-fg2">
              It is no longer asked, and its declaration and secrets are deleted. The indicators it brought stay known.
            </p>
            {removal.error && <ProblemNote error={removal.error} />}
            <div className="mt-4 flex flex-wrap gap-2">
              <Button onClick={() => setAsking(false)}>Keep it</Button>
              <Button disabled={removal.isPending} onClick={() => removal.mutate()} className="border-crit text-crit">
                {removal.isPending ? 'Removing…' : 'Remove the feed'}
              </Button>
            </div>
          </div>
        </ModalDialog>
      )}
    </>
  )
}
