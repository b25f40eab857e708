/** The native modal dialog: the browser traps focus, makes the rest inert and closes on Escape. */
import { type ReactNode, useEffect, useRef } from 'react'

interface ModalDialogProps {
  readonly label: string
  readonly onClose: () => void
  readonly className?: string
  readonly children: ReactNode
}

export const ModalDialog = ({ label, onClose, className = '', children }: ModalDialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click closes from the backdrop; for the keyboard the dialog itself closes on Escape
    <dialog
      ref={dialog}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a dialog taller than the window scrolls, and the keyboard must reach it
      tabIndex={0}
      aria-label={label}
      onCancel={onClose}
      onClick={event => event.target === event.currentTarget && onClose()}
      className={`focus-visible:outline-none mx-auto mt-[10vh] mb-auto max-h-[80vh] max-w-[calc(100vw-1rem)] overflow-auto border border-edge bg-panel text-fg shadow-(--shadow) ${className}`}
    >
      {children}
    </dialog>
  )
}
