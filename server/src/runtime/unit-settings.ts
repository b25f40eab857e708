/**
 * The settings of sources and enrichers: declared defaults, over them what people set, over that the configuration file and the
 * environment. A secret is sealed for the hosts it was given for: where an address comes to lead to another, the secret has to be given
 * again, so that nobody who may change an address gets at a secret that way.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { SettingCard } from '@keysguard/model'
import type { Database } from '../engines/database/database.ts'
import { FEED_VARIABLES, missingSettings, type Setting, type Settings, settingProblem, type Values } from '../kit/settings.ts'
import { Problem } from '../problem.ts'
import type { Seal } from '../sealing.ts'
import { readSettings, writeSettings } from '../store/settings.ts'

/** Something with settings. */
export interface Unit {
  readonly id: string
  readonly name: string
  readonly config: Settings
  /** Where it leads when that is not among its settings. */
  readonly origin?: string
}

export interface UnitSettingsOptions {
  readonly database: Database
  readonly seal: Seal
  /** From the file and the environment, by unit: they cannot be changed here. */
  readonly fixed: Readonly<Record<string, Values>>
  /** Files that what is set here may refer to lie below it. */
  readonly secretsFolder: string
}

export class UnitSettings {
  readonly #options: UnitSettingsOptions
  /** As stored: secrets stay sealed until they are used. */
  readonly #stored = new Map<string, Map<string, { readonly value: string; readonly sealed: boolean }>>()
  /** Whether secrets were sealed with a key that is not here any more. */
  #keyLost = false

  private constructor(options: UnitSettingsOptions) {
    this.#options = options
  }

  static async load(options: UnitSettingsOptions): Promise<UnitSettings> {
    const settings = new UnitSettings(options)
    for (const { unit, key, value, sealed } of await readSettings(options.database)) settings.#keep(unit, key, { value, sealed })
    await settings.#checkKey()
    return settings
  }

