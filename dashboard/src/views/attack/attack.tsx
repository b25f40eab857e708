/** The ATT&CK matrix, as warm as there is something to each technique; chosen techniques lead to who may have used them. */
import type { AttackMatrix } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useDeferredValue, useRef } from 'react'
import { count, plural, utcDay } from '../../client/format.ts'
import { type AttackSearch, HEATS } from '../../client/location.ts'
import { layerHref, matrixQuery } from '../../client/queries.ts'
import { useShortcuts } from '../../client/shortcuts.ts'
import { buttonClass } from '../../ui/button.tsx'
import { CONTROL } from '../../ui/field.tsx'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { AttributionPanel } from './attribution-panel.tsx'
import { Matrix } from './matrix.tsx'

const route = getRouteApi('/shell/attack')

const HEAT_NAMES: Readonly<Record<(typeof HEATS)[number], string>> = {
  indicators: 'Indicators',
  groups: 'Groups',
  coverage: 'Coverage',
}

export const AttackMatrixPage = () => {
  const { by = 'indicators', find = '', pick = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery(matrixQuery)
  const field = useRef<HTMLInputElement>(null)
  const wanted = useDeferredValue(find)
  const picked = pick.split(',').filter(id => id !== '')
  const go = (change: AttackSearch): void => void navigate({ search: before => ({ ...before, ...change }), replace: true })
  const toggle = (id: string): void => {
    const next = picked.includes(id) ? picked.filter(each => each !== id) : [...picked, id]
    go({ pick: next.join(',') })
  }
  useShortcuts({ '/': () => field.current?.focus() })
  return (
    <>
      <title>ATT&CK · KeysGuard</title>
      <header className="px-3 pt-3 pb-2">
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h1 className="text-17 font-semibold">ATT&CK</h1>
          {data && <Standing matrix={data} />}
        </div>
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <input
            ref={field}
            type="search"
            aria-label="Find techniques"
            placeholder="Find techniques"
            className={`${CONTROL} max-w-64`}
            value={find}
            onChange={({ target }) => go({ find: target.value })}
          />
          <fieldset className="flex" aria-label="Colour by">
            {HEATS.map(heat => (
              <button
                key={heat}
                type="button"
                aria-pressed={by === heat}
                onClick={() => go({ by: heat })}
                className={`${buttonClass()} -ml-px first:ml-0 aria-pressed:z-1 aria-pressed:border-tool aria-pressed:text-tool`}
              >
                {HEAT_NAMES[heat]}
              </button>
            ))}
          </fieldset>
          <a className={buttonClass()} href={layerHref(by === 'groups' ? 'groups' : 'heat')} download="attack-layer.json">
            Navigator layer
          </a>
          {picked.length > 0 && (
            <a className={buttonClass('main')} href="#attribution">
              Who may it have been?
            </a>
          )}
        </div>
      </header>
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label="Loading">
          <SkeletonRows rows={14} height={40} />
        </div>
      )}
      {data && <Matrix matrix={data} by={by} find={wanted} picked={picked} onPick={toggle} />}
      <div id="attribution" />
      {data && <AttributionPanel matrix={data} picked={picked} onPick={toggle} onClear={() => go({ pick: undefined })} />}
    </>
  )
}

const Standing = ({ matrix }: { matrix: AttackMatrix }) => {
  const { release, techniques, layers } = matrix
  const seen = techniques.filter(({ stated, byFamily }) => stated + byFamily > 0).length
  return (
    <p className="num text-fg2">
      {count(seen)} of {plural(techniques.length, 'technique')} seen here
      {layers.length > 0 && ` · coverage from ${layers.join(', ')}`}
      <span className="text-fg3">
        {' · '}
        {release.name} {release.version}
        {release.modified && ` of ${utcDay(release.modified)}`}
      </span>
    </p>
  )
}
