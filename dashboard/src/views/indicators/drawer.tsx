/** Details beside the list, which stays where it is; on a phone a sheet over it. */
import type { IndicatorSummary } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { indicatorQuery } from '../../client/queries.ts'
import { useShortcuts } from '../../client/shortcuts.ts'
import { useWide } from '../../client/wide.ts'
import { buttonClass, CopyButton } from '../../ui/button.tsx'
import { ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { Ioc, typeLabel } from '../../ui/text.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { Waterfall } from '../../ui/waterfall.tsx'

const route = getRouteApi('/shell/indicators')

const ICON_BUTTON =
  'grid size-8 place-items-center rounded-ctl text-fg2 hover:bg-raise hover:text-fg disabled:opacity-40 pointer-coarse:size-11'

const Body = ({ id }: { id: string }) => {
  const { data, error, refetch } = useQuery(indicatorQuery(id))
  if (error && !data) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data) {
    return (
      <div role="status" aria-label="Loading">
        <SkeletonRows rows={9} height={48} />
      </div>
    )
  }
  return (
    <>
      <div className="px-3 pt-1 pb-4">
        <p className="caption">{typeLabel(data.type)}</p>
        <h2 className="mt-1 max-h-30 overflow-y-auto text-15 leading-5.5 font-semibold">
          <Ioc type={data.type} value={data.value} fit="full" />
        </h2>
        <div className="mt-2">
          <Verdict detail={data} />
        </div>
        <div className="mt-3 flex flex-wrap gap-2">
          <Link to="/indicators/$id" params={{ id }} className={buttonClass('main')}>
            Full page
          </Link>
          <CopyButton text={data.defanged}>Copy defanged</CopyButton>
          <CopyButton text={data.value}>Copy value</CopyButton>
        </div>
      </div>
      <Section title="Why this score" className="border-t border-line">
        <Waterfall explanation={data.explanation} assertions={data.assertions} severity={data.severity} />
      </Section>
    </>
  )
}

export const Drawer = ({ id, items }: { id: string; items: readonly IndicatorSummary[] }) => {
  const navigate = route.useNavigate()
  const wide = useWide()
  const closer = useRef<HTMLButtonElement>(null)
  const index = items.findIndex(item => item.id === id)
  const show = (open: string | undefined): void =>
    void navigate({ search: ({ open: _, ...rest }) => (open === undefined ? rest : { ...rest, open }), replace: true })
  const neighbour = (by: number): IndicatorSummary | undefined => (index < 0 ? undefined : items[index + by])
  const move = (by: number) => (): void => {
    const row = neighbour(by)
    if (row) show(row.id)
  }
  const close = (): void => {
    show(undefined)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus())
  }
  useShortcuts({ '[': move(-1), ']': move(1), Escape: close })
  useEffect(() => {
    if (!wide) closer.current?.focus()
  }, [wide])
  return (
    <aside
      aria-label="Details"
      className="slide-in flex min-h-0 flex-col border-line bg-panel max-md:fixed max-md:inset-x-0 max-md:top-16 max-md:bottom-0 max-md:z-30 max-md:border-t-2 max-md:border-t-tool max-md:shadow-(--shadow) md:w-[min(27rem,50%)] md:shrink-0 md:border-l"
    >
      <div className="flex h-10 shrink-0 items-center gap-1 px-1.5 pointer-coarse:h-12">
        <button
          type="button"
          className={ICON_BUTTON}
          onClick={move(-1)}
          disabled={!neighbour(-1)}
          aria-label="Previous"
          title="Previous ([)"
        >
          <ChevronUp className="size-4" aria-hidden="true" />
        </button>
        <button
          type="button"
          className={ICON_BUTTON}
          onClick={move(1)}
          disabled={!neighbour(1)}
          aria-label="Next"
          title="Next (])"
        >
          <ChevronDown className="size-4" aria-hidden="true" />
        </button>
        <button
          ref={closer}
          type="button"
          className={`${ICON_BUTTON} ml-auto`}
          onClick={close}
          aria-label="Close details"
          title="Close (Esc)"
        >
          <X className="size-4" aria-hidden="true" />
        </button>
      </div>
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        <Body id={id} />
      </div>
    </aside>
  )
}
