/** `keysguard enrich` and `keysguard enrichers`. */
import type { Command } from 'commander'
import { doing, examples } from './declaring.ts'

export const addEnrich = (program: Command): void => {
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
    .action(doing(async (value, options) => (await import('../enrich.ts')).runEnrich(value, options)))
}

export const addEnrichers = (program: Command): void => {
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
    .action(doing(async (id, options) => (await import('../enrich.ts')).runEnrichers(id, options)))
}
