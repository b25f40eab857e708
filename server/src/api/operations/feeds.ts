import { Feed, FeedCheck, FeedStart, SourceCard, Trial } from '@keysguard/model'
import { z } from 'zod'
import { operation } from '../../kit/operation.ts'
import { cardOf, SettingValues } from './sources.ts'

const Id = z.object({ id: z.string().min(1).max(200) })
const Declared = z.object({ yaml: z.string().max(100_000) })

export const readFeed = operation({
  id: 'read-feed',
  summary: 'A declared feed as it was written',
  access: 'manage-sources',
  input: Id,
  output: Feed,
  run: ({ knowledge }, { id }) => knowledge.feed(id),
})

export const checkFeed = operation({
  id: 'check-feed',
  summary: 'What is wrong with the declaration of a feed, by line and column',
  access: 'manage-sources',
  input: Declared,
  output: FeedCheck,
  run: async ({ knowledge }, { yaml }) => knowledge.checkFeed(yaml),
})

export const tryFeed = operation({
  id: 'try-feed',
  summary: 'Ask a feed that is not saved yet, and show its first rows; nothing is stored',
  access: 'manage-sources',
  input: Declared.extend({ settings: SettingValues.default({}) }),
  output: Trial,
  run: ({ knowledge }, { yaml, settings }) => knowledge.tryFeed(yaml, settings),
})

export const putFeed = operation({
  id: 'put-feed',
  summary: 'Declare a feed, or declare it anew; the id is that of the declaration',
  access: 'manage-sources',
  input: Declared.extend(Id.shape),
  output: SourceCard,
  run: async (context, { id, yaml }) => {
    await context.knowledge.putFeed(id, yaml)
    return cardOf(context, id)
  },
})

export const removeFeed = operation({
  id: 'remove-feed',
  summary: 'Stop a declared feed and forget its secrets; what it said stays known',
  access: 'manage-sources',
  input: Id,
  output: z.object({ removed: z.literal(true) }),
  run: async ({ knowledge }, { id }) => {
    await knowledge.removeFeed(id)
    return { removed: true }
  },
})

export const draftFeed = operation({
  id: 'draft-feed',
  summary: 'A declaration to begin with, filled in as far as it is known',
  access: 'manage-sources',
  input: FeedStart,
  output: z.object({ yaml: z.string() }),
  run: async ({ knowledge }, start) => ({ yaml: knowledge.draftFeed(start) }),
})
