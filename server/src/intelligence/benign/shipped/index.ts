/** The lists that ship: facts gathered by hand from what operators and registries publish. */
import { HARMLESS_FILES } from '../files.ts'
import type { BenignList } from '../list.ts'
import { LARGE_NETWORKS } from '../reserved.ts'
import { CLOUDS } from './clouds.ts'
import { CUSTOMERS } from './customers.ts'
import { INFRASTRUCTURE } from './infrastructure.ts'
import { OPERATORS } from './operators.ts'
import { SERVICES } from './services.ts'
import { values } from './shipped-list.ts'

export const SHIPPED_LISTS: readonly BenignList[] = [
  ...INFRASTRUCTURE,
  ...OPERATORS,
  ...SERVICES,
  ...CUSTOMERS,
  values({
    id: 'harmless-files',
    name: 'known harmless files',
    why: 'It is the hash of an empty, tiny or test file that lies on every machine.',
    action: 'suppress',
    entries: [...HARMLESS_FILES.keys()].join(' '),
  }),
  values({
    id: 'large-networks',
    name: 'large networks',
    why: 'It is a network that carries half of the internet: nothing can be concluded from its number.',
    action: 'suppress',
    entries: [...LARGE_NETWORKS.keys()].map(number => `AS${number}`).join(' '),
  }),
  ...CLOUDS,
]
