/** All providers on one stage: which source a request is for, whether its key is right, and what it is answered. */

import type { Settings, Values } from '../kit/settings.ts'
import { answer, type Protocol, REPLAY_SECRET, type ReplayAnswer, type ReplayRequest } from './provider.ts'
import { sampleFeed } from './sample-day.ts'

/** Something that asks a provider: a source or an enricher. */
export interface Player {
  readonly id: string
  readonly config: Settings
  /** File names under samples/<id>/, by the setting whose address serves them. */
  readonly samples: Readonly<Record<string, string>>
}

export interface Stage {
  readonly players: readonly Player[]
  readonly protocols: Readonly<Record<string, Protocol>>
  /** Where it is served, without a slash at the end. */
  readonly origin: string
  /** The day the samples are moved to. */
  readonly now: number
}

export interface Asked {
  readonly method: string
  readonly url: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const addressOf = (origin: string, { id, samples }: Player, key: string): string =>
  `${origin}/${id}/${key}${samples[key] === undefined ? '' : `/${samples[key]}`}`

/** Settings that point a source here, with the keys it needs; what is optional stays as declared. */
export const replayValues = (player: Player, origin: string): Values =>
  Object.fromEntries(
    Object.entries(player.config).map(([key, { kind, value, required }]) => [
      key,
      kind === 'address' ? addressOf(origin, player, key) : kind === 'secret' && required ? REPLAY_SECRET : value,
    ]),
  )

/** The player a request is for, or null. */
export const playerAt = (stage: Stage, url: string): Player | null => {
  const [, id = ''] = new URL(url, stage.origin).pathname.split('/')
  return stage.players.find(player => player.id === id) ?? null
}

/** What the provider answers. */
export const play = (stage: Stage, asked: Asked): ReplayAnswer => {
  const player = playerAt(stage, asked.url)
  if (!player) return answer('There is no such feed.\n', 404)
  const url = new URL(asked.url, stage.origin)
  const [, id = '', setting = '', ...rest] = url.pathname.split('/')
  const file = player.samples[setting]
  const request: ReplayRequest = {
    method: asked.method,
    path: decodeURIComponent(rest.join('/')).replace(file === undefined ? /^$/ : file, ''),
    query: url.searchParams,
    headers: asked.headers,
    body: asked.body,
    setting,
  }
  const protocol = stage.protocols[id]
  if (protocol?.authorises !== true && !isAuthorised(player, asked)) return answer({ error: 'Unauthorized' }, 401)
  if (protocol)
    return protocol.answer(request, {
      sample: name => sampleFeed(id, name, stage.now),
      base: key => addressOf(stage.origin, player, key),
      now: stage.now,
    })
  return file === undefined || request.path !== ''
    ? answer('There is no such feed.\n', 404)
    : answer(sampleFeed(id, file, stage.now))
}

/** As many times as there are required secrets, the right key has to be somewhere in the request. */
const isAuthorised = ({ config }: Player, { url, headers, body }: Asked): boolean => {
  const needed = Object.values(config).filter(({ kind, required }) => kind === 'secret' && required).length
  if (needed === 0) return true
  const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1]
  const places = [url, ...Object.values(headers), body, basic === undefined ? '' : Buffer.from(basic, 'base64').toString('utf8')]
  return places.join('\n').split(REPLAY_SECRET).length > needed
}
