/** From YAML to a rule, or to what is wrong with it, by line and column. Never throws. */
import type { FeedProblem } from '@keysguard/model'
import type { z } from 'zod'
import { type LocatedDocument, problemsOf, readLocatedYaml, type Say, worded } from '../../kit/located-yaml.ts'
import { readCases } from './case-events.ts'
import { readCorrelation } from './correlation-of.ts'
import { readDetection } from './detection.ts'
import type { BaseRule, Correlation, Rule, RuleNode } from './rule.ts'
import { BaseDocument, CorrelationDocument } from './rule-schema.ts'

const LONGEST_RULE = 262_144
const MOST_DOCUMENTS = 50
const MOST_PROBLEMS = 50
/** A chain of correlations that looks further back would be rebuilt for ever. */
const LONGEST_MEMORY_MS = 92 * 86_400_000

export type ReadRule =
  | { readonly ok: true; readonly rule: Rule }
  | { readonly ok: false; readonly problems: readonly FeedProblem[] }

interface Draft {
  readonly say: Say
  readonly name: string
  readonly id: string | undefined
}
interface BaseDraft extends Draft {
  readonly kind: 'base'
  readonly document: BaseDocument
}
interface CorrelationDraft extends Draft {
  readonly kind: 'correlation'
  readonly document: CorrelationDocument
}
type AnyDraft = BaseDraft | CorrelationDraft

class Faults extends Error {
  readonly problems: readonly FeedProblem[]
  constructor(problems: readonly FeedProblem[]) {
    super('a rule is not right')
    this.problems = problems
  }
}

export const readRule = (yaml: string): ReadRule => {
  const located = readLocatedYaml(yaml, { longest: LONGEST_RULE, documents: MOST_DOCUMENTS })
  if (!located.ok) return located
  try {
    return { ok: true, rule: put(located.documents) }
  } catch (error) {
    if (error instanceof Faults) return { ok: false, problems: error.problems.slice(0, MOST_PROBLEMS) }
    throw error
  }
}

const put = (documents: readonly LocatedDocument[]): Rule => {
  const drafts = documents.map(draftOf)
  const byName = named(drafts)
  const outermost = outermostOf(drafts, byName)
  const ordered = inOrder(outermost, byName)
  const nodes = new Map<string, RuleNode>()
  const problems: FeedProblem[] = []
  for (const draft of ordered) {
    const read = draft.kind === 'base' ? readBase(draft) : readCorrelation(draft, nodes, reference => byName.get(reference)?.name)
    if (read.ok) nodes.set(draft.name, read.node)
    else problems.push(...read.problems)
  }
  for (const draft of drafts) if (!ordered.includes(draft)) problems.push(draft.say([], `nothing uses ${draft.name}`))
  if (problems.length > 0) throw new Faults(problems)
  const memoryMs = memoryOf(outermost.name, nodes)
  if (memoryMs > LONGEST_MEMORY_MS)
    throw new Faults([outermost.say(['correlation', 'timespan'], 'with what it is over, it looks back more than 92 days')])
  const cases = readCases(outermost.document.tests, outermost.say)
  if (!cases.ok) throw new Faults(cases.problems)
  const { document } = outermost
  const all = [...nodes.values()]
  return {
    name: outermost.name,
    title: document.title,
    description: document.description.trim(),
    author: document.author,
    level: document.level ?? 'medium',
    status: document.status,
    tags: document.tags,
    falsePositives: document.falsepositives,
    enabled: document.enabled,
    nodes: all,
    telling: tellingOf(outermost.name, all),
    cases: cases.cases,
    memoryMs,
    wantsWithdrawals: all.some(node => node.kind === 'base' && node.seesWithdrawals),
  }
}

const draftOf = ({ content, say }: LocatedDocument, index: number): AnyDraft => {
  const keys = typeof content === 'object' && content !== null ? content : {}
  const unsupported = ['filter', 'action', 'global'].find(key => key in keys)
  if (unsupported !== undefined) throw new Faults([say([unsupported], 'is not supported')])
  if ('correlation' in keys) return { kind: 'correlation', say, ...parsed(CorrelationDocument, content, say, index) }
  if ('detection' in keys) return { kind: 'base', say, ...parsed(BaseDocument, content, say, index) }
  throw new Faults([say([], 'a document needs a "detection" or a "correlation"')])
}

