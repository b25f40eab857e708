/** A rule in the list: on or off, its level, how often it fired. */
import type { RuleCard } from '@keysguard/model'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { switchRule } from '../../client/commands.ts'
import { severityOfLevel } from '../../ui/detection-list.tsx'
import { problemText } from '../../ui/note.tsx'
import { SeverityMark } from '../../ui/severity.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

const ORIGIN: Readonly<Record<RuleCard['origin'], string>> = { shipped: '', changed: 'changed here', own: 'own' }

export const RuleRow = ({ rule, mayChange }: { rule: RuleCard; mayChange: boolean }) => {
  const queries = useQueryClient()
  /** Shown at once, before the server has answered. */
  const [wanted, setWanted] = useState<boolean | null>(null)
  const change = useMutation({
    mutationFn: (enabled: boolean) => switchRule(rule.id, enabled),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['rules'] }),
    onSettled: () => setWanted(null),
  })
  const isOn = wanted ?? rule.enabled
  return (
    <li className="grid min-h-13 grid-cols-[auto_auto_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line px-3 py-1.5">
      <label className="flex size-7 items-center justify-center pointer-coarse:size-11">
        <input
          type="checkbox"
          checked={isOn}
          disabled={!mayChange || change.isPending}
          onChange={event => {
            setWanted(event.target.checked)
            change.mutate(event.target.checked)
          }}
          className="size-4 accent-(--tool)"
        />
        <span className="sr-only">{rule.title} is on</span>
      </label>
      <SeverityMark severity={severityOfLevel(rule.level)} />
      <span className="min-w-0">
        <Link
          to="/rules/$id"
          params={{ id: rule.id }}
          className={`block truncate hover:text-tool ${isOn ? 'font-semibold' : 'text-fg2'}`}
        >
          <Outside>{rule.title}</Outside>
        </Link>
        <span className="block truncate text-12 text-fg2">
          {change.error ? (
            <span role="alert" className="text-crit">
              {problemText(change.error).what}
            </span>
          ) : rule.broken !== null ? (
            <span className="text-crit">
              cannot run: <Outside>{rule.broken}</Outside>
            </span>
          ) : (
            [rule.id, ORIGIN[rule.origin]].filter(Boolean).join(' · ')
          )}
        </span>
      </span>
      <span className="text-right text-12 text-fg2">
        <span className="num block whitespace-nowrap">{rule.week} in 7 days</span>
        {rule.lastFiredAt === null ? <span className="text-fg3">never fired</span> : <Ago at={rule.lastFiredAt} />}
      </span>
    </li>
  )
}
