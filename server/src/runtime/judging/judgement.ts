/** The firewall as it is asked and told: one face over lists, assets, verdicts, the watch and the exit gate. */
import type { IndicatorDetail, RoutingAnswer } from '@keysguard/model'
import { keyOf, recognise } from '../../indicators/index.ts'
import { BENIGN_VERDICT, TOO_WIDE } from '../../intelligence/firewall.ts'
import { mayRoute } from '../../intelligence/gate.ts'
import type { Judgement } from '../../knowledge.ts'
import { listJobs } from '../../store/rejudge.ts'
import { putKeys } from '../../store/rejudge-queue.ts'
import { addSightings } from '../../store/sightings.ts'
import { bringAssets, dropAssets } from './asset-desk.ts'
import type { Rejudging } from './background.ts'
import type { Judging } from './judging.ts'
import { bringList, chooseForList, dropList, listCards, listPage } from './list-desk.ts'
import { decide, takeBack, verdictHistory } from './verdict-desk.ts'

const JOBS = 50
/** Whoever says something looks at what came of it: little is done at once. */
const AT_ONCE_MS = 1_500

export const createJudgement = (judging: Judging, rejudging: Rejudging): Judgement => {
  const soon = async <T>(changed: Promise<T>): Promise<T> => {
    const result = await changed
    await rejudging.settleSoon(AT_ONCE_MS)
    return result
  }
  return {
    lists: () => listCards(judging),
    list: (id, containing) => listPage(judging, id, containing),
    putList: brought => soon(bringList(judging, brought)),
    chooseForList: (id, choice) => soon(chooseForList(judging, id, choice)),
    removeList: id => soon(dropList(judging, id)),
    assets: async () => [...judging.assets],
    addAssets: (text, by) => soon(bringAssets(judging, text, by)),
    removeAssets: values => soon(dropAssets(judging, values)),
    decide: order => soon(decide(judging, order)),
    undo: (batch, by) => soon(takeBack(judging, batch, by)),
    verdicts: ({ key, before, limit }) => verdictHistory(judging, key, before, limit),
    watch: async () => judging.watch.watch,
    setWatch: watch => soon(judging.setWatch(watch)),
    sight: (values, at) => soon(sight(judging, values, at)),
    mayRoute: values => values.map(value => routing(judging, value)),
    jobs: () => listJobs(judging.options.knowing.database, JOBS),
    explain: detail => explained(judging, detail),
  }
}

const sight = (judging: Judging, values: readonly string[], at: number): Promise<number> => {
  const keys = values.flatMap(value => {
    const indicator = recognise(value)
    return indicator ? [keyOf(indicator)] : []
  })
  return judging.change('Indicators were seen in your own telemetry.', async (transaction, job) => {
    await addSightings(transaction, keys, at)
    return putKeys(transaction, job, keys)
  })
}

const routing = (judging: Judging, input: string): RoutingAnswer => {
  const indicator = recognise(input)
  if (indicator)
    return {
      input,
      type: indicator.type,
      value: indicator.value,
      ...mayRoute(indicator, keyOf(indicator), {
        firewall: judging.firewall,
        noteOf: value => judging.assets.find(asset => asset.value === value)?.note ?? '',
      }),
    }
  return {
    input,
    type: null,
    value: null,
    allowed: false,
    reasons: ['This is not an indicator of a known type.'],
    hostOnly: false,
    blast: { own: [], ownCount: 0, popular: [], popularCount: 0, addresses: null },
  }
}

const RULES: Readonly<Record<string, string>> = {
  [BENIGN_VERDICT]: 'An analyst said that it is benign.',
  [TOO_WIDE]: 'It holds a good part of the internet.',
}

/** The page of an indicator with what the firewall of this moment says of it, and what analysts said. */
const explained = async (judging: Judging, detail: IndicatorDetail): Promise<IndicatorDetail> => {
  const { type, value, suppressedBy, suppressedSince } = detail
  const hits = judging.firewall.index.hits({ type, value })
  const hit = hits.find(({ list }) => list.name === suppressedBy) ?? null
  return {
    ...detail,
    verdicts: await verdictHistory(judging, keyOf({ type, value }), null, JOBS),
    suppression:
      suppressedBy === null
        ? null
        : {
            listId: hit?.list.id ?? null,
            list: suppressedBy,
            why: hit?.list.why ?? RULES[suppressedBy] ?? 'The list has changed since; it is being judged again.',
            entry: hit?.entry ?? null,
            since: suppressedSince ?? detail.addedAt,
          },
    lists: hits
      .filter(({ list }) => list.name !== suppressedBy)
      .map(({ list, entry }) => ({ listId: list.id, list: list.name, why: list.why, entry, action: list.action })),
  }
}
