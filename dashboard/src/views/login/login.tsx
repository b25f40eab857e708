/** Signing in: two fields, and where the first password is. */
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { signIn } from '../../client/commands.ts'
import { ownPath } from '../../client/location.ts'
import { sessionQuery } from '../../client/queries.ts'
import { Button } from '../../ui/button.tsx'
import { problemText } from '../../ui/note.tsx'
import { SignInTape } from './sign-in-tape.tsx'

const route = getRouteApi('/login')

const FIELD =
  'mt-1 h-9 w-full rounded-ctl border border-edge bg-panel px-2.5 text-15 font-medium tracking-normal text-fg normal-case [font-stretch:100%] pointer-coarse:h-11'

export const Login = () => {
  const { next } = route.useSearch()
  const router = useRouter()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<Error | null>(null)
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(null)
    try {
      const session = await signIn(String(form.get('account')), String(form.get('password')))
      queries.setQueryData(sessionQuery.queryKey, session)
      router.history.replace(ownPath(next))
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)))
      setBusy(false)
    }
  }

  return (
    <main className="grid min-h-dvh grid-rows-[1fr_auto_2fr] px-4">
      <title>Sign in · KeysGuard</title>
      <div />
      <div className="mx-auto w-full max-w-84">
        <SignInTape />
        <h1 className="mt-4 text-26 numeral">KeysGuard</h1>
        <p className="text-fg2">Who is on watch?</p>
        <form onSubmit={event => void submit(event)} className="mt-6 grid gap-4">
          <label className="caption">
            Account
            <input name="account" autoComplete="username" defaultValue="admin" required className={FIELD} />
          </label>
          <label className="caption">
            Password
            {/* biome-ignore lint/a11y/noAutofocus: the page has this one purpose, and the account is filled in */}
            <input name="password" type="password" autoComplete="current-password" required autoFocus className={FIELD} />
          </label>
          <div aria-live="polite" className="empty:hidden">
            {problem && (
              <p className="border-l-2 border-crit pl-3">
                <span className="block font-semibold">{problemText(problem).what}</span>
                <span className="text-fg2">{problemText(problem).todo}</span>
              </p>
            )}
          </div>
          <Button type="submit" kind="main" className="min-h-9" disabled={busy}>
            {busy ? 'Signing in…' : 'Sign in'}
          </Button>
        </form>
        <details className="mt-6 border-t border-line pt-3 text-fg2">
          <summary className="font-semibold text-fg">Where is the password?</summary>
          <p className="mt-2">
            The first start made the account <b className="mono text-12">admin</b> and printed its password once, in the terminal
            or log of that start. If it is lost, run this where KeysGuard is installed:
          </p>
          <pre className="mono mt-2 overflow-x-auto bg-raise px-2 py-1.5 text-12 text-fg">npx keysguard user password admin</pre>
        </details>
      </div>
    </main>
  )
}
