/** On a phone: the pages that have no room in the bar. */
import { Link } from '@tanstack/react-router'
import { ModalDialog } from '../ui/modal-dialog.tsx'
import { PAGES } from './pages.ts'

export const MorePages = ({ onClose }: { onClose: () => void }) => (
  <ModalDialog label="All pages" onClose={onClose} className="w-120">
    <nav aria-label="All pages" className="grid grid-cols-2 gap-px bg-line">
      {PAGES.map(({ to, name, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          onClick={onClose}
          className="flex h-13 items-center gap-3 bg-panel px-4 font-medium text-fg2 hover:text-fg"
        >
          <Icon className="size-4.5 shrink-0" strokeWidth={1.6} aria-hidden="true" />
          {name}
        </Link>
      ))}
    </nav>
  </ModalDialog>
)
