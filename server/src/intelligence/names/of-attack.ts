/** Software and groups of ATT&CK as names. */
import type { AttackObject } from '@keysguard/model'
import type { Name } from './names.ts'

const KINDS = { malware: 'malware', tool: 'malware', group: 'actor' } as const

/** Those that still are what they were called. */
export const namesOf = ({ id, kind, name, aliases, status }: AttackObject): Name[] =>
  status === 'current' && (kind === 'malware' || kind === 'tool' || kind === 'group')
    ? [{ kind: KINDS[kind], id, name, aliases }]
    : []
