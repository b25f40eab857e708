/** The content security policy forbids eval, and zod tries it when an object schema is made: imported by the shell, before any schema is. */
import { config } from 'zod/v4/core'

config({ jitless: true })
