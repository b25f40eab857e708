/** What scores are made with: `keysguard scoring`. */
import type { Command } from 'commander'
import { doing, examples } from './declaring.ts'

const WAIT = ['--wait', 'until every indicator is scored anew'] as const

export const addScoring = (program: Command): void => {
  const scoring = program
    .command('scoring')
    .description(
      'what scores are made with: how right each source is, how fast each kind fades; without a command: the figures in force',
    )
    .option('--all', 'also sources of which nothing was learnt or set')
    .option(...WAIT)
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      `
A score is the chance that an indicator was ever malicious (what its sources are worth) times the chance that it still is (how fast its kind
fades). Both begin with what ships (Admiralty grades, half-lives) and are learnt once a day from who agrees with whom; what you set goes before
what is learnt. EXPECTED is what the grade stands for, RIGHT what was learnt, each with the range it lies in with 95 %. Each change is a version;
what is known already is scored anew in the background.
${examples('  keysguard scoring\n  keysguard scoring set half-life 2 21\n  keysguard scoring set reliability feodo A --wait\n  keysguard scoring back')}`,
    )
    .action(doing(async options => (await import('../scoring.ts')).showScoring(options)))
  scoring
    .command('learn')
    .description('learn now, without waiting for the night')
    .option(...WAIT)
    .option('--json', 'for programs')
    .action(doing(async options => (await import('../scoring.ts')).learnScoring(options)))
  scoring
    .command('back')
    .description('go back to the version before this one; nothing is learnt by itself until you learn or set something')
    .option(...WAIT)
    .option('--json', 'for programs')
    .action(doing(async options => (await import('../scoring.ts')).backScoring(options)))
  scoring
    .command('set')
    .description(
      'set a half-life, the share active at once, the grade of a source, or whether to learn; none takes back what was set',
    )
    .argument('<what>', 'half-life, share, reliability or learning')
    .argument('<value...>', 'CLASS DAYS, CLASS SHARE, SOURCE GRADE, or on|off')
    .option(...WAIT)
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      examples(
        '  keysguard scoring set half-life 2 21           half of class 2 is gone after 21 days\n  keysguard scoring set half-life 2 none         as learnt, or as shipped\n  keysguard scoring set share 5 0.8              of phishing pages one in five is gone when it is listed\n  keysguard scoring set reliability feodo A      its word counts as grade A, whatever was learnt\n  keysguard scoring set learning off             only what ships and what is set',
      ),
    )
    .action(doing(async (what, value, options) => (await import('../scoring.ts')).setScoring(what, value, options)))
}
