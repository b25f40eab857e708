/** Nothing found: the language by example. */
import { EXAMPLES } from '../../client/query-terms.ts'
import { Empty } from '../../ui/note.tsx'

export const NothingFound = ({ query, onQuery }: { query: string; onQuery: (query: string) => void }) => (
  <Empty title={query === '' ? 'No indicators yet' : 'Nothing matches'}>
    <p>
      {query === ''
        ? 'They appear as soon as a source has run. Meanwhile, this is how one asks:'
        : 'Take a term away, or start from one of these. A value can be pasted defanged.'}
    </p>
    <ul className="mt-3 grid gap-1">
      {EXAMPLES.map(([example, finds]) => (
        <li key={example}>
          <button type="button" onClick={() => onQuery(example)} className="py-1 text-left hover:text-tool">
            <code className="mono mr-3 text-12 font-semibold text-tool">{example}</code>
            <span className="text-12">{finds}</span>
          </button>
        </li>
      ))}
    </ul>
  </Empty>
)
