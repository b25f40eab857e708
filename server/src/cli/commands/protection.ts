/** What is never blocked and who says so: `keysguard lists`, `assets`, `verdict`, `gate` and `watch`. */
import type { Command } from 'commander'
import { doing, examples } from './declaring.ts'

export const addLists = (program: Command): void => {
  const lists = program
    .command('lists')
    .description('lists of what is hardly ever malicious; without a command: which there are')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      examples(
        '  keysguard lists import misp-list.json --action suppress\n  keysguard lists show popular-domains --containing google\n  keysguard lists disable crawlers',
      ),
    )
    .action(doing(async options => (await import('../lists.ts')).showLists(options)))
  lists
    .command('show')
    .description('one list with its entries')
    .argument('<id>')
    .option('--containing <text>', 'only entries that contain it')
    .option('--json', 'for programs')
    .action(doing(async (id, options) => (await import('../lists.ts')).showList(id, options)))
  lists
    .command('import')
    .description('import a MISP warning list (JSON), or one address, network, name or value a line')
    .argument('<file>', 'a file, or - for standard input')
    .option('--id <id>', 'its id (default: the name of the file)')
    .option('--name <name>', 'what people call it')
    .option('--why <sentence>', 'why it is no evidence of malice')
    .option('--action <action>', 'suppress, host-only, evidence or note (default: evidence)')
    .option('--match <match>', 'cidr, hostname, string, substring or regex (default: what the list says)')
    .option('--beneath', 'entries speak for what lies beneath them')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard lists import partners.txt --action suppress --why "They are our partners."'))
    .action(doing(async (file, options) => (await import('../lists.ts')).importList(file, options)))
  byId(lists)
}

const byId = (lists: Command): void => {
  lists
    .command('enable')
    .description('use a list')
    .argument('<id>')
    .action(doing(async id => (await import('../lists.ts')).changeList(id, { enabled: true })))
  lists
    .command('disable')
    .description('do not use a list')
    .argument('<id>')
    .action(doing(async id => (await import('../lists.ts')).changeList(id, { enabled: false })))
  lists
    .command('action')
    .description('change what follows from a list')
    .argument('<id>')
    .argument('<action>', 'suppress, host-only, evidence or note')
    .action(doing(async (id, action) => (await import('../lists.ts')).changeList(id, { action })))
  lists
    .command('remove')
    .description('remove an imported list')
    .argument('<id>')
    .action(doing(async id => (await import('../lists.ts')).removeList(id)))
}

export const addAssets = (program: Command): void => {
  const assets = program.command('assets').description('what belongs to you: never routed out to be blocked')
  assets
    .command('list')
    .description('every own asset')
    .option('--json', 'for programs')
    .action(doing(async options => (await import('../assets.ts')).listAssets(options)))
  assets
    .command('add')
    .description('add networks, addresses, domains or hashes')
    .argument('<value...>')
    .option('--note <text>', 'what it is')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard assets add 198.51.100.0/24 --note "office"\n  keysguard assets add example.com'))
    .action(doing(async (values, options) => (await import('../assets.ts')).addAssets(values, options)))
  assets
    .command('import')
    .description('add from a file: one a line, a note behind a comma')
    .argument('<file>', 'a file, or - for standard input')
    .option('--json', 'for programs')
    .action(doing(async (file, options) => (await import('../assets.ts')).importAssets(file, options)))
  assets
    .command('remove')
    .description('remove own assets')
    .argument('<value...>')
    .action(doing(async values => (await import('../assets.ts')).removeAssets(values)))
}

export const addVerdict = (program: Command): void => {
  const verdict = program.command('verdict').description('what an analyst says of an indicator: it wins over all evidence')
  for (const [word, about] of [
    ['malicious', 'say that values are malicious'],
    ['benign', 'say that values are benign'],
    ['none', 'take back what was said of values'],
  ] as const)
    verdict
      .command(word)
      .description(about)
      .argument('<value...>', 'values, or - to read one a line')
      .option('--reason <text>', 'why')
      .option('--expires <when>', 'a date, or 12h, 30d, 4w from now')
      .option('--tlp <level>', 'who may read the reason', 'green')
      .option('--json', 'for programs')
      .addHelpText('after', examples(`  keysguard verdict ${word} evil.example.com --reason "seen in the incident of Monday"`))
      .action(doing(async (values, options) => (await import('../verdict.ts')).giveVerdict(word, values, options)))
  verdict
    .command('undo')
    .description('take back verdicts that were given at once')
    .argument('<batch>', 'as `keysguard verdict history --json` shows it')
    .action(doing(async batch => (await import('../verdict.ts')).undoVerdict(batch)))
  verdict
    .command('history')
    .description('what was said, the newest first')
    .argument('[value]', 'of one indicator')
    .option('--json', 'for programs')
    .action(doing(async (value, options) => (await import('../verdict.ts')).showVerdicts(value, options)))
}

export const addGate = (program: Command): void => {
  program
    .command('gate')
    .description('may these be routed out to be blocked, and what would a block hit? routes nothing')
    .argument('<value...>', 'values, or - to read one a line')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard gate 8.8.8.8 kit.weebly.com 198.51.0.0/16'))
    .action(doing(async (values, options) => (await import('../verdict.ts')).checkGate(values, options)))
}

export const addWatch = (program: Command): void => {
  program
    .command('watch')
    .description('what is watched for: it raises the risk of what it meets')
    .option('--keywords <word...>', 'words in values and in what sources say')
    .option('--sectors <name...>', 'sectors that are aimed at')
    .option('--countries <name...>', 'countries that are aimed at')
    .option('--families <name...>', 'malware families and actors')
    .option('--remove', 'remove the words instead of adding them')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard watch --keywords acme --sectors finance --countries DE AT'))
    .action(doing(async options => (await import('../watch.ts')).runWatch(options)))
}
