/** Who is asking. */
import { z } from 'zod'
import { type PERMISSIONS, ROLES } from './vocabulary.ts'

export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

export type Permission = keyof typeof PERMISSIONS

export const Session = z.object({ account: z.string(), role: Role, expiresAt: z.string().nullable() })
export type Session = z.infer<typeof Session>

export const Account = z.object({ name: z.string(), role: Role, createdAt: z.string(), lastLoginAt: z.string().nullable() })
export type Account = z.infer<typeof Account>
