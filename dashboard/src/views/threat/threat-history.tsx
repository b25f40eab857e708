/** What happened to a threat; merges and splits can be taken back. */
import { may, type ThreatDetail, type ThreatEvent } from '@keysguard/model'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { undoThreatEvent } from '../../client/commands.ts'
import { plural } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { sessionQuery } from '../../client/queries.ts'
import { EVENT_WORD } from '../../client/threat-words.ts'
import { Button } from '../../ui/button.tsx'
import { problemText } from '../../ui/note.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

export const ThreatHistory = ({ threat }: { threat: ThreatDetail }) => {
  const queries = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const undo = useMutation({
    mutationFn: (event: number) => undoThreatEvent(threat.id, event),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['threats'] }),
  })
  const mayUndo = session !== undefined && may(session.role, 'ingest')
  return (
    <>
      {undo.error && (
        <p role="alert" className="px-3 pb-2 text-crit">
          {inert(problemText(undo.error).what)}
        </p>
      )}
      <ol className="px-3 pb-3">
        {threat.history.map(event => (
          <li key={event.id} className="flex flex-wrap items-center justify-between gap-x-3 border-t border-line py-1.5">
            <span className="min-w-0">
              <Said event={event} />
              <span className="block text-12 text-fg3">
                <Ago at={event.at} />
                {event.by !== null && (
                  <>
                    , <Outside>{event.by}</Outside>
                  </>
                )}
              </span>
            </span>
            {event.canUndo && mayUndo && (
              <Button disabled={undo.isPending} onClick={() => undo.mutate(event.id)}>
                Take back
              </Button>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

const Said = ({ event: { kind, members, other, detail } }: { event: ThreatEvent }) => (
  <span className="break-words">
    {EVENT_WORD[kind]}
    {members > 0 && `, ${plural(members, 'indicator')}`}
    {detail !== '' && kind !== 'undone' && (
      <>
        : <Outside>{detail}</Outside>
      </>
    )}
    {other !== null && (
      <>
        ,{' '}
        <Link to="/threats/$id" params={{ id: String(other.id) }} className="text-tool hover:underline">
          <Outside>{other.title === '' ? `threat ${other.id}` : other.title}</Outside>
        </Link>
      </>
    )}
  </span>
)
