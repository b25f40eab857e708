/** The overview before its data, at the size it will have. */
import { SkeletonRows } from '../../ui/note.tsx'

const FIGURES = ['Critical now', 'Active indicators', 'New in 24 hours', 'Sources well'] as const

export const OverviewSkeleton = () => (
  <div role="status" aria-label="Loading" className="grid xl:h-full xl:grid-cols-[minmax(0,1fr)_22rem]">
    <div className="min-w-0">
      <div className="grid grid-cols-2 border-b border-line lg:grid-cols-4">
        {FIGURES.map(title => (
          <div key={title} className="px-3 pt-2.5 pb-2">
            <p className="caption">{title}</p>
            <p className="skeleton mt-1 h-7 w-24" />
            <p className="mt-1 h-6" />
          </div>
        ))}
      </div>
      <p className="caption flex min-h-9 items-center px-3">New by severity</p>
      <div className="mx-3 h-50 border-b border-line" />
      <SkeletonRows rows={8} height={28} />
    </div>
    <div className="border-line xl:border-l">
      <p className="caption flex min-h-9 items-center px-3">Coming in</p>
      <SkeletonRows rows={14} height={52} />
    </div>
  </div>
)
