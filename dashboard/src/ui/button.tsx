/** Controls: quiet by default, cool when they are the thing to do. */
import { Check, Copy } from 'lucide-react'
import { type ComponentProps, useState } from 'react'

const BASE =
  'inline-flex items-center justify-center gap-1.5 rounded-ctl border px-2.5 min-h-7 text-12 font-semibold whitespace-nowrap disabled:opacity-55 pointer-coarse:min-h-11'

export const buttonClass = (kind: 'plain' | 'main' = 'plain'): string =>
  kind === 'main'
    ? `${BASE} border-tool bg-tool text-on-tool hover:brightness-110`
    : `${BASE} border-edge bg-panel text-fg hover:bg-raise`

export const Button = ({ kind = 'plain', className = '', ...rest }: ComponentProps<'button'> & { kind?: 'plain' | 'main' }) => (
  <button type="button" className={`${buttonClass(kind)} ${className}`} {...rest} />
)

const COPIED_MS = 1_600

/** Copies `text`; says so in place, and to a screen reader. */
export const CopyButton = ({ text, children }: { text: string; children: string }) => {
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), COPIED_MS)
  }
  const Icon = copied ? Check : Copy
  return (
    <Button onClick={() => void copy()}>
      <Icon className="size-3.5" aria-hidden="true" />
      {children}
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </Button>
  )
}

export const Key = ({ children }: { children: string }) => (
  <kbd className="mono inline-block min-w-4.5 rounded-ctl border border-edge px-1 text-center text-11 leading-4 text-fg2">
    {children}
  </kbd>
)
