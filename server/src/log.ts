/** JSON lines on standard error. Messages are constant, variables are fields, secrets are redacted. */
import pino from 'pino'

export type Log = pino.Logger

const SECRETS = [
  'password',
  'token',
  'authorization',
  'cookie',
  '*.password',
  '*.token',
  '*.authorization',
  '*.cookie',
  'req.headers',
]

export const createLog = (level: string): Log =>
  pino(
    { level, redact: { paths: SECRETS, censor: 'hidden' }, serializers: { error: pino.stdSerializers.err } },
    pino.destination(2),
  )
