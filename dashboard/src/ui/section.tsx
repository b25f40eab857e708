/** A part of a page: a caption over a hairline, never a card. */
import { type ReactNode, useId } from 'react'

interface SectionProps {
  readonly title: string
  /** What stands at the right end of the caption's line. */
  readonly aside?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

export const Section = ({ title, aside, className = '', children }: SectionProps) => {
  const id = useId()
  return (
    <section aria-labelledby={id} className={`min-w-0 ${className}`}>
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-3 px-3 pt-1">
        <h2 id={id} className="caption">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
