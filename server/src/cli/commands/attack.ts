/** `keysguard attack` and `keysguard attribute`. */
import type { Command } from 'commander'
import { doing, examples } from './declaring.ts'

export const addAttack = (program: Command): void => {
  const attack = program
    .command('attack')
    .description('MITRE ATT&CK: techniques, groups, software, and how warm each technique is here')
  reading(attack)
  mapping(attack)
}

const reading = (attack: Command): void => {
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
    .action(doing(async (words, options) => (await import('../attack.ts')).searchOne(words, options)))
  attack
    .command('show')
    .description('one of them with everything it is related to')
    .argument('<id>', 'T1059.001, G0016, S0154, C0024, M1031 or TA0006')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard attack show G0016\n  keysguard attack show T1059.001 --json'))
    .action(doing(async (id, options) => (await import('../attack.ts')).showOne(id, options)))
  attack
    .command('matrix')
    .description('how warm each tactic is, and the warmest techniques')
    .option('--limit <n>', 'at most this many techniques', '20')
    .option('--json', 'the whole matrix, for programs')
    .addHelpText('after', examples('  keysguard attack matrix\n  keysguard attack matrix --json'))
    .action(doing(async options => (await import('../attack.ts')).showMatrix(options)))
}

const mapping = (attack: Command): void => {
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
    .action(doing(async (ids, options) => (await import('../attack.ts')).layerOne(ids, options)))
  attack
    .command('map')
    .description('techniques a text speaks of, each with its evidence')
    .argument('[file]', 'a file, or - for standard input', '-')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard attack map report.txt'))
    .action(doing(async (file, options) => (await import('../attack.ts')).mapOne(file, options)))
}

export const addAttribute = (program: Command): void => {
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
    .action(doing(async (indicators, options) => (await import('../attack.ts')).attributeOne(indicators, options)))
}
