/** Who is asking. */
import { z } from 'zod'

export const ROLES = ['viewer', 'analyst', 'engineer', 'admin'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** Rights are made of permissions; each role holds those of the roles before it. */
export const PERMISSIONS = {
  read: 'viewer',
  ingest: 'analyst',
  'manage-sources': 'engineer',
  'manage-users': 'admin',
} as const satisfies Record<string, Role>
export type Permission = keyof typeof PERMISSIONS

/** Whether a role includes a permission. */
export const may = (role: Role, permission: Permission): boolean => ROLES.indexOf(role) >= ROLES.indexOf(PERMISSIONS[permission])

export const Session = z.object({ account: z.string(), role: Role, expiresAt: z.string().nullable() })
export type Session = z.infer<typeof Session>

export const Account = z.object({ name: z.string(), role: Role, createdAt: z.string(), lastLoginAt: z.string().nullable() })
export type Account = z.infer<typeof Account>
