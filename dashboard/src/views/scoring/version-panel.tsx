/** The versions of the scoring, and one step back, after asking. */
import type { ScoringReport } from '@keysguard/model'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { backScoring, scoringQuery } from '../../client/scoring.ts'
import { Button } from '../../ui/button.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'
import { ProblemNote } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { useMayManage } from '../../ui/source-actions.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

export const VersionPanel = ({ report: { version, versions, held } }: { report: ScoringReport }) => {
  const mayManage = useMayManage()
  const before = versions[1]
  return (
    <Section
      title="Versions"
      className="border-t border-line"
      aside={mayManage && before !== undefined && <StepBack to={before.version} />}
    >
      {held && (
        <p className="px-3 pb-2 text-fg2">Somebody went back: nothing is learnt by itself until you learn or set something.</p>
      )}
      <ol>
        {versions.map(one => (
          <li
            key={one.version}
            aria-current={one.version === version ? 'true' : undefined}
            className="grid grid-cols-[2.5rem_minmax(0,1fr)_auto] gap-x-3 border-t border-line px-3 py-1.5"
          >
            <span className="mono num text-fg3">{one.version}</span>
            <span className="min-w-0">
              <Outside>{one.why}</Outside>
              {one.madeBy !== '' && <Outside className="text-fg3">{` by ${one.madeBy}`}</Outside>}
              {one.version === version && <b className="font-semibold text-tool"> in force</b>}
            </span>
            {one.madeAt !== null && <Ago at={one.madeAt} className="text-12 text-fg3" />}
          </li>
        ))}
      </ol>
    </Section>
  )
}

const StepBack = ({ to }: { to: number }) => {
  const [asking, setAsking] = useState(false)
  const queries = useQueryClient()
  const back = useMutation({
    mutationFn: backScoring,
    onSuccess: report => {
      queries.setQueryData(scoringQuery.queryKey, report)
      setAsking(false)
    },
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <Undo2 className="size-3.5" aria-hidden="true" />
        Step back
      </Button>
      {asking && (
        <ModalDialog label="Go back by one version?" onClose={() => setAsking(false)} className="w-104">
          <div className="p-4">
            <h2 className="text-17 font-semibold">Back to version {to}?</h2>
            <p className="mt-1 text-fg2">
              Its figures come into force as a new version, and what stands under others is scored anew in the background. Nothing
              is learnt by itself from then on, until somebody learns or sets something.
            </p>
            {back.error && <ProblemNote error={back.error} />}
            <div className="mt-4 flex flex-wrap gap-2">
              <Button onClick={() => setAsking(false)}>Stay</Button>
              <Button kind="main" disabled={back.isPending} onClick={() => back.mutate()}>
                {back.isPending ? 'Going back…' : 'Go back'}
              </Button>
            </div>
          </div>
        </ModalDialog>
      )}
    </>
  )
}
