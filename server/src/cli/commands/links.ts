/** `keysguard links` and `keysguard threats`. */
import type { Command } from 'commander'
import { doing, examples } from './declaring.ts'

export const addLinks = (program: Command): void => {
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
    .action(doing(async (value, options) => (await import('../links.ts')).runLinks(value, options)))
}

export const addThreats = (program: Command): void => {
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
    .action(doing(async (id, options) => (await import('../threats.ts')).runThreats(id, options)))
}
