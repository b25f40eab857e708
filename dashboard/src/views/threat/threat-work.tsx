/** Where people stand with a threat: its status, and who looks after it. */
import { may, THREAT_STATUSES, type ThreatDetail } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { updateThreat } from '../../client/commands.ts'
import { inert } from '../../client/inert.ts'
import { sessionQuery } from '../../client/queries.ts'
import { STATUS_WORD } from '../../client/threat-words.ts'
import { Button } from '../../ui/button.tsx'
import { problemText } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { Outside } from '../../ui/text.tsx'

export const ThreatWork = ({ threat }: { threat: ThreatDetail }) => {
  const queries = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const change = useMutation({
    mutationFn: (to: { status?: ThreatDetail['status']; owner?: string | null }) => updateThreat(threat.id, to),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['threats'] }),
  })
  const mayChange = session !== undefined && may(session.role, 'ingest')
  const isMine = session !== undefined && threat.owner === session.account
  return (
    <Section title="Work">
      <div className="grid gap-3 px-3 pb-3">
        <fieldset disabled={!mayChange || change.isPending} className="flex flex-wrap gap-1.5">
          <legend className="sr-only">Status</legend>
          {THREAT_STATUSES.map(status => (
            <Button
              key={status}
              kind={threat.status === status ? 'main' : 'plain'}
              aria-pressed={threat.status === status}
              onClick={() => change.mutate({ status })}
            >
              {STATUS_WORD[status]}
            </Button>
          ))}
        </fieldset>
        <p className="flex flex-wrap items-center gap-2">
          <span className="text-fg3">Looked after by</span>{' '}
          {threat.owner === null ? <span>nobody</span> : <Outside>{threat.owner}</Outside>}
          {mayChange && (
            <Button
              disabled={change.isPending}
              onClick={() => change.mutate({ owner: isMine ? null : (session?.account ?? null) })}
            >
              {isMine ? 'Let go' : 'Take it'}
            </Button>
          )}
        </p>
        {change.error && (
          <p role="alert" className="text-crit">
            {inert(problemText(change.error).what)}
          </p>
        )}
      </div>
    </Section>
  )
}
