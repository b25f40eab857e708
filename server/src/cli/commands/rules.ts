/** `keysguard rules`. */
import type { Command } from 'commander'
import { doing, examples } from './declaring.ts'

export const addRules = (program: Command): void => {
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
    .action(doing(async options => (await import('../rules.ts')).listRules(options)))
  rules
    .command('list')
    .description('every rule')
    .option('--json', 'for programs')
    .action(doing(async options => (await import('../rules.ts')).listRules(options)))
  fromFile(rules)
  byId(rules)
}

const fromFile = (rules: Command): void => {
  rules
    .command('check')
    .description('what is wrong with a rule, by line and column')
    .argument('<file>', 'a YAML file, or - for standard input')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard rules check mine.yml'))
    .action(doing(async (file, options) => (await import('../rules.ts')).checkOne(file, options)))
  rules
    .command('test')
    .description('run the cases that a rule brings along')
    .argument('<file>', 'a YAML file, or - for standard input')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard rules test mine.yml'))
    .action(doing(async (file, options) => (await import('../rules.ts')).testOne(file, options)))
  rules
    .command('replay')
    .description('what a rule would have found over the past; stores nothing')
    .argument('<file>', 'a YAML file, or - for standard input')
    .option('--since <time>', 'how far back, such as 12h or 7d', '7d')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard rules replay mine.yml --since 30d'))
    .action(doing(async (file, options) => (await import('../rules.ts')).replayOne(file, options)))
  rules
    .command('add')
    .description('save a rule, or save it anew')
    .argument('<file>', 'a YAML file, or - for standard input')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard rules add mine.yml'))
    .action(doing(async (file, options) => (await import('../rules.ts')).addOne(file, options)))
}

const byId = (rules: Command): void => {
  rules
    .command('show')
    .description('print the text of a rule')
    .argument('<id>')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard rules show dense_network > mine.yml'))
    .action(doing(async (id, options) => (await import('../rules.ts')).showOne(id, options)))
  rules
    .command('enable')
    .description('switch a rule on')
    .argument('<id>')
    .option('--json', 'for programs')
    .action(doing(async (id, options) => (await import('../rules.ts')).switchOne(id, 'on', options)))
  rules
    .command('disable')
    .description('switch a rule off')
    .argument('<id>')
    .option('--json', 'for programs')
    .action(doing(async (id, options) => (await import('../rules.ts')).switchOne(id, 'off', options)))
  rules
    .command('remove')
    .description('remove a rule of your own and what it found; a changed one becomes again what was shipped')
    .argument('<id>')
    .action(doing(async id => (await import('../rules.ts')).removeOne(id)))
  rules
    .command('detections')
    .description('what rules found, newest first')
    .argument('[id]', 'one rule')
    .option('--json', 'for programs')
    .addHelpText('after', examples('  keysguard rules detections\n  keysguard rules detections dense_network --json'))
    .action(doing(async (id, options) => (await import('../rules.ts')).listFound(id, options)))
}
