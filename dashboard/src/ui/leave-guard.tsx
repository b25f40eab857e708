/** Asks before unsaved changes are lost: on a way to another page, and when the tab is closed. */
import { useBlocker } from '@tanstack/react-router'
import { Button } from './button.tsx'
import { ModalDialog } from './modal-dialog.tsx'

export const LeaveGuard = ({ isDirty }: { isDirty: boolean }) => {
  const blocker = useBlocker({ shouldBlockFn: () => isDirty, enableBeforeUnload: isDirty, withResolver: true })
  if (blocker.status !== 'blocked') return null
  return (
    <ModalDialog label="Leave without saving?" onClose={blocker.reset} className="w-104">
      <div className="p-4">
        <h2 className="text-17 font-semibold">Leave without saving?</h2>
        <p className="mt-1 text-fg2">What you changed here is not saved and would be lost.</p>
        <div className="mt-4 flex flex-wrap gap-2">
          <Button kind="main" onClick={blocker.reset}>
            Stay
          </Button>
          <Button onClick={blocker.proceed}>Discard and leave</Button>
        </div>
      </div>
    </ModalDialog>
  )
}
