/** Says that what is shown is the built-in sample day, and takes it away on request. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { removeSample } from '../../client/commands.ts'
import { Button } from '../../ui/button.tsx'
import { problemText } from '../../ui/note.tsx'

export const SampleBanner = () => {
  const queries = useQueryClient()
  const removal = useMutation({ mutationFn: removeSample, onSuccess: () => queries.invalidateQueries() })
  return (
    <div role="note" className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-tool-wash px-3 py-2">
      <p className="flex-1 basis-80">
        <strong className="font-semibold">This is the built-in sample day.</strong>{' '}
        <span className="text-fg2">
          {removal.error
            ? problemText(removal.error).what
            : 'No source could be reached at the first start. Real sources are tried on their schedule; remove the sample whenever you like.'}
        </span>
      </p>
      <Button disabled={removal.isPending} onClick={() => removal.mutate()}>
        {removal.isPending ? 'Removing…' : 'Remove sample data'}
      </Button>
    </div>
  )
}
