/** What is shown where data would be: nothing yet, not yet, or not at all. Each says what to do next. */
import type { ReactNode } from 'react'
import { ApiProblem } from '../client/http.ts'
import { inert } from '../client/inert.ts'
import { Button } from './button.tsx'

export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="px-3 py-6 text-fg2">
    <p className="text-15 font-semibold text-fg">{title}</p>
    <div className="mt-1 max-w-[60ch]">{children}</div>
  </div>
)

export const problemText = (error: Error): { what: string; todo: string } =>
  error instanceof ApiProblem
    ? { what: error.details.detail, todo: error.details.todo }
    : { what: error.message, todo: 'It is tried again by itself.' }

export const ProblemNote = ({ error, retry }: { error: Error; retry?: () => void }) => {
  const { what, todo } = problemText(error)
  return (
    <div role="alert" className="m-3 border-l-2 border-crit px-3 py-1">
      <p className="font-semibold">{inert(what)}</p>
      <p className="text-fg2">{inert(todo)}</p>
      {retry && (
        <Button className="mt-2" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  )
}

/** Grey rows of the final height, so that nothing moves when data comes. */
export const SkeletonRows = ({ rows, height }: { rows: number; height: number }) => (
  <div aria-hidden="true">
    {Array.from({ length: rows }, (_, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
      <div key={row} className="flex items-center border-b border-line px-3" style={{ height }}>
        <span className="skeleton h-3" style={{ width: `${30 + ((row * 37) % 50)}%` }} />
      </div>
    ))}
  </div>
)
