/** keysguard: the command line. */
import { Command } from 'commander'
import { VERSION } from '../version.ts'
import { addAttack, addAttribute } from './commands/attack.ts'
import { addEnrich, addEnrichers } from './commands/enrich.ts'
import { addEntities } from './commands/entities.ts'
import { addExport, addExtract, addLookup, addSearch } from './commands/find.ts'
import { addIngest } from './commands/ingest.ts'
import { addLinks, addThreats } from './commands/links.ts'
import { addDestinations, addDoctor, addMigrateStore, addReplay, addUp, addUser } from './commands/operate.ts'
import { addAssets, addGate, addLists, addVerdict, addWatch } from './commands/protection.ts'
import { addReports } from './commands/reports.ts'
import { addRules } from './commands/rules.ts'
import { addScoring } from './commands/scoring.ts'
import { addFeeds, addSources } from './commands/sources.ts'
import { EXIT } from './exit.ts'

/** In the order in which the help lists them. Each loads its work when it runs: the help of any does not wait for the store. */
const COMMANDS: readonly ((program: Command) => void)[] = [
  addUp,
  addSources,
  addFeeds,
  addRules,
  addLinks,
  addThreats,
  addEntities,
  addReports,
  addEnrich,
  addEnrichers,
  addAttack,
  addAttribute,
  addDestinations,
  addSearch,
  addLookup,
  addExtract,
  addIngest,
  addExport,
  addLists,
  addAssets,
  addVerdict,
  addGate,
  addWatch,
  addScoring,
  addReplay,
  addDoctor,
  addMigrateStore,
  addUser,
]

const program = new Command('keysguard')
  .description('Threat intelligence in, one explained body of knowledge, found and read.')
  .version(VERSION)
  // A command below another has options of its own, though they are called the same.
  .enablePositionalOptions()
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.ok : EXIT.usage))
  .showHelpAfterError('(add --help for the options and examples)')
  .addHelpText(
    'after',
    `
First steps:
  keysguard up                            run everything; prints the address and, once, the password
  keysguard sources                       how is each feed?
  keysguard search 'type:domain risk>=70' the worst first
  keysguard lookup 'evil[.]example[.]com' is this known? (defanged is fine)
  keysguard extract report.txt            which indicators are in this text?
  keysguard ingest list.csv               take a file in
  keysguard reports add report.pdf        what does this report speak of?
  keysguard assets add 198.51.100.0/24    what is yours is never blocked

Commands talk to the server that runs on the data folder (KEYSGUARD_DATA, default ./data); where none runs they open the store themselves.
Exit codes: 0 done, 1 problem, 2 wrong usage, 3 not found, 4 store or folder not available.`,
  )

for (const add of COMMANDS) add(program)

/** The reader of a pipe may have seen enough (`| head`). */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok)
  throw error
})

await program.parseAsync()
