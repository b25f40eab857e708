/** No such page: where one probably wanted to go. */
import { Link } from '@tanstack/react-router'
import { PAGES } from './pages.ts'

export const NotFound = () => (
  <div className="p-6">
    <title>Not found · KeysGuard</title>
    <p className="caption">404</p>
    <h1 className="mt-1 text-26 numeral">Nothing is logged here</h1>
    <p className="mt-2 max-w-[60ch] text-fg2">
      The address leads to no page. If it came from a link of an older version, the page may have moved.
    </p>
    <ul className="mt-4 flex gap-5">
      {PAGES.map(({ to, name }) => (
        <li key={to}>
          <Link to={to} className="font-semibold text-tool underline underline-offset-3">
            {name}
          </Link>
        </li>
      ))}
    </ul>
  </div>
)
