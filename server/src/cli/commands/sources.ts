/** `keysguard sources` and `keysguard feeds`. */
import type { Command } from 'commander'
import { doing, examples } from './declaring.ts'

export const addSources = (program: Command): void => {
  const sources = program
    .command('sources')
    .description('the feeds and how each is doing; or one of them')
    .argument('[id]', 'one source')
    .option('--json', 'for programs')
    .option('--run', 'run this source now and wait')
    .option('--pause', 'stop running it')
    .option('--resume', 'run it again')
    .option('--quarantine', 'show the rows that were refused')
    .option('--replay', 'judge the refused rows again')
    .option('--since <date>', 'with --run: read it again from there (where the provider allows it)')
    .option('--enable', 'run it on its schedule')
    .option('--disable', 'do not run it')
    .option('--set <key=value...>', 'change a setting; an empty value takes the default back')
    .option('--test', 'ask it now, show its first rows, store nothing')
    .addHelpText(
      'after',
      examples(
        '  keysguard sources\n  keysguard sources feodo --run\n  keysguard sources urlhaus --quarantine\n  keysguard sources otx --set key=env:KEYSGUARD_FEED_OTX --enable\n  keysguard sources otx --test',
      ),
    )
    .action(doing(async (id, options) => (await import('../sources.ts')).runSources(id, options)))
    .enablePositionalOptions()
  sources
    .command('quality')
    .description('what each source is worth beside the others; or one of them, beside each other one')
    .argument('[id]', 'one source')
    .option('--json', 'for programs')
    .option('--fresh', 'measure now, without waiting for the hour')
    .addHelpText(
      'after',
      examples('  keysguard sources quality\n  keysguard sources quality urlhaus\n  keysguard sources quality --fresh --json'),
    )
    .action(doing(async (id, options) => (await import('../quality.ts')).runQuality(id, options)))
}

export const addFeeds = (program: Command): void => {
  const feeds = program
    .command('feeds')
    .description('feeds of your own, declared in YAML; without a command: which there are')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      examples(
        '  keysguard feeds draft --kind csv --name "My list" --url https://lists.example.com/bad.csv > my-list.yaml\n  keysguard feeds check my-list.yaml\n  keysguard feeds try my-list.yaml\n  keysguard feeds add my-list.yaml\n  keysguard sources my-list --set key=env:KEYSGUARD_FEED_MY_LIST',
      ),
    )
    .action(doing(async options => (await import('../feeds.ts')).listFeeds(options)))
  fromFile(feeds)
  byId(feeds)
}

const fromFile = (feeds: Command): void => {
  feeds
    .command('draft')
    .description('a declaration to begin with')
    .requiredOption('--kind <kind>', 'csv, json, lines, stix, taxii, rss, misp or mailbox')
    .requiredOption('--url <url>', 'where the feed is')
    .option('--name <name>', 'what people call it (default: the host)')
    .addHelpText('after', examples('  keysguard feeds draft --kind json --url https://api.example.com/iocs > example.yaml'))
    .action(doing(async options => (await import('../feeds.ts')).draftOne(options)))
  feeds
    .command('check')
    .description('what is wrong with a declaration, by line and column')
    .argument('<file>', 'a YAML file, or - for standard input')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard feeds check example.yaml'))
    .action(doing(async (file, options) => (await import('../feeds.ts')).checkOne(file, options)))
  feeds
    .command('try')
    .description('ask it now, show its first rows, store nothing')
    .argument('<file>', 'a YAML file, or - for standard input')
    .option('--set <key=value...>', 'a secret for this once; env:KEYSGUARD_FEED_… is read from the environment of the server')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      examples('  keysguard feeds try example.yaml\n  keysguard feeds try example.yaml --set key=env:KEYSGUARD_FEED_EXAMPLE'),
    )
    .action(doing(async (file, options) => (await import('../feeds.ts')).tryOne(file, options)))
  feeds
    .command('add')
    .description('declare a feed, or declare it anew')
    .argument('<file>', 'a YAML file, or - for standard input')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard feeds add example.yaml'))
    .action(doing(async (file, options) => (await import('../feeds.ts')).addOne(file, options)))
}

const byId = (feeds: Command): void => {
  feeds
    .command('show')
    .description('print the declaration of a feed')
    .argument('<id>')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard feeds show example > example.yaml'))
    .action(doing(async (id, options) => (await import('../feeds.ts')).showOne(id, options)))
  feeds
    .command('remove')
    .description('stop a feed and forget its secrets; what it said stays known')
    .argument('<id>')
    .addHelpText('after', examples('  keysguard feeds remove example'))
    .action(doing(async id => (await import('../feeds.ts')).removeOne(id)))
}
