/** Own assets as lists: networks and addresses, names with all beneath them, and whole values. */
import type { Asset, ListMatch } from '@keysguard/model'
import type { BenignList } from '../../intelligence/benign/list.ts'
import { OWN_ASSETS } from '../../intelligence/firewall.ts'

/** How an asset of a type is compared. */
export const matchOfAsset = ({ type }: Pick<Asset, 'type'>): ListMatch =>
  type === 'ipv4' || type === 'ipv6' || type === 'cidr' ? 'cidr' : type === 'domain' ? 'hostname' : 'string'

export const listsOfAssets = (assets: readonly Asset[]): readonly BenignList[] =>
  (['cidr', 'hostname', 'string'] as const).flatMap(match => {
    const entries = assets.filter(asset => matchOfAsset(asset) === match)
    if (entries.length === 0) return []
    return [
      {
        id: `own-${match}`,
        name: OWN_ASSETS,
        why: 'It belongs to you.',
        action: 'suppress',
        match,
        beneath: true,
        types: null,
        dated: entries.reduce((newest, { addedAt }) => (addedAt > newest ? addedAt : newest), '').slice(0, 10),
        origin: 'own',
        entries: entries.map(({ value }) => value),
      } satisfies BenignList,
    ]
  })