const parsed = <Document extends { readonly name?: string | undefined; readonly id?: string | undefined }>(
  schema: z.ZodType<Document>,
  content: unknown,
  say: Say,
  index: number,
): { readonly document: Document; readonly name: string; readonly id: string | undefined } => {
  const read = schema.safeParse(content, { error: worded })
  if (!read.success) throw new Faults(read.error.issues.flatMap(issue => problemsOf(issue, say)))
  const { name, id } = read.data
  return { document: read.data, name: name ?? id ?? `document ${index + 1}`, id }
}

/** By name and by id. */
const named = (drafts: readonly AnyDraft[]): ReadonlyMap<string, AnyDraft> => {
  const byName = new Map<string, AnyDraft>()
  for (const draft of drafts)
    for (const name of new Set([draft.name, draft.id ?? draft.name])) {
      if (byName.has(name)) throw new Faults([draft.say([], `there are two rules called ${name}`)])
      byName.set(name, draft)
    }
  return byName
}

/** The one correlation that no other is over. */
const outermostOf = (drafts: readonly AnyDraft[], byName: ReadonlyMap<string, AnyDraft>): CorrelationDraft => {
  const used = new Set<AnyDraft>()
  for (const draft of drafts) {
    if (draft.kind === 'base') continue
    for (const [at, reference] of draft.document.correlation.rules.entries()) {
      const target = byName.get(reference)
      if (!target) throw new Faults([draft.say(['correlation', 'rules', at], `there is no rule "${reference}" in this file`)])
      used.add(target)
    }
  }
  const correlations = drafts.filter(draft => draft.kind === 'correlation')
  const [outermost, second] = correlations.filter(draft => !used.has(draft))
  const [first] = drafts
  if (correlations.length === 0) throw new Faults([first!.say([], 'there is no correlation in it')])
  if (outermost === undefined)
    throw new Faults([correlations[0]!.say(['correlation', 'rules'], 'the correlations go round in a circle')])
  if (second) throw new Faults([second.say([], 'there are two correlations that no other uses: put each in a rule of its own')])
  if (outermost.document.name === undefined)
    throw new Faults([outermost.say(['name'], 'is missing: the outermost correlation gives the rule its name')])
  return outermost
}

/** What each is over comes before it. */
const inOrder = (outermost: CorrelationDraft, byName: ReadonlyMap<string, AnyDraft>): readonly AnyDraft[] => {
  const done = new Set<AnyDraft>()
  const visit = (draft: AnyDraft, above: readonly AnyDraft[]): void => {
    if (done.has(draft)) return
    if (above.includes(draft)) throw new Faults([draft.say(['correlation', 'rules'], 'the correlations go round in a circle')])
    if (draft.kind === 'correlation')
      for (const reference of draft.document.correlation.rules) visit(byName.get(reference)!, [...above, draft])
    done.add(draft)
  }
  visit(outermost, [])
  return [...done]
}

type ReadNode =
  | { readonly ok: true; readonly node: BaseRule | Correlation }
  | { readonly ok: false; readonly problems: readonly FeedProblem[] }

const readBase = ({ document, name, say }: BaseDraft): ReadNode => {
  const { detection, title, level } = document
  const read = readDetection(detection, say)
  if (!read.ok) return read
  const seesWithdrawals = /"event(\||")/.test(JSON.stringify(detection))
  return { ok: true, node: { kind: 'base', name, title, level: level ?? 'informational', test: read.test, seesWithdrawals } }
}

/**
 * Whether a find still goes on is decided by the last event before now, up to a window ago, and that by the window before it. What must be
 * absent is looked for to both sides, and said later.
 */
const memoryOf = (name: string, nodes: ReadonlyMap<string, RuleNode>): number => {
  const node = nodes.get(name)
  if (!node || node.kind === 'base') return 0
  const own = node.timespanMs * (node.answered === 'absence' ? 4 : 2)
  return own + Math.max(...node.rules.map(rule => memoryOf(rule, nodes)))
}

const tellingOf = (outermost: string, nodes: readonly RuleNode[]): ReadonlySet<string> => {
  const generating = nodes.filter(node => node.kind === 'correlation' && node.generate)
  return new Set([outermost, ...generating.flatMap(node => (node.kind === 'correlation' ? node.rules : []))])
}
