import { Account, Role, Session } from '@keysguard/model'
import { z } from 'zod'
import { operation } from '../../kit/operation.ts'

const Name = z.object({ name: z.string().min(1).max(64) })
const Done = z.object({ done: z.literal(true) })

export const readSession = operation({
  id: 'read-session',
  summary: 'Who is asking',
  access: 'signed-in',
  input: z.object({}),
  output: Session,
  run: async ({ caller }) => ({ account: caller.account, role: caller.role, expiresAt: caller.expiresAt }),
})

export const listAccounts = operation({
  id: 'list-accounts',
  summary: 'Every account',
  access: 'manage-users',
  input: z.object({}),
  output: z.object({ items: z.array(Account) }),
  run: async ({ accounts }) => ({ items: await accounts.list() }),
})

export const addAccount = operation({
  id: 'add-account',
  summary: 'Add an account',
  access: 'manage-users',
  input: Name.extend({ role: Role, password: z.string().max(1024) }),
  output: Done,
  run: async ({ accounts }, { name, role, password }) => {
    await accounts.add(name, role, password)
    return { done: true }
  },
})

export const removeAccount = operation({
  id: 'remove-account',
  summary: 'Remove an account; its sessions and tokens end at once',
  access: 'manage-users',
  input: Name,
  output: Done,
  run: async ({ accounts }, { name }) => {
    await accounts.remove(name)
    return { done: true }
  },
})

export const setPassword = operation({
  id: 'set-password',
  summary: 'Set the password of an account; its sessions and tokens end at once',
  access: 'manage-users',
  input: Name.extend({ password: z.string().max(1024) }),
  output: Done,
  run: async ({ accounts }, { name, password }) => {
    await accounts.setPassword(name, password)
    return { done: true }
  },
})

export const createToken = operation({
  id: 'create-token',
  summary: 'Make an API token for an account; it is shown this once',
  access: 'manage-users',
  input: Name.extend({ label: z.string().min(1).max(100), role: Role }),
  output: z.object({ token: z.string() }),
  run: async ({ accounts }, { name, label, role }) => ({ token: await accounts.createToken(name, label, role) }),
})
