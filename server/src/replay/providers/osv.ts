import { at } from '../../kit/path.ts'
import { answer, type Protocol, type ReplayAnswer, type ReplayStage, sampleJson } from '../provider.ts'

const advisories = (stage: ReplayStage): readonly unknown[] => {
  const all = sampleJson(stage, 'advisories.json')
  return Array.isArray(all) ? all : []
}

/** What has changed in an ecosystem, newest first, and one advisory by its id. No keys. */
export const osv: Protocol = {
  answer: ({ setting, path }, stage) => {
    if (setting === 'api') return one(path.replace(/^\//, ''), stage)
    const ecosystem = /^\/?([^/]+)\/modified_id\.csv$/.exec(path)?.[1]
    const listed = advisories(stage).filter(advisory => at(advisory, 'affected.0.package.ecosystem') === ecosystem)
    if (ecosystem === undefined || listed.length === 0) return answer('<Error><Code>NoSuchKey</Code></Error>\n', 404)
    const lines = listed
      .map(advisory => ({ modified: String(at(advisory, 'modified')), id: String(at(advisory, 'id')) }))
      .toSorted((a, b) => Date.parse(b.modified) - Date.parse(a.modified))
      .map(({ modified, id }) => `${modified},${id}`)
    return answer(`${lines.join('\n')}\n`)
  },
}

const one = (id: string, stage: ReplayStage): ReplayAnswer => {
  const found = advisories(stage).find(advisory => at(advisory, 'id') === id)
  return typeof found === 'object' && found !== null ? answer(found) : answer({ code: 5, message: 'Bug not found.' }, 404)
}
