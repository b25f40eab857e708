/** `keysguard reports`. */
import type { Command } from 'commander'
import { doing, examples } from './declaring.ts'

const JSON_OPTION = ['--json', 'for programs'] as const

export const addReports = (program: Command): void => {
  const reports = program
    .command('reports')
    .description('reports: what was found in each, and what people decide about it')
    .addHelpText(
      'after',
      `
A report is a text about threats, added here or told by a feed. Indicators, vulnerabilities, techniques, malware and actors are found in it, each
at its place. Nothing of it counts before a person accepts it; accepted indicators become observations, named after the report, with the malware,
actors and techniques that were accepted beside them.
${examples('  keysguard reports --to-review\n  keysguard reports add report.pdf --tlp green --url https://blog.example.com/report\n  keysguard reports show 3f2a…            its findings, each with a number\n  keysguard reports reject 3f2a… 4 7      not these two\n  keysguard reports accept 3f2a… --all    all that is left\n  keysguard reports undo 3f2a…')}`,
    )
  reading(reports)
  keeping(reports)
  for (const decision of ['accept', 'reject'] as const) deciding(reports, decision)
}

const reading = (reports: Command): void => {
  reports
    .command('list', { isDefault: true })
    .description('the newest first; with words, those that have them in their title')
    .argument('[words...]')
    .option('--to-review', 'only those in which something waits for a decision')
    .option('--limit <n>', 'at most so many', '50')
    .option('--tlp <marking>', 'as if nothing more closed were known: clear, green, amber, amber+strict')
    .option('--json', 'one report a line')
    .action(doing(async (words, options) => (await import('../reports.ts')).listReports(words, options)))
  reports
    .command('show')
    .description('one: what was found in it, and what was decided')
    .argument('<id>')
    .option('--kind <kind>', 'only indicator, cve, technique, malware or actor')
    .option('--status <status>', 'only proposed, accepted or rejected')
    .option('--text', 'its text instead')
    .option('--tlp <marking>', 'as if nothing more closed were known')
    .option('--json', 'for programs: with its text, and all places in it')
    .action(doing(async (id, options) => (await import('../reports.ts')).showReport(id, options)))
}

const keeping = (reports: Command): void => {
  reports
    .command('add')
    .description('a file: text, Markdown, PDF, Word (.docx), HTML or mail (.eml); what is in it is known by its content')
    .argument('<file>', 'a file, or - for standard input')
    .option('--title <text>', 'what it is called (default: as it says itself, else its file or first line)')
    .option('--url <address>', 'where it stands')
    .option('--tlp <marking>', 'clear, green, amber, amber+strict or red', 'amber')
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples(
        '  keysguard reports add report.pdf\n  keysguard reports add mail.eml --title "Warning of our provider" --tlp amber+strict\n  curl -s https://blog.example.com/report | keysguard reports add - --url https://blog.example.com/report',
      ),
    )
    .action(doing(async (file, options) => (await import('../reports.ts')).addReport(file, options)))
  reports
    .command('undo')
    .description('take the last decision about a report back')
    .argument('<id>')
    .option(...JSON_OPTION)
    .action(doing(async (id, options) => (await import('../report-review.ts')).undoReview(id, options)))
  reports
    .command('remove')
    .description('a report that a person added; what was accepted in it is withdrawn')
    .argument('<id>')
    .action(doing(async id => (await import('../report-review.ts')).removeReport(id)))
}

const deciding = (reports: Command, decision: 'accept' | 'reject'): void => {
  reports
    .command(decision)
    .description(
      decision === 'accept'
        ? 'findings, by their numbers, by kind, or all that are proposed: indicators become observations'
        : 'findings: they stay in the report, and nothing follows from them',
    )
    .argument('<id>')
    .argument('[finding...]', 'numbers, as `keysguard reports show` lists them')
    .option('--kind <kind>', 'what is proposed of indicator, cve, technique, malware or actor')
    .option('--all', 'all that is proposed')
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples(
        `  keysguard reports ${decision} 3f2a… 12 13\n  keysguard reports ${decision} 3f2a… --kind technique\n  keysguard reports ${decision} 3f2a… --all`,
      ),
    )
    .action(
      doing(async (id, findings, options) =>
        (await import('../report-review.ts')).decideReport({ id, decision, findings }, options),
      ),
    )
}
