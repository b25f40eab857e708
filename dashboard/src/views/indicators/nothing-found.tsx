/** Where no list can be: the language by example. */
import { EXAMPLES } from '../../client/query-terms.ts'
import { Empty } from '../../ui/note.tsx'

interface NothingFoundProps {
  readonly title: string
  readonly children: string
  readonly onQuery: (query: string) => void
}

export const NothingFound = ({ title, children, onQuery }: NothingFoundProps) => (
  <div className="min-h-0 overflow-y-auto">
    <Empty title={title}>{children}</Empty>
    <ul className="px-3 pb-4">
      {EXAMPLES.map(([example, finds]) => (
        <li key={example} className="max-w-200 border-t border-line">
          <button
            type="button"
            onClick={() => onQuery(example)}
            className="grid w-full gap-x-4 py-1.5 text-left hover:text-tool @xl:grid-cols-[21rem_minmax(0,1fr)]"
          >
            <code className="mono text-12 font-semibold text-tool">{example}</code>
            <span className="text-12 text-fg2">{finds}</span>
          </button>
        </li>
      ))}
    </ul>
  </div>
)
