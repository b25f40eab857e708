/** A plain text field for YAML with numbered lines, and what is wrong said beside the line and listed below. The field grows with its text; the frame around it scrolls. */
import type { FeedProblem } from '@keysguard/model'
import { type KeyboardEvent, useId, useMemo, useRef } from 'react'
import { indentAt, offsetOf } from '../client/feed-text.ts'
import { inert } from '../client/inert.ts'
import { YamlProblems } from './yaml-problems.tsx'

const LINE_PX = 20
const PAD_PX = 8

interface YamlEditorProps {
  /** What it is, for who cannot see it. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly problems: readonly FeedProblem[]
  readonly isChecked: boolean
  readonly isNew: boolean
  readonly readOnly: boolean
}

/** Messages by line; several on one line are read one after the other. */
const byLine = (problems: readonly FeedProblem[]): ReadonlyMap<number, FeedProblem> => {
  const lines = new Map<number, FeedProblem>()
  for (const problem of problems) {
    const known = lines.get(problem.line)
    lines.set(problem.line, known ? { ...known, message: `${known.message}; ${problem.message}` } : problem)
  }
  return lines
}

/** Enter keeps the indent. Through the browser's own command, because only that leaves undo whole. */
const keepIndent = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
  if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing)
    return
  const { value, selectionStart } = event.currentTarget
  const indent = indentAt(value, selectionStart)
  if (indent === '' || !document.execCommand('insertText', false, `\n${indent}`)) return
  event.preventDefault()
}

export const YamlEditor = ({ label, value, onChange, problems, isChecked, isNew, readOnly }: YamlEditorProps) => {
  const frame = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const listId = useId()
  const lines = useMemo(() => value.split('\n'), [value])
  const marked = byLine(problems.filter(({ line }) => line <= lines.length))
  const widths = lines.map((text, index) => text.length + (marked.get(index + 1)?.message.length ?? -6) + 8)
  const goTo = ({ line, column }: FeedProblem): void => {
    const at = offsetOf(value, line, column)
    field.current?.focus()
    field.current?.setSelectionRange(at, at)
    frame.current?.scrollTo({ top: (line - 1) * LINE_PX - frame.current.clientHeight / 2 })
  }
  return (
    <>
      <div
        ref={frame}
        className="mono max-h-[68vh] min-h-80 overflow-auto border border-edge bg-panel text-12 leading-5 has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-offset-1 has-[textarea:focus-visible]:outline-tool"
      >
        <div className="grid min-h-80 w-max min-w-full grid-cols-[auto_minmax(0,1fr)]">
          <pre
            aria-hidden="true"
            className="sticky left-0 z-10 border-r border-line bg-panel py-2 pr-2 pl-3 text-right text-fg3 select-none"
          >
            {lines.map((_, index) => index + 1).join('\n')}
            {[...marked.keys()].map(line => (
              <span
                key={line}
                className="absolute inset-x-0 top-(--from) border-l-2 border-crit bg-panel pr-2 font-bold text-crit"
                style={{ '--from': `${(line - 1) * LINE_PX + PAD_PX}px` }}
              >
                {line}
              </span>
            ))}
          </pre>
          <div className="relative min-w-(--share)" style={{ '--share': `${Math.max(...widths)}ch` }}>
            {[...marked].map(([line, { column, message }]) => (
              <Mark key={line} text={lines[line - 1] ?? ''} line={line} column={column} message={message} />
            ))}
            <textarea
              ref={field}
              aria-label={label}
              aria-describedby={listId}
              aria-invalid={problems.length > 0}
              // biome-ignore lint/a11y/noAutofocus: who comes to something new comes to write it
              autoFocus={isNew}
              value={value}
              readOnly={readOnly}
              wrap="off"
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="off"
              onChange={event => onChange(event.target.value)}
              onKeyDown={keepIndent}
              className="absolute inset-0 size-full resize-none overflow-hidden bg-transparent px-3 py-2 whitespace-pre outline-none"
            />
          </div>
        </div>
      </div>
      <YamlProblems id={listId} problems={problems} isChecked={isChecked} onGo={goTo} />
    </>
  )
}

interface MarkProps {
  readonly text: string
  readonly line: number
  readonly column: number
  readonly message: string
}

/** Behind the text: the line in a wash, the column underlined, the message after the line's end. */
const Mark = ({ text, line, column, message }: MarkProps) => (
  <div
    aria-hidden="true"
    data-problem={line}
    className="absolute inset-x-0 top-(--from) h-5 bg-wash px-3 whitespace-pre"
    style={{ '--from': `${(line - 1) * LINE_PX + PAD_PX}px` }}
  >
    <span className="absolute bottom-0 h-0.5 w-[1ch] translate-x-(--share) bg-crit" style={{ '--share': `${column - 1}ch` }} />
    <span className="text-transparent">{text}</span>
    <span className="pl-[3ch] font-sans font-semibold text-crit">◂ {inert(message)}</span>
  </div>
)
