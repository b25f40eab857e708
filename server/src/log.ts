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

export const createLog = (level: string, to: pino.DestinationStream = pino.destination(2)): Log =>
  pino({ level, redact: { paths: SECRETS, censor: 'hidden' }, serializers: { error: pino.stdSerializers.err } }, to)
