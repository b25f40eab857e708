/** What every kind of declared feed has: who it is, and how it is asked. */
import { Reliability, Tlp } from '@keysguard/model'
import { z } from 'zod'
import { Defaults } from './map-schema.ts'
import { exposure, hasSlot, slotProblem } from './slots.ts'

const SLOT = /\$\{[^}]*\}/g
const STAND_IN = 'slot'

export const Slotted = z.preprocess(
  given => (typeof given === 'number' || typeof given === 'boolean' ? String(given) : given),
  z
    .string()
    .max(2_000)
    .superRefine((text, context) => {
      const message = slotProblem(text)
      if (message !== null) context.addIssue({ code: 'custom', message })
    }),
)

/** A password or token: only where it is to be found. */
export const Kept = Slotted.refine(text => hasSlot(text) || slotProblem(text) !== null, {
  error: `a secret never stands here: write \${secret:name} to set it apart, or env:KEYSGUARD_FEED_NAME or file:/path where it is kept`,
})

const exposed = (values: Readonly<Record<string, string>>, context: z.RefinementCtx): void => {
  for (const [name, value] of Object.entries(values)) {
    const message = exposure(name, value)
    if (message !== null) context.addIssue({ code: 'custom', message, path: [name] })
  }
}

/** Headers that belong to the connection. */
const OWN_HEADERS = /^(?:host|connection|content-length|transfer-encoding|accept-encoding|upgrade|te|trailer|expect)$/i
const HeaderName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, 'is no name of a header')
  .refine(name => !OWN_HEADERS.test(name), { error: 'belongs to the connection and cannot be set' })

const Address = Slotted.superRefine((text, context) => {
  const plain = text.replace(SLOT, STAND_IN)
  const url = URL.canParse(plain) ? new URL(plain) : null
  const message =
    url === null || !/^https?:$/.test(url.protocol)
      ? 'must be an http or https address'
      : url.username !== '' || url.password !== ''
        ? `no user or password in the address: write basic: { user: …, password: "\${secret:password}" }`
        : /\$\{[^}]*\}/.test(/^[a-z]+:\/\/[^/?#]*/i.exec(text)?.[0] ?? '')
          ? 'the host must stand there in plain'
          : null
  if (message !== null) context.addIssue({ code: 'custom', message })
  else if (url !== null)
    for (const [name, value] of url.searchParams) {
      const open = value.includes(STAND_IN) ? null : exposure(name, value)
      if (open !== null) context.addIssue({ code: 'custom', message: open })
    }
})

const UNIT_MINUTES = { minute: 1, min: 1, m: 1, hour: 60, h: 60, day: 1_440, d: 1_440 } as const
const LONGEST_MINUTES = 30 * 1_440

const minutesOf = (text: string): number | null => {
  const [, count = '', unit = ''] = /^\s*(\d{1,5})\s*(minute|min|m|hour|h|day|d)s?\s*$/i.exec(text) ?? []
  const minutes = Number(count) * (UNIT_MINUTES[unit.toLowerCase() as keyof typeof UNIT_MINUTES] ?? 0)
  return minutes >= 1 && minutes <= LONGEST_MINUTES ? minutes : null
}

const Every = z.string({ error: 'write how often, for example "15 minutes", "6 h" or "1 day"' }).transform((text, context) => {
  const minutes = minutesOf(text)
  if (minutes !== null) return minutes
  context.addIssue({ code: 'custom', message: 'write how often, for example "15 minutes", "6 h" or "1 day"; 30 days at most' })
  return z.NEVER
})

const Id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,59}$/, 'must be 2 to 60 small letters, digits and dashes, a letter first')
  .refine(id => !id.startsWith('upload-'), { error: '"upload-" is kept for uploads' })
  .refine(id => id !== 'new', { error: '"new" is kept for the page that makes a feed' })

export const common = {
  id: Id,
  name: z.string().trim().min(1).max(100),
  provider: z.string().max(100).optional(),
  homepage: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  description: z.string().max(500).default(''),
  licence: z.string().max(200).default('Not stated'),
  reliability: Reliability,
  tlp: Tlp,
  every: Every,
  presence: z.enum(['full-set', 'append']),
  dates: z.enum(['activity', 'membership']),
  derivedFrom: z.array(z.string().max(100)).max(50).default([]),
  mayBeEmpty: z.boolean().default(false),
  url: Address,
  headers: z.record(HeaderName, Slotted).superRefine(exposed).default({}),
  query: z.record(z.string().min(1).max(100), Slotted).superRefine(exposed).default({}),
  basic: z.strictObject({ user: Slotted, password: Kept }).optional(),
  bearer: Kept.optional(),
  /** Where to get each secret, by the name of its slot: the label of its setting. */
  secrets: z.record(z.string(), z.string().max(300)).default({}),
  defaults: Defaults,
}