  /** A word sealed with the first key tells whether this is the same. */
  async #checkKey(): Promise<void> {
    const { database, seal } = this.#options
    const kept = this.#stored.get(KEY_CHECK)?.get(KEY_CHECK)
    if (kept === undefined)
      await writeSettings(database, KEY_CHECK, [{ key: KEY_CHECK, value: seal.close(KEY_CHECK, KEY_CHECK), sealed: true }])
    else this.#keyLost = seal.open(kept.value, KEY_CHECK) !== KEY_CHECK
  }

  /** Values to work with: references resolved, secrets opened. With what is `given` they are as if it had been set; throws what `set` would. */
  values(unit: Unit, given: Values = {}): Values {
    return Object.fromEntries(
      Object.entries(unit.config).map(([key, setting]) => {
        const instead = given[key]
        if (instead !== undefined) this.#check(unit, key, setting, instead.trim())
        const value = this.#value(unit, key, given)
        if (this.#from(unit.id, key) !== 'configuration') this.#checkReach(unit, key, value)
        return [key, resolved(unit, key, value)]
      }),
    )
  }

  /** Labels of what it needs and nobody has set. */
  missing(unit: Unit): string[] {
    const given = Object.fromEntries(Object.keys(unit.config).map(key => [key, this.#value(unit, key)]))
    return missingSettings(unit.config, given)
  }

  /** For people: a secret is never shown, only whether there is one. */
  cards(unit: Unit): SettingCard[] {
    return Object.entries(unit.config).map(([key, { kind, label, value: declared, required, least, most, choices }]) => {
      const value = this.#value(unit, key)
      return {
        key,
        label,
        kind,
        required,
        value: kind === 'secret' ? '' : value,
        isSet: value !== '',
        default: declared,
        from: this.#from(unit.id, key),
        ...(least === undefined ? {} : { least }),
        ...(most === undefined ? {} : { most }),
        ...(choices === undefined ? {} : { choices: [...choices] }),
      }
    })
  }

  /** Sets values; an empty one takes the default back. Throws 'bad-request' naming the setting, 'conflict' where the file or the environment rules. */
  async set(unit: Unit, values: Values): Promise<void> {
    const checked = Object.entries(values).map(([key, given]) => {
      const setting = unit.config[key]
      const value = given.trim()
      if (!setting)
        throw new Problem('bad-request', `${unit.name} has no setting "${key}".`, {
          todo: `It has: ${Object.keys(unit.config).join(', ')}.`,
        })
      this.#check(unit, key, setting, value)
      const sealed = setting.kind === 'secret' && value !== ''
      return { key, value: sealed ? this.#options.seal.close(value, this.#ownerOf(unit, key, values)) : value, sealed }
    })
    await writeSettings(this.#options.database, unit.id, checked)
    for (const { key, value, sealed } of checked) this.#keep(unit.id, key, { value, sealed })
  }

  /** Forgets what was set for a unit that is gone from the store. */
  forget(unit: string): void {
    this.#stored.delete(unit)
  }

  /** Throws what is wrong with a value that a person gives. */
  #check(unit: Unit, key: string, setting: Setting, value: string): void {
    if (this.#options.fixed[unit.id]?.[key] !== undefined)
      throw new Problem('conflict', `${setting.label} is set in the configuration file or the environment.`, {
        todo: 'Change it there.',
      })
    this.#checkReach(unit, key, value)
    if (value !== '') this.#checkHost(unit, key, value)
    const wrong = settingProblem(setting, value)
    if (wrong !== null) throw new Problem('bad-request', `${setting.label}: ${wrong}.`, { todo: 'Correct the value.' })
  }

  /** Who may change a source may not read the server's files and environment through it: those the operator sets aside for feeds, only. */
  #checkReach(unit: Unit, key: string, value: string): void {
    const [, kind, name = ''] = REFERENCE.exec(value) ?? []
    if (kind === undefined) return
    const folder = this.#options.secretsFolder
    const allowed = kind === 'env' ? name.startsWith(FEED_VARIABLES) : isBelow(folder, name)
    if (allowed) return
    throw new Problem('bad-request', `${unit.config[key]?.label ?? key}: ${value} is not set aside for feeds.`, {
      todo: `Refer to a variable whose name begins with ${FEED_VARIABLES} or to a file in ${folder}; the configuration file may refer to any.`,
    })
  }

  #keep(unit: string, key: string, stored: { readonly value: string; readonly sealed: boolean }): void {
    const values = this.#stored.get(unit) ?? new Map()
    if (stored.value === '') values.delete(key)
    else values.set(key, stored)
    this.#stored.set(unit, values)
  }

  #from(unit: string, key: string): SettingCard['from'] {
    if (this.#options.fixed[unit]?.[key] !== undefined) return 'configuration'
    return this.#stored.get(unit)?.has(key) ? 'set' : 'default'
  }

  /** A secret that was given for other hosts is as good as none; what is given and empty takes the default back. */
  #value(unit: Unit, key: string, given: Values = {}): string {
    const fixed = this.#options.fixed[unit.id]?.[key]
    if (fixed !== undefined) return fixed
    const declared = unit.config[key]?.value ?? ''
    const instead = given[key]?.trim()
    if (instead !== undefined) return instead === '' ? declared : instead
    const stored = this.#stored.get(unit.id)?.get(key)
    if (stored === undefined) return declared
    if (!stored.sealed) return stored.value
    const secret = this.#options.seal.open(stored.value, this.#ownerOf(unit, key, given))
    if (secret === null && this.#keyLost)
      throw new Problem('bad-config', `The stored secrets of ${unit.name} cannot be opened with this key.`, {
        todo: 'Put back the secret.key (or KEYSGUARD_SECRET_KEY) they were stored with, or set them again.',
      })
    return secret ?? ''
  }

  /** What a secret is sealed for: its setting, and the hosts its unit leads to. */
  #ownerOf(unit: Unit, key: string, given: Values): string {
    const origins = Object.entries(unit.config).flatMap(([name, { kind }]) =>
      kind === 'address' ? [originOf(this.#value(unit, name, given))] : [],
    )
    return `${unit.id}.${key}@${[...new Set([...origins, unit.origin ?? ''])].sort().join(' ')}`
  }

  /** A secret from the configuration goes where the configuration says. */
  #checkHost(unit: Unit, key: string, value: string): void {
    const { kind, label } = unit.config[key] ?? {}
    if (kind !== 'address' || originOf(value) === originOf(this.#value(unit, key))) return
    const fixed = this.#options.fixed[unit.id] ?? {}
    if (!Object.keys(fixed).some(name => unit.config[name]?.kind === 'secret')) return
    throw new Problem(
      'conflict',
      `${label}: the secrets of ${unit.name} are set in the configuration, for the host that is set now.`,
      {
        todo: 'Set the address in the configuration too.',
      },
    )
  }
}

/** Unit and key of the word that tells whether the key is the one secrets were sealed with. */
const KEY_CHECK = 'sealing-key'

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : address)

const REFERENCE = /^(env|file):(.+)$/

/** Whether a path leads below a folder, links followed. */
const isBelow = (folder: string, path: string): boolean => {
  const inside = (from: string, to: string): boolean => resolve(to).startsWith(`${resolve(from)}${sep}`)
  return inside(folder, path) && (!existsSync(path) || inside(realpathSync(folder), realpathSync(path)))
}

/** `env:NAME` and `file:/path` name where a value is kept. */
const resolved = (unit: Unit, key: string, value: string): string => {
  const [, kind, name = ''] = REFERENCE.exec(value) ?? []
  if (kind === undefined) return value
  try {
    const found = kind === 'env' ? process.env[name] : readFileSync(name, 'utf8').trim()
    if (found !== undefined && found !== '') return found
  } catch {
    // Said below: what is not there cannot be read.
  }
  throw new Problem('bad-config', `${unit.name}: ${unit.config[key]?.label ?? key} refers to ${value}, where nothing is.`, {
    todo: 'Set it there, or correct the reference.',
  })
}
