/** From a name to the page of what goes by it. */
import type { EntityKind } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { Outside } from './text.tsx'

export const EntityLink = ({
  kind,
  name,
  className = 'text-tool hover:underline',
}: {
  kind: EntityKind
  name: string
  className?: string
}) => (
  <Link to="/entities/$kind/$id" params={{ kind, id: name }} className={className}>
    <Outside>{name}</Outside>
  </Link>
)
