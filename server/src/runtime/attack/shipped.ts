/** The facts of ATT&CK that ship with the product (scripts/attack-subset.mjs writes them): everything works offline at the first start. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { AttackKind, type AttackObject, type AttackRelation, AttackRelationKind } from '@keysguard/model'
import { z } from 'zod'

const FILE = fileURLToPath(new URL('../../../data/attack.json', import.meta.url))

const words = z.array(z.string()).default([])
/** An id, or one with the numbers of the reports that attest the relation. */
const Related = z.union([z.string(), z.tuple([z.string()], z.number().int())])
const Shipped = z.object({
  reports: z.array(z.string()),
  objects: z.array(
    z.object({
      id: z.string(),
      kind: AttackKind,
      name: z.string(),
      aliases: words,
      platforms: words,
      tactics: words,
      version: z.string().default(''),
      modified: z.string().nullable().default(null),
      status: z.enum(['current', 'deprecated', 'revoked']).default('current'),
      replacedBy: z.string().nullable().default(null),
      firstSeen: z.string().nullable().default(null),
      lastSeen: z.string().nullable().default(null),
      relations: z.partialRecord(AttackRelationKind, z.array(Related)).default({}),
    }),
  ),
})

const relationsOf = (
  relations: z.infer<typeof Shipped>['objects'][number]['relations'],
  reports: readonly string[],
): AttackRelation[] =>
  Object.entries(relations).flatMap(([kind, related]) =>
    related.map(one => {
      const [to, ...cited] = typeof one === 'string' ? [one] : one
      return { kind: AttackRelationKind.parse(kind), to, text: '', citations: cited.map(number => reports[number] ?? '') }
    }),
  )

/** Without what MITRE writes about them. */
export const readShippedAttack = async (): Promise<AttackObject[]> => {
  const { reports, objects } = Shipped.parse(JSON.parse(await readFile(FILE, 'utf8')))
  return objects.map(object => ({ ...object, description: '', relations: relationsOf(object.relations, reports) }))
}
