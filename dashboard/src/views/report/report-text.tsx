// biome-ignore-all lint/a11y/useKeyWithClickEvents: clicking a mark is a shortcut for the mouse; the keyboard walks the list of findings
// biome-ignore-all lint/a11y/noNoninteractiveElementInteractions: as above
/** The text of a report as it was written, with what was found in it marked. Only what is in sight has its marks drawn. */
import type { FindingStatus, ReportFinding } from '@keysguard/model'
import { type MouseEvent, memo, useEffect, useMemo, useRef, useState } from 'react'
import { inert } from '../../client/inert.ts'
import { type Block, blocksOf, slicesOf } from '../../client/text-slices.ts'

interface ReportTextProps {
  readonly text: string
  readonly findings: readonly ReportFinding[]
  /** Id of the finding that is looked at. */
  readonly current: number
  readonly onPick: (finding: number) => void
  /** In a window that is narrow enough to show only one. */
  readonly isShown: boolean
}

export const ReportText = ({ text, findings, current, onPick, isShown }: ReportTextProps) => {
  const region = useRef<HTMLElement>(null)
  const blocks = useMemo(
    () =>
      blocksOf(
        text,
        findings.flatMap(({ id, places }) => places.map(place => ({ ...place, finding: id }))),
      ),
    [text, findings],
  )
  const statuses = useMemo(() => new Map(findings.map(({ id, status }) => [id, status])), [findings])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was hidden could not be scrolled to
  useEffect(() => {
    const show = (): void => region.current?.querySelector(`[data-mark~="${current}"]`)?.scrollIntoView({ block: 'nearest' })
    show()
    // Blocks above may have got their real height only now.
    const frame = requestAnimationFrame(show)
    return () => cancelAnimationFrame(frame)
  }, [current, isShown])
  const pick = ({ target }: MouseEvent): void => {
    const [first] = (target instanceof Element && target.closest('[data-mark]')?.getAttribute('data-mark')?.split(' ')) || []
    if (first !== undefined) onPick(Number(first))
  }
  return (
    <section
      ref={region}
      aria-label="Text of the report"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it
      tabIndex={0}
      onClick={pick}
      className={`min-w-0 px-3 py-3 leading-5 lg:overflow-y-auto lg:px-6 ${isShown ? '' : 'max-lg:hidden'}`}
    >
      <div dir="ltr" className="max-w-[84ch] whitespace-pre-wrap wrap-anywhere">
        {blocks.map(block => (
          <TextBlock
            key={block.start}
            text={text}
            block={block}
            statuses={statuses}
            current={block.marks.some(({ finding }) => finding === current) ? current : null}
          />
        ))}
      </div>
    </section>
  )
}

interface TextBlockProps {
  readonly text: string
  readonly block: Block
  readonly statuses: ReadonlyMap<number, FindingStatus>
  /** Null where it is not in this block. */
  readonly current: number | null
}

const TextBlock = memo(({ text, block, statuses, current }: TextBlockProps) => {
  const element = useRef<HTMLDivElement>(null)
  const [wasSeen, setSeen] = useState(false)
  useEffect(() => {
    const observer = new IntersectionObserver(entries => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
    })
    if (element.current) observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={element} className="[contain-intrinsic-block-size:auto_1300px] [content-visibility:auto]">
      {wasSeen || current !== null
        ? slicesOf(block).map(({ start, end, findings }) => (
            <TextSlice key={start} text={text.slice(start, end)} findings={findings} statuses={statuses} current={current} />
          ))
        : inert(text.slice(block.start, block.end))}
    </div>
  )
})

const MARK: Readonly<Record<FindingStatus, string>> = {
  proposed: 'decoration-med decoration-2',
  accepted: 'decoration-tool decoration-2',
  rejected: 'decoration-fg3 decoration-dotted',
}

interface TextSliceProps {
  readonly text: string
  readonly findings: readonly number[]
  readonly statuses: ReadonlyMap<number, FindingStatus>
  readonly current: number | null
}

const TextSlice = ({ text, findings, statuses, current }: TextSliceProps) => {
  const [first] = findings
  if (first === undefined) return inert(text)
  const isCurrent = current !== null && findings.includes(current)
  const status = statuses.get(isCurrent ? current : first) ?? 'proposed'
  return (
    <mark
      data-mark={findings.join(' ')}
      title={status}
      aria-current={isCurrent ? 'true' : undefined}
      className={`scroll-my-24 cursor-pointer underline underline-offset-3 ${MARK[status]} ${isCurrent ? 'bg-tool text-on-tool' : 'bg-transparent text-fg'}`}
    >
      {inert(text)}
    </mark>
  )
}
