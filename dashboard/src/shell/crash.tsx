/** Something in the dashboard broke: what, and the next step. */
import type { ErrorComponentProps } from '@tanstack/react-router'
import { inert } from '../client/inert.ts'
import { Button } from '../ui/button.tsx'

export const Crash = ({ error, reset }: ErrorComponentProps) => (
  <div role="alert" className="max-w-160 p-6">
    <title>Something broke · KeysGuard</title>
    <h1 className="text-17 font-semibold">This page broke</h1>
    <p className="mt-2 text-fg2">
      The data on the server is not affected. Try the page again; if it breaks again, report the text below.
    </p>
    <pre className="mono mt-3 max-h-60 overflow-auto border-l-2 border-crit px-3 py-1 text-12 whitespace-pre-wrap">
      {inert(error instanceof Error ? `${error.name}: ${error.message}` : String(error))}
    </pre>
    <div className="mt-4 flex gap-2">
      <Button kind="main" onClick={reset}>
        Try again
      </Button>
      <Button onClick={() => location.assign('/')}>Go to the overview</Button>
    </div>
  </div>
)
