/** `keysguard ingest`. */
import type { Command } from 'commander'
import { doing, examples } from './declaring.ts'

export const addIngest = (program: Command): void => {
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
    .action(doing(async (what, options) => (await import('../ingest.ts')).runIngest(what, options)))
}
