import type { Account } from '@keysguard/model'
import { Problem } from '../problem.ts'
import { ago, line, note, printJson, table } from './output.ts'
import { withOperator } from './with-operator.ts'

const readPassword = async (): Promise<string> => {
  if (process.stdin.isTTY) note('Type the new password and press Enter:')
  let text = ''
  for await (const chunk of process.stdin) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  const password = text.replace(/\r?\n.*$/s, '')
  if (password !== '') return password
  throw new Problem('bad-request', 'No password came in.', {
    todo: 'Type it, or pipe it: printf %s "$PASSWORD" | keysguard user password NAME.',
  })
}

const path = (name: string): string => `/users/${encodeURIComponent(name)}`

export const listUsers = (options: { readonly json?: boolean }): Promise<void> =>
  withOperator(async operator => {
    const { items } = await operator.ask<{ items: Account[] }>({ method: 'GET', path: '/users' })
    if (options.json) printJson(items)
    else {
      table(items, [
        { title: 'ACCOUNT', read: ({ name }) => name },
        { title: 'ROLE', read: ({ role }) => role },
        { title: 'MADE', read: ({ createdAt }) => ago(createdAt) },
        { title: 'SIGNED IN', read: ({ lastLoginAt }) => ago(lastLoginAt) },
      ])
    }
  })

export const addUser = async (name: string, { role }: { readonly role: string }): Promise<void> => {
  const password = await readPassword()
  await withOperator(async operator => {
    await operator.ask({ method: 'POST', path: '/users', json: { name, role, password } })
    note(`${name} was added as ${role}.`)
  })
}

export const setUserPassword = async (name: string): Promise<void> => {
  const password = await readPassword()
  await withOperator(async operator => {
    await operator.ask({ method: 'PUT', path: `${path(name)}/password`, json: { password } })
    note(`${name} has a new password; every session and token of the account has ended.`)
  })
}

export const createUserToken = (
  name: string,
  { label, role }: { readonly label: string; readonly role: string },
): Promise<void> =>
  withOperator(async operator => {
    const { token } = await operator.ask<{ token: string }>({
      method: 'POST',
      path: `${path(name)}/tokens`,
      json: { label, role },
    })
    line(token)
    note('It is shown this once. Send it as: Authorization: Bearer <token>')
  })

export const removeUser = (name: string): Promise<void> =>
  withOperator(async operator => {
    await operator.ask({ method: 'DELETE', path: path(name) })
    note(`${name} was removed.`)
  })
