/** `keysguard entities`. */
import type { Command } from 'commander'
import { doing, examples } from './declaring.ts'

export const addEntities = (program: Command): void => {
  const entities = program
    .command('entities')
    .description('actors, malware, tools, campaigns, vulnerabilities and techniques, and which may be the same')
  entities
    .command('search', { isDefault: true })
    .description('by a name or alias; without one, those of which most is seen')
    .argument('[words...]')
    .option('--kind <kind>', 'actor, malware, tool, campaign, vulnerability or technique')
    .option('--limit <n>', 'at most so many', '30')
    .option('--tlp <marking>', 'as if nothing more closed were known: clear, green, amber, amber+strict')
    .option('--json', 'one entity a line')
    .addHelpText(
      'after',
      examples(
        '  keysguard entities search "fancy bear"\n  keysguard entities search --kind malware\n  keysguard entities search --kind vulnerability 2025-1',
      ),
    )
    .action(doing(async (words, options) => (await import('../entities.ts')).searchEntities(words, options)))
  entities
    .command('show')
    .description('what is known of one: names, indicators, techniques, relations, threats, sources')
    .argument('<kind>', 'actor, malware, tool, campaign, vulnerability or technique')
    .argument('<name>', 'its id, or a name that only it has')
    .option('--tlp <marking>', 'as if nothing more closed were known')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      examples('  keysguard entities show actor "fancy bear"\n  keysguard entities show vulnerability CVE-2024-3094 --json'),
    )
    .action(doing(async (kind, name, options) => (await import('../entities.ts')).showEntity(kind, name, options)))
  entities
    .command('same')
    .description('which may be the same, and why; or decide about two: kind, one, other')
    .argument('[kind]', 'actor, malware, tool or campaign')
    .argument('[one]')
    .argument('[other]')
    .option('--decide <word>', 'same joins their pages, different ends the question, undone takes back what was decided')
    .option('--reason <text>', 'why', '')
    .option('--state <state>', 'open, same or different', 'open')
    .option('--limit <n>', 'at most so many', '30')
    .option('--json', 'one pair a line')
    .addHelpText(
      'after',
      examples(
        '  keysguard entities same\n  keysguard entities same actor labyrinth-chollima lazarus-group --decide same --reason "one report"\n  keysguard entities same actor labyrinth-chollima lazarus-group --decide undone',
      ),
    )
    .action(
      doing(async (kind, one, other, options) => (await import('../entities.ts')).sameEntities({ kind, one, other }, options)),
    )
}
