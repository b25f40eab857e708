import {
  AttackHit,
  AttackMapping,
  AttackMatrix,
  AttackPage,
  AttackSearch,
  Attribution,
  AttributionQuestion,
  LAYER_CONTENTS,
  NavigatorLayer,
  Statement,
} from '@keysguard/model'
import { z } from 'zod'
import { operation } from '../../kit/operation.ts'
import { Problem } from '../../problem.ts'

const Name = z.object({ name: z.string().trim().min(1).max(100) })

export const searchAttack = operation({
  id: 'search-attack',
  summary: 'Techniques, groups, software, campaigns and mitigations of ATT&CK by id, name or alias, the closest first',
  access: 'read',
  input: AttackSearch,
  output: z.object({ items: z.array(AttackHit) }),
  run: async ({ knowledge }, asked) => ({ items: await knowledge.attack.search(asked) }),
})

export const readAttackObject = operation({
  id: 'read-attack-object',
  summary: 'An object of ATT&CK with everything it is related to; of one that was revoked, what replaced it',
  access: 'read',
  input: z.object({ id: z.string().min(1).max(40) }),
  output: AttackPage,
  run: async ({ knowledge }, { id }) => {
    const page = await knowledge.attack.page(id)
    if (page) return page
    throw new Problem('not-found', `ATT&CK has no ${id}.`, { todo: 'Look it up with `keysguard attack search`.' })
  },
})

export const readMatrix = operation({
  id: 'read-attack-matrix',
  summary:
    'The ATT&CK matrix with how many groups, software and indicators there are of each technique, and the coverage that was brought',
  access: 'read',
  input: z.object({}),
  output: AttackMatrix,
  run: ({ knowledge }) => knowledge.attack.matrix(),
})

export const exportLayer = operation({
  id: 'export-attack-layer',
  summary: 'A layer for the ATT&CK Navigator (format 4.5): heat, groups by technique, or the techniques of some objects',
  access: 'read',
  input: z.object({
    of: z.enum(LAYER_CONTENTS).default('heat'),
    /** With `of=objects`: ids, comma-separated. */
    ids: z.string().max(4_000).default(''),
  }),
  output: NavigatorLayer,
  run: async ({ knowledge }, { of, ids }) =>
    knowledge.attack.layer({
      of,
      ids: ids
        .split(',')
        .map(id => id.trim())
        .filter(id => id !== ''),
    }),
})

export const putCoverage = operation({
  id: 'put-attack-coverage',
  summary: 'Bring coverage as a layer of the ATT&CK Navigator; the same name again replaces it',
  access: 'ingest',
  input: Name.extend({ layer: NavigatorLayer }),
  output: z.object({ known: z.number().int(), unknown: z.number().int() }),
  run: ({ knowledge }, { name, layer }) => knowledge.attack.putCoverage(name, layer),
})

export const removeCoverage = operation({
  id: 'remove-attack-coverage',
  summary: 'Forget coverage that was brought',
  access: 'ingest',
  input: Name,
  output: z.object({ removed: z.boolean() }),
  run: async ({ knowledge }, { name }) => ({ removed: await knowledge.attack.removeCoverage(name) }),
})

export const mapToAttack = operation({
  id: 'map-to-attack',
  summary: 'Techniques that follow from a text, a family, tags or a threat type, each with its evidence',
  access: 'read',
  input: z.object({
    text: z.string().max(2_000_000).default(''),
    ...Statement.pick({ techniques: true, malware: true, tags: true, threat: true }).shape,
  }),
  output: AttackMapping,
  run: ({ knowledge }, asked) => knowledge.attack.map(asked),
})

export const attributeActivity = operation({
  id: 'attribute-activity',
  summary:
    'Which known groups it may have been, if any: candidates with probability, evidence for and against, and what would tell them apart',
  access: 'read',
  input: AttributionQuestion,
  output: Attribution,
  run: async ({ knowledge }, question) => {
    const { techniques, software, targets, indicators } = question
    if (techniques.length + software.length + targets.length + indicators.length === 0)
      throw new Problem('bad-request', 'There is nothing to attribute.', {
        todo: 'Give techniques, software, targets or indicators.',
      })
    return knowledge.attack.attribute(question)
  },
})
