/** keysguard: the command line. */
import { Command } from 'commander'
import { VERSION } from '../version.ts'
import { EXIT, report } from './exit.ts'

const program = new Command('keysguard')
  .description('Threat intelligence in, one explained body of knowledge, found and read.')
  .version(VERSION)
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
  keysguard assets add 198.51.100.0/24    what is yours is never blocked

Commands talk to the server that runs on the data folder (KEYSGUARD_DATA, default ./data); where none runs they open the store themselves.
Exit codes: 0 done, 1 problem, 2 wrong usage, 3 not found, 4 store or folder not available.`,
  )

const examples = (text: string): string => `\nExamples:\n${text}`

/** Runs a command's work; a problem is said, not thrown. */
const doing =
  <Arguments extends unknown[]>(work: (...given: Arguments) => Promise<void>) =>
  async (...given: Arguments): Promise<void> => {
    try {
      await work(...given)
    } catch (error) {
      report(error)
    }
  }

program
  .command('up')
  .description('run KeysGuard: sources, store, API and dashboard in one process')
  .addHelpText(
    'after',
    examples('  KEYSGUARD_PORT=8080 keysguard up\n  DATABASE_URL=postgres://user@host/keysguard keysguard up'),
  )
  .action(doing(async () => (await import('./up.ts')).up()))

program
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
  .action(doing(async (id, options) => (await import('./sources.ts')).runSources(id, options)))

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
  .action(doing(async options => (await import('./feeds.ts')).listFeeds(options)))
feeds
  .command('draft')
  .description('a declaration to begin with')
  .requiredOption('--kind <kind>', 'csv, json, lines, stix, taxii, rss, misp or mailbox')
  .requiredOption('--url <url>', 'where the feed is')
  .option('--name <name>', 'what people call it (default: the host)')
  .addHelpText('after', examples('  keysguard feeds draft --kind json --url https://api.example.com/iocs > example.yaml'))
  .action(doing(async options => (await import('./feeds.ts')).draftOne(options)))
feeds
  .command('check')
  .description('what is wrong with a declaration, by line and column')
  .argument('<file>', 'a YAML file, or - for standard input')
  .option('--json', 'for programs')
  .addHelpText('after', examples('  keysguard feeds check example.yaml'))
  .action(doing(async (file, options) => (await import('./feeds.ts')).checkOne(file, options)))
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
  .action(doing(async (file, options) => (await import('./feeds.ts')).tryOne(file, options)))
feeds
  .command('add')
  .description('declare a feed, or declare it anew')
  .argument('<file>', 'a YAML file, or - for standard input')
  .option('--json', 'for programs')
  .addHelpText('after', examples('  keysguard feeds add example.yaml'))
  .action(doing(async (file, options) => (await import('./feeds.ts')).addOne(file, options)))
feeds
  .command('show')
  .description('print the declaration of a feed')
  .argument('<id>')
  .option('--json', 'for programs')
  .addHelpText('after', examples('  keysguard feeds show example > example.yaml'))
  .action(doing(async (id, options) => (await import('./feeds.ts')).showOne(id, options)))
feeds
  .command('remove')
  .description('stop a feed and forget its secrets; what it said stays known')
  .argument('<id>')
  .addHelpText('after', examples('  keysguard feeds remove example'))
  .action(doing(async id => (await import('./feeds.ts')).removeOne(id)))

const rules = program
  .command('rules')
  .description('correlation rules: which there are, and how often each fired')
  .option('--json', 'for programs')
  .addHelpText(
    'after',
    examples(
      '  keysguard rules\n  keysguard rules show phishing_wave_on_domain > mine.yml\n  keysguard rules test mine.yml\n  keysguard rules replay mine.yml --since 7d\n  keysguard rules add mine.yml',
    ),
  )
  .action(doing(async options => (await import('./rules.ts')).listRules(options)))
rules
  .command('list')
  .description('every rule')
  .option('--json', 'for programs')
  .action(doing(async options => (await import('./rules.ts')).listRules(options)))
rules
  .command('check')
  .description('what is wrong with a rule, by line and column')
  .argument('<file>', 'a YAML file, or - for standard input')
  .option('--json', 'for programs')
  .addHelpText('after', examples('  keysguard rules check mine.yml'))
  .action(doing(async (file, options) => (await import('./rules.ts')).checkOne(file, options)))
rules
  .command('test')
  .description('run the cases that a rule brings along')
  .argument('<file>', 'a YAML file, or - for standard input')
  .option('--json', 'for programs')
  .addHelpText('after', examples('  keysguard rules test mine.yml'))
  .action(doing(async (file, options) => (await import('./rules.ts')).testOne(file, options)))
rules
  .command('replay')
  .description('what a rule would have found over the past; stores nothing')
  .argument('<file>', 'a YAML file, or - for standard input')
  .option('--since <time>', 'how far back, such as 12h or 7d', '7d')
  .option('--json', 'for programs')
  .addHelpText('after', examples('  keysguard rules replay mine.yml --since 30d'))
  .action(doing(async (file, options) => (await import('./rules.ts')).replayOne(file, options)))
rules
  .command('add')
  .description('save a rule, or save it anew')
  .argument('<file>', 'a YAML file, or - for standard input')
  .option('--json', 'for programs')
  .addHelpText('after', examples('  keysguard rules add mine.yml'))
  .action(doing(async (file, options) => (await import('./rules.ts')).addOne(file, options)))
rules
  .command('show')
  .description('print the text of a rule')
  .argument('<id>')
  .option('--json', 'for programs')
  .addHelpText('after', examples('  keysguard rules show dense_network > mine.yml'))
  .action(doing(async (id, options) => (await import('./rules.ts')).showOne(id, options)))
rules
  .command('enable')
  .description('switch a rule on')
  .argument('<id>')
  .option('--json', 'for programs')
  .action(doing(async (id, options) => (await import('./rules.ts')).switchOne(id, 'on', options)))
rules
  .command('disable')
  .description('switch a rule off')
  .argument('<id>')
  .option('--json', 'for programs')
  .action(doing(async (id, options) => (await import('./rules.ts')).switchOne(id, 'off', options)))
rules
  .command('remove')
  .description('remove a rule of your own and what it found; a changed one becomes again what was shipped')
  .argument('<id>')
  .action(doing(async id => (await import('./rules.ts')).removeOne(id)))
rules
  .command('detections')
  .description('what rules found, newest first')
  .argument('[id]', 'one rule')
  .option('--json', 'for programs')
  .addHelpText('after', examples('  keysguard rules detections\n  keysguard rules detections dense_network --json'))
  .action(doing(async (id, options) => (await import('./rules.ts')).listFound(id, options)))

program
  .command('links')
  .description('what a value has in common with other indicators, and with which; or who has a value')
  .argument('<value>', 'an indicator; it may be defanged')
  .option('--kind <kind>', 'the value is what indicators share: domain, network, malware, certificate …')
  .option('--limit <n>', 'indicators beside each value', '5')
  .option('--tlp <marking>', 'as if nothing more closed were known: clear, green, amber, amber+strict')
  .option('--json', 'for programs')
  .addHelpText(
    'after',
    examples(
      "  keysguard links 'evil[.]example[.]net'\n  keysguard links --kind network 192.0.2.0/24 --limit 50\n  keysguard links --kind malware remcos --json",
    ),
  )
  .action(doing(async (value, options) => (await import('./links.ts')).runLinks(value, options)))

program
  .command('threats')
  .description('indicators that are the work of the same people; or one such threat')
  .argument('[id]', 'one threat')
  .option('--state <state>', 'active, merged or gone', 'active')
  .option('--status <status>', 'new, investigating, contained or closed')
  .option('--limit <n>', 'at most so many', '50')
  .option('--set <status>', 'with an id: how far you are with it')
  .option('--owner <account>', 'with an id: who looks after it; an empty name for nobody')
  .option('--title <text>', 'with an id: what it is called')
  .option('--undo <event>', 'with an id: take a merge or a split back')
  .option('--json', 'for programs')
  .addHelpText(
    'after',
    examples(
      '  keysguard threats\n  keysguard threats 7\n  keysguard threats 7 --set investigating --owner anna\n  keysguard threats 7 --undo 112',
    ),
  )
  .action(doing(async (id, options) => (await import('./threats.ts')).runThreats(id, options)))

program
  .command('enrich')
  .description('what else there is to know of a value: asks enrichers, keeps their answers')
  .argument('<value>', 'an address, a domain, a URL, a hash, a CVE …; it may be defanged')
  .option('--with <id>', 'this enricher only')
  .option('--fresh', 'ask again although an answer holds')
  .option('--json', 'for programs')
  .addHelpText(
    'after',
    examples(
      "  keysguard enrich '45[.]9[.]20[.]1'\n  keysguard enrich evil.example.net --with rdap\n  keysguard enrich CVE-2024-3094 --json",
    ),
  )
  .action(doing(async (value, options) => (await import('./enrich.ts')).runEnrich(value, options)))

program
  .command('enrichers')
  .description('who can be asked about an indicator, and what may still be asked; or one of them')
  .argument('[id]', 'one enricher')
  .option('--json', 'for programs')
  .option('--enable', 'let it be asked')
  .option('--disable', 'do not ask it')
  .option('--set <key=value...>', 'change a setting; an empty value takes the default back')
  .addHelpText(
    'after',
    examples(
      '  keysguard enrichers\n  keysguard enrichers internetdb --enable\n  keysguard enrichers virustotal-lookup --set key=env:KEYSGUARD_FEED_VT when=page',
    ),
  )
  .action(doing(async (id, options) => (await import('./enrich.ts')).runEnrichers(id, options)))

const attack = program
  .command('attack')
  .description('MITRE ATT&CK: techniques, groups, software, and how warm each technique is here')
attack
  .command('search')
  .description('techniques, groups, software, campaigns and mitigations by id, name or alias')
  .argument('<words...>')
  .option('--kind <kind>', 'tactic, technique, group, malware, tool, campaign or mitigation')
  .option('--limit <n>', 'at most this many', '20')
  .option('--json', 'for programs')
  .addHelpText(
    'after',
    examples(
      '  keysguard attack search powershell\n  keysguard attack search "Fancy Bear"\n  keysguard attack search spear --kind technique',
    ),
  )
  .action(doing(async (words, options) => (await import('./attack.ts')).searchOne(words, options)))
attack
  .command('show')
  .description('one of them with everything it is related to')
  .argument('<id>', 'T1059.001, G0016, S0154, C0024, M1031 or TA0006')
  .option('--json', 'for programs')
  .addHelpText('after', examples('  keysguard attack show G0016\n  keysguard attack show T1059.001 --json'))
  .action(doing(async (id, options) => (await import('./attack.ts')).showOne(id, options)))
attack
  .command('matrix')
  .description('how warm each tactic is, and the warmest techniques')
  .option('--limit <n>', 'at most this many techniques', '20')
  .option('--json', 'the whole matrix, for programs')
  .addHelpText('after', examples('  keysguard attack matrix\n  keysguard attack matrix --json'))
  .action(doing(async options => (await import('./attack.ts')).showMatrix(options)))
attack
  .command('layer')
  .description('a layer for the ATT&CK Navigator; or bring one in as coverage')
  .argument('[ids...]', 'groups, software, campaigns or techniques; none means heat')
  .option('--of <what>', 'heat or groups')
  .option('--import <file>', 'take a layer in as coverage; - reads standard input')
  .option('--name <name>', 'with --import: what the coverage is called (default: the name of the layer)')
  .option('--remove <name>', 'forget coverage')
  .addHelpText(
    'after',
    examples(
      '  keysguard attack layer > heat.json\n  keysguard attack layer G0016 G0007 > bears.json\n  keysguard attack layer --import rules.json --name rules',
    ),
  )
  .action(doing(async (ids, options) => (await import('./attack.ts')).layerOne(ids, options)))
attack
  .command('map')
  .description('techniques a text speaks of, each with its evidence')
  .argument('[file]', 'a file, or - for standard input', '-')
  .option('--json', 'for programs')
  .addHelpText('after', examples('  keysguard attack map report.txt'))
  .action(doing(async (file, options) => (await import('./attack.ts')).mapOne(file, options)))

program
  .command('attribute')
  .description('which known groups it may have been, if any, and what speaks for and against')
  .argument('[indicators...]', 'values the store knows; what their sources say is weighed')
  .option('--techniques <list>', 'ids or names, comma-separated')
  .option('--software <list>', 'ids or names, comma-separated')
  .option('--targets <list>', 'sectors and countries, comma-separated')
  .option('--json', 'for programs')
  .addHelpText(
    'after',
    examples(
      "  keysguard attribute --techniques T1566.001,T1059.001,T1547.001 --software 'Cobalt Strike'\n  keysguard attribute 'evil[.]example[.]com' 203.0.113.7 --targets Ukraine,Energy",
    ),
  )
  .action(doing(async (indicators, options) => (await import('./attack.ts')).attributeOne(indicators, options)))

program
  .command('destinations')
  .description('where intelligence is routed to')
  .option('--json', 'for programs')
  .action(doing(async options => (await import('./sources.ts')).runDestinations(options)))

program
  .command('search')
  .description('find indicators by the query language')
  .argument('[query...]', 'for example: type:domain threat:phishing risk>=70 seen<24h -source:openphish')
  .option('--json', 'one indicator a line')
  .option('--limit <n>', 'at most this many', '50')
  .option('--sort <order>', 'risk or newest', 'risk')
  .addHelpText(
    'after',
    examples(
      "  keysguard search 'under:example.com'\n  keysguard search net:198.51.100.0/24 --json\n  keysguard search 'malware:remcos or tag:remcos' --sort newest",
    ),
  )
  .action(doing(async (words, options) => (await import('./search.ts')).runSearch(words, options)))

program
  .command('lookup')
  .description('look values up; they may be defanged')
  .argument('<value...>', 'values, or - to read one a line')
  .option('--json', 'one result a line')
  .option('--why', 'explain the score')
  .addHelpText(
    'after',
    examples(
      "  keysguard lookup '1[.]2[.]3[.]4'\n  keysguard lookup --why evil.example.com\n  cut -f3 dns.log | keysguard lookup --json -",
    ),
  )
  .action(doing(async (values, options) => (await import('./search.ts')).runLookup(values, options)))

program
  .command('extract')
  .description('find the indicators in a text')
  .argument('[file]', 'a file, or - for standard input', '-')
  .option('--json', 'one indicator a line: {"type","value","raw","start","end"}')
  .option('--jsonl', 'read lines of {"text"}, print {"indicators":[…]} for each')
  .addHelpText('after', examples('  keysguard extract report.txt\n  keysguard extract --json - < mail.eml'))
  .action(doing(async (file, options) => (await import('./extract.ts')).runExtract(file, options)))

program
  .command('ingest')
  .description('take in a file, a URL or standard input: CSV, JSON, JSON lines, text or STIX')
  .argument('<what>', 'a file, a URL, or - for standard input')
  .option('--name <name>', 'name of the source its rows are kept under (default: the file name)')
  .option('--format <format>', 'auto, csv, json, jsonl, text or stix', 'auto')
  .option('--tlp <level>', 'clear, green, amber, amber+strict or red', 'amber')
  .option('--threat <type>', 'what every row is, where the rows do not say')
  .option('--json', 'print the run as JSON')
  .addHelpText(
    'after',
    examples(
      '  keysguard ingest iocs.csv --threat phishing\n  keysguard ingest bundle.json --format stix\n  zcat report.txt.gz | keysguard ingest - --name march-report',
    ),
  )
  .action(doing(async (what, options) => (await import('./ingest.ts')).runIngest(what, options)))

program
  .command('export')
  .description('everything a query finds, as CSV, JSON lines or STIX 2.1')
  .argument('[query...]', 'a query; nothing means everything')
  .option('--format <format>', 'csv, jsonl or stix', 'csv')
  .option('--output <file>', 'a file instead of standard output')
  .addHelpText(
    'after',
    examples("  keysguard export 'type:domain active:yes' > domains.csv\n  keysguard export --format stix --output all.json"),
  )
  .action(doing(async (words, options) => (await import('./search.ts')).runExport(words, options)))

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
  .action(doing(async options => (await import('./lists.ts')).showLists(options)))
lists
  .command('show')
  .description('one list with its entries')
  .argument('<id>')
  .option('--containing <text>', 'only entries that contain it')
  .option('--json', 'for programs')
  .action(doing(async (id, options) => (await import('./lists.ts')).showList(id, options)))
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
  .action(doing(async (file, options) => (await import('./lists.ts')).importList(file, options)))
lists
  .command('enable')
  .description('use a list')
  .argument('<id>')
  .action(doing(async id => (await import('./lists.ts')).changeList(id, { enabled: true })))
lists
  .command('disable')
  .description('do not use a list')
  .argument('<id>')
  .action(doing(async id => (await import('./lists.ts')).changeList(id, { enabled: false })))
lists
  .command('action')
  .description('change what follows from a list')
  .argument('<id>')
  .argument('<action>', 'suppress, host-only, evidence or note')
  .action(doing(async (id, action) => (await import('./lists.ts')).changeList(id, { action })))
lists
  .command('remove')
  .description('remove an imported list')
  .argument('<id>')
  .action(doing(async id => (await import('./lists.ts')).removeList(id)))

const assets = program.command('assets').description('what belongs to you: never routed out to be blocked')
assets
  .command('list')
  .description('every own asset')
  .option('--json', 'for programs')
  .action(doing(async options => (await import('./assets.ts')).listAssets(options)))
assets
  .command('add')
  .description('add networks, addresses, domains or hashes')
  .argument('<value...>')
  .option('--note <text>', 'what it is')
  .option('--json', 'for programs')
  .addHelpText('after', examples('  keysguard assets add 198.51.100.0/24 --note "office"\n  keysguard assets add example.com'))
  .action(doing(async (values, options) => (await import('./assets.ts')).addAssets(values, options)))
assets
  .command('import')
  .description('add from a file: one a line, a note behind a comma')
  .argument('<file>', 'a file, or - for standard input')
  .option('--json', 'for programs')
  .action(doing(async (file, options) => (await import('./assets.ts')).importAssets(file, options)))
assets
  .command('remove')
  .description('remove own assets')
  .argument('<value...>')
  .action(doing(async values => (await import('./assets.ts')).removeAssets(values)))

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
    .action(doing(async (values, options) => (await import('./verdict.ts')).giveVerdict(word, values, options)))
verdict
  .command('undo')
  .description('take back verdicts that were given at once')
  .argument('<batch>', 'as `keysguard verdict history --json` shows it')
  .action(doing(async batch => (await import('./verdict.ts')).undoVerdict(batch)))
verdict
  .command('history')
  .description('what was said, the newest first')
  .argument('[value]', 'of one indicator')
  .option('--json', 'for programs')
  .action(doing(async (value, options) => (await import('./verdict.ts')).showVerdicts(value, options)))

program
  .command('gate')
  .description('may these be routed out to be blocked, and what would a block hit? routes nothing')
  .argument('<value...>', 'values, or - to read one a line')
  .option('--json', 'for programs')
  .addHelpText('after', examples('  keysguard gate 8.8.8.8 kit.weebly.com 198.51.0.0/16'))
  .action(doing(async (values, options) => (await import('./verdict.ts')).checkGate(values, options)))

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
  .action(doing(async options => (await import('./watch.ts')).runWatch(options)))

program
  .command('replay')
  .description('serve the sample feeds on this machine as their providers would')
  .option('--port <n>', 'a port; 0 takes a free one', '0')
  .addHelpText('after', examples('  keysguard replay --port 7400\n  then start KeysGuard with the configuration it prints'))
  .action(doing(async options => (await import('./replay.ts')).runReplay(options)))

program
  .command('doctor')
  .description('look for what is wrong, and say what to do')
  .option('--json', 'for programs')
  .action(doing(async options => (await import('./doctor.ts')).runDoctor(options)))

program
  .command('migrate-store')
  .description('carry the embedded store into a PostgreSQL server')
  .requiredOption('--to <url>', 'postgres://user@host/database, empty')
  .addHelpText('after', examples('  keysguard migrate-store --to postgres://keysguard@localhost/keysguard'))
  .action(doing(async options => (await import('./migrate-store.ts')).runMigrateStore(options)))

const user = program.command('user').description('accounts and API tokens')
user
  .command('list')
  .description('every account')
  .option('--json', 'for programs')
  .action(doing(async options => (await import('./user.ts')).listUsers(options)))
user
  .command('add')
  .description('add an account; the password is read from standard input')
  .argument('<name>')
  .option('--role <role>', 'viewer, analyst, engineer or admin', 'viewer')
  .action(doing(async (name, options) => (await import('./user.ts')).addUser(name, options)))
user
  .command('password')
  .description('set a password, read from standard input; sessions and tokens end')
  .argument('<name>')
  .action(doing(async name => (await import('./user.ts')).setUserPassword(name)))
user
  .command('token')
  .description('make an API token; it is shown this once')
  .argument('<name>', 'the account it belongs to')
  .option('--label <label>', 'what it is for', 'command line')
  .option('--role <role>', 'at most the role of the account', 'viewer')
  .action(doing(async (name, options) => (await import('./user.ts')).createUserToken(name, options)))
user
  .command('remove')
  .description('remove an account')
  .argument('<name>')
  .action(doing(async name => (await import('./user.ts')).removeUser(name)))

/** The reader of a pipe may have seen enough (`| head`). */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok)
  throw error
})

await program.parseAsync()
