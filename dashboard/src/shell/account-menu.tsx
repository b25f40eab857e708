/** Who is signed in, what they may do, and the way out. A native popover: no script to open or close it. */
import type { Session } from '@keysguard/model'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CircleUser } from 'lucide-react'
import { signOut } from '../client/commands.ts'
import { inert } from '../client/inert.ts'

const ITEM = 'flex min-h-9 w-full items-center px-3 text-left hover:bg-raise pointer-coarse:min-h-11'

export const AccountMenu = ({ session, onShortcuts }: { session: Session | undefined; onShortcuts: () => void }) => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const leave = async (): Promise<void> => {
    await signOut()
    queries.clear()
    await navigate({ to: '/login' })
  }
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label={session ? `Account ${session.account}` : 'Account'}
        className="grid size-8 shrink-0 place-items-center rounded-ctl text-fg2 [anchor-name:--account] hover:bg-raise hover:text-fg pointer-coarse:size-11"
      >
        <CircleUser className="size-4" strokeWidth={1.6} aria-hidden="true" />
      </button>
      <div
        id="account-menu"
        popover="auto"
        className="fixed inset-auto top-11 right-2 m-0 w-56 border border-edge bg-panel py-1 text-fg shadow-(--shadow)"
      >
        <p className="border-b border-line px-3 py-2">
          <span className="block font-semibold">{session ? inert(session.account) : '…'}</span>
          <span className="text-12 text-fg2">{session ? `Role: ${session.role}` : ''}</span>
        </p>
        <button type="button" className={ITEM} popoverTarget="account-menu" popoverTargetAction="hide" onClick={onShortcuts}>
          Keyboard shortcuts
        </button>
        <a className={ITEM} href="/api/openapi.json">
          API description
        </a>
        <button type="button" className={ITEM} onClick={() => void leave()}>
          Sign out
        </button>
      </div>
    </>
  )
}
