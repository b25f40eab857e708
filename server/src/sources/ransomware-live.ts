import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said } from '../kit/fields.ts'
import { itemsAt } from '../kit/formats/json.ts'
import { at as within } from '../kit/path.ts'
import { observe, refuse, source, typed } from '../kit/source.ts'

const text = z.string().nullish()

/** A row for each site of each group; one that is refused for a group that does not list its sites. */
const sitesOf = (document: unknown): readonly unknown[] =>
  itemsAt(document, '', 'array').flatMap(group => {
    const locations = within(group, 'locations')
    const about = { name: within(group, 'name'), description: within(group, 'description') ?? within(group, 'meta') ?? null }
    if (!Array.isArray(locations)) return [{ group: about, location: group }]
    return locations.map((location: unknown) => ({ group: about, location }))
  })

const hostOf = (fqdn: string | undefined, page: string | undefined): string | undefined =>
  fqdn ?? (page !== undefined && URL.canParse(page) ? present(new URL(page).hostname) : undefined)

/** Days: the sites are visited every hour. */
const dayOf = (time: string | undefined): string | undefined => {
  const day = /^\d{4}-\d\d-\d\d/.exec(time ?? '')?.[0]
  return day !== undefined && !Number.isNaN(Date.parse(day)) ? `${day}T00:00:00.000Z` : undefined
}

/**
 * The sites of ransomware groups: where they publish, negotiate and store what they took. Their victims are left out on purpose. Who is
 * named there is so by the claim of criminals, and the address of a company that was attacked must never end up on a block list.
 */
export const ransomwareLive = source({
  id: 'ransomware-live',
  name: 'Ransomware.live',
  provider: 'Julien Mousqueton',
  homepage: 'https://www.ransomware.live',
  description: 'Leak, chat and file sites of ransomware groups.',
  licence: 'Free to use; name Ransomware.live as the source',
  terms: 'free',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 360,
  presence: 'full-set',
  dates: 'membership',
  config: { url: 'https://api.ransomware.live/v2/groups' },
  samples: { url: 'groups.json' },

  collect: ({ fetch, at }) => fetch.json(at('url'), { items: sitesOf }),

  row: z.object({
    group: z.looseObject({ name: z.string(), description: text }),
    location: z.looseObject({
      fqdn: text,
      slug: text,
      title: text,
      type: text,
      updated: text,
      available: z.boolean().nullish(),
      chat: z.boolean().nullish(),
      fs: z.boolean().nullish(),
      admin: z.boolean().nullish(),
    }),
  }),

  parse: ({ group, location }) => {
    const host = hostOf(present(location.fqdn), present(location.slug))
    if (host === undefined) return refuse('schema', 'The site has neither a host name nor an address.')
    const uses = [
      location.type,
      location.chat ? 'chat' : null,
      location.fs ? 'files' : null,
      location.admin ? 'administration' : null,
    ]
    return observe(
      typed('domain', host),
      said<Statement>({
        threat: 'ransomware',
        malware: group.name,
        actors: [group.name],
        online: location.available ?? undefined,
        lastSeen: dayOf(present(location.updated)),
        tags: ['ransomware'],
        reference: `https://www.ransomware.live/group/${encodeURIComponent(group.name)}`,
        description: present(group.description),
        details: details({
          Page: location.slug,
          Title: location.title,
          Use: uses.filter(use => typeof use === 'string' && use !== '').join(', '),
        }),
      }),
    )
  },
})
