/** Running it: `keysguard up`, `destinations`, `replay`, `doctor`, `migrate-store` and `user`. */
import type { Command } from 'commander'
import { doing, examples } from './declaring.ts'

export const addUp = (program: Command): void => {
  program
    .command('up')
    .description('run KeysGuard: sources, store, API and dashboard in one process')
    .addHelpText(
      'after',
      examples('  KEYSGUARD_PORT=8080 keysguard up\n  DATABASE_URL=postgres://user@host/keysguard keysguard up'),
    )
    .action(doing(async () => (await import('../up.ts')).up()))
}

export const addDestinations = (program: Command): void => {
  program
    .command('destinations')
    .description('where intelligence is routed to')
    .option('--json', 'for programs')
    .action(doing(async options => (await import('../sources.ts')).runDestinations(options)))
}

export const addReplay = (program: Command): void => {
  program
    .command('replay')
    .description('serve the sample feeds on this machine as their providers would')
    .option('--port <n>', 'a port; 0 takes a free one', '0')
    .addHelpText('after', examples('  keysguard replay --port 7400\n  then start KeysGuard with the configuration it prints'))
    .action(doing(async options => (await import('../replay.ts')).runReplay(options)))
}

export const addDoctor = (program: Command): void => {
  program
    .command('doctor')
    .description('look for what is wrong, and say what to do')
    .option('--json', 'for programs')
    .action(doing(async options => (await import('../doctor.ts')).runDoctor(options)))
}

export const addMigrateStore = (program: Command): void => {
  program
    .command('migrate-store')
    .description('carry the embedded store into a PostgreSQL server')
    .requiredOption('--to <url>', 'postgres://user@host/database, empty')
    .addHelpText('after', examples('  keysguard migrate-store --to postgres://keysguard@localhost/keysguard'))
    .action(doing(async options => (await import('../migrate-store.ts')).runMigrateStore(options)))
}

export const addUser = (program: Command): void => {
  const user = program.command('user').description('accounts and API tokens')
  user
    .command('list')
    .description('every account')
    .option('--json', 'for programs')
    .action(doing(async options => (await import('../user.ts')).listUsers(options)))
  user
    .command('add')
    .description('add an account; the password is read from standard input')
    .argument('<name>')
    .option('--role <role>', 'viewer, analyst, engineer or admin', 'viewer')
    .action(doing(async (name, options) => (await import('../user.ts')).addUser(name, options)))
  user
    .command('password')
    .description('set a password, read from standard input; sessions and tokens end')
    .argument('<name>')
    .action(doing(async name => (await import('../user.ts')).setUserPassword(name)))
  user
    .command('token')
    .description('make an API token; it is shown this once')
    .argument('<name>', 'the account it belongs to')
    .option('--label <label>', 'what it is for', 'command line')
    .option('--role <role>', 'at most the role of the account', 'viewer')
    .action(doing(async (name, options) => (await import('../user.ts')).createUserToken(name, options)))
  user.command('remove').description('remove an account').argument('<name>')
}
