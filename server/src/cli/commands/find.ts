/** Finding and reading: `keysguard search`, `lookup`, `extract` and `export`. */
import type { Command } from 'commander'
import { doing, examples } from './declaring.ts'

export const addSearch = (program: Command): void => {
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
    .action(doing(async (words, options) => (await import('../search.ts')).runSearch(words, options)))
}

export const addLookup = (program: Command): void => {
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
    .action(doing(async (values, options) => (await import('../search.ts')).runLookup(values, options)))
}

export const addExtract = (program: Command): void => {
  program
    .command('extract')
    .description('find the indicators in a text')
    .argument('[file]', 'a file, or - for standard input', '-')
    .option('--json', 'one indicator a line: {"type","value","raw","start","end"}')
    .option('--jsonl', 'read lines of {"text"}, print {"indicators":[…]} for each')
    .addHelpText('after', examples('  keysguard extract report.txt\n  keysguard extract --json - < mail.eml'))
    .action(doing(async (file, options) => (await import('../extract.ts')).runExtract(file, options)))
}

export const addExport = (program: Command): void => {
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
    .action(doing(async (words, options) => (await import('../search.ts')).runExport(words, options)))
}
