import { failure, internalFailure, unreachable, type Failure, type HintCode } from '../domain/failure.js'
import type { ForgeFailure } from '../domain/forge-failure.js'
import { pullRequestsOf, type OpenHead } from '../domain/open-head.js'
import { isNamedBy } from '../domain/pipeline-names.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { AbortedError, DeadlineError, FailureError, ForgeError } from '../errors.js'
import type { OpenHeads } from '../forge/open-heads.js'
import { explain } from '../explaining/explain.js'
import type { Config } from '../inputs/config.js'
import { commentMark } from '../inputs/forge.js'
import type { SweepInput } from '../inputs/sweep.js'
import type { Effects } from '../ports.js'
import { plain } from '../report/escape.js'
import { forgeText } from '../report/forge-text.js'
import type { Messages } from '../report/messages/index.js'
import { sweepBegin, type SweepFailure, type SweepReport } from '../report/sweep-text.js'
import type { Secrets } from '../secrets.js'
import { isMissing, judgeHead, observe, statesFor, type JudgedHead } from './judge.js'
import { openSweep, type Opened } from './opened.js'
import { dueOrDoubtfulOf, provenWrites, stillDue, stillProven, type Due } from './plan.js'
import { prepare, type Prepared } from './prepare.js'
import { noteLooked, noteWritten, nothingYet, type Progress } from './progress.js'
import { settleNamed } from './wake-up.js'
import { writeComments, writeDue } from './write.js'

/** Further heads are checked until this long after the beginning. */
const LOOK_MS = 6 * 60_000
/**
 * Results are proven for this long, which leaves enough of ten minutes for the writes; a long check leaves time for
 * some.
 */
const PROVE_MS = 7.5 * 60_000
/** A sweep every five minutes stays below the 500 writes that GitHub takes in an hour. */
const MOST_WRITES = 40
/** The reasons why pipelines of one head failed are read for this long at most. */
const EXPLAIN_MS = 9_000
const EXPLAIN_GRACE_MS = 300

/**
 * Sets the statuses of open pull requests to what CodeArts knows now. What keeps it from its job is part of the report;
 * then nothing is written any more.
 */
export async function runSweep(
  config: Config,
  input: SweepInput,
  messages: Messages,
  effects: Effects,
  secrets: Secrets
): Promise<SweepReport> {
  const progress = nothingYet(input)
  try {
    await sweepAll(openSweep(config, input, messages, effects, secrets), progress)
  } catch (error) {
    progress.failures.push(failureOf(error))
  }
  const { swept, pending, ...told } = progress
  return secrets.redact({ ...told, swept: swept.size, open: pending.size })
}

/** The hints that name an input which bounds a wait: none bounds a sweep. */
const HINTS: Readonly<Partial<Record<HintCode, HintCode>>> = {
  service: 'next_sweep',
  key_locked: 'key_locked_sweep'
}

function failureOf(error: unknown): SweepFailure {
  if (error instanceof ForgeError) return { of: 'github', what: 'heads', failure: error.failure }
  const ofCodeArts = (failure: Failure): SweepFailure => {
    const hint = failure.hint === null ? null : (HINTS[failure.hint] ?? failure.hint)
    return { of: 'codearts', failure: { ...failure, hint } }
  }
  if (error instanceof FailureError) return ofCodeArts(error.failure)
  if (error instanceof DeadlineError) return ofCodeArts(unreachable(error.lastError))
  if (error instanceof AbortedError) return ofCodeArts(failure('cancelled'))
  return ofCodeArts(internalFailure(error))
}

async function sweepAll(opened: Opened, progress: Progress): Promise<void> {
  const { input, effects, messages, writing, config } = opened
  const read = await opened.heads.read(input.bases, writing.bounds)
  progress.bases = read.bases
  progress.left.unread = read.unread
  progress.left.behind = read.behind
  await tellBranches(opened, read, progress)
  const named = read.heads.find(({ commit }) => commit === input.named)
  if (input.named !== null && named === undefined) {
    const bases = read.bases.map(base => plain(base, 80)).join(', ')
    progress.notices.push(messages.say('sweep.not_open', { commit: input.named.slice(0, 10), bases }))
  }
  const first = named ?? read.heads[0]
  const begin = (pipelines: number): void =>
    effects.runner.info(sweepBegin(read.heads.length, pipelines, read.bases, messages))
  if (first === undefined) {
    begin(config.targets.size)
    return
  }
  const prepared = await prepare(opened, read, first)
  begin(prepared.states.length)
  const budget = { left: MOST_WRITES }
  if (named !== undefined && !(await sweepNamed(named, budget, opened, prepared, progress))) return
  const others = read.heads.filter(head => head !== named)
  await sweepOthers(others, budget, opened, prepared, progress)
}

/** A line that matches no branch is reported: with a typo, all statuses would stay pending. */
async function tellBranches(
  { input, heads, messages, writing }: Opened,
  read: OpenHeads,
  progress: Progress
): Promise<void> {
  for (const line of input.bases ?? []) {
    const isKnown = read.heads.some(({ base }) => isNamedBy(line, base))
    if (!isKnown && !(await heads.hasBranch(line, writing.bounds)))
      progress.notices.push(messages.say('sweep.no_branch', { line: plain(line, 80) }))
  }
}

/** How many requests that make content are left. */
interface Budget {
  left: number
}

/** The head that the event names comes first. @returns whether GitHub takes more */
async function sweepNamed(
  head: OpenHead,
  budget: Budget,
  opened: Opened,
  prepared: Prepared,
  progress: Progress
): Promise<boolean> {
  const most = budget.left - commentsOn(head, opened)
  const { judged, done, left, failure } = await settleNamed(
    head,
    most,
    opened,
    prepared,
    (polled, written) => {
      noteLooked(polled, progress)
      noteWritten(written, progress)
    }
  )
  progress.kept += judged.kept.length
  progress.left[failure === null ? 'writes' : 'refused'] += left
  await conclude(done, failure, budget, opened, prepared, progress)
  return failure === null
}

async function sweepOthers(
  heads: readonly OpenHead[],
  budget: Budget,
  opened: Opened,
  prepared: Prepared,
  progress: Progress
): Promise<void> {
  const { effects, begun, writing, input } = opened
  const isAfter = (ms: number) => (): boolean => effects.clock.now() - begun >= ms
  const due: Due[] = []
  for (const [index, head] of heads.entries()) {
    const judged = await lookAt(head, isAfter(LOOK_MS), prepared)
    if (judged === null) {
      progress.left.heads += heads.length - index
      break
    }
    noteLooked(judged, progress)
    progress.kept += judged.kept.length
    due.push(...dueOrDoubtfulOf(judged))
  }
  const { writes, left, unchecked } = await provenWrites(due, budget.left, {
    ...{ judging: prepared.judging, states: prepared.states, poll: prepared.polls.proven },
    isTimeUp: isAfter(PROVE_MS),
    explain: pipelines => explainFailed(pipelines, opened, prepared),
    commentsOn: head => commentsOn(head, opened)
  })
  progress.left.writes += left
  progress.left.unchecked += unchecked
  if (writes.length === 0) return
  // What was read before may have changed since: runs start, and heads are pushed, closed, and checked by others.
  const held = await stillProven(writes, prepared.polls.listedAgain(), prepared)
  const again = await opened.heads.read(input.bases, writing.bounds)
  const still = stillDue(held, again.heads)
  progress.left.moved += still.overtaken + writes.length - held.length
  const { done, failure, isCancelled } = await writeDue(still.writes, writing)
  noteWritten(done, progress)
  if (isCancelled) throw new AbortedError()
  progress.left.refused += still.writes.length - done.length
  await conclude(done, failure, budget, opened, prepared, progress)
}

/** How many comments go with a status of a head. */
function commentsOn(head: OpenHead, { forgeInput }: Opened): number {
  return forgeInput.comment === null ? 0 : pullRequestsOf(head).length
}

/** A head by the lists; `null` where the time is up. */
async function lookAt(
  head: OpenHead,
  isTimeUp: () => boolean,
  { judging, states, polls }: Prepared
): Promise<JudgedHead | null> {
  if (isTimeUp()) return null
  const own = statesFor(head, states, judging.repository)
  const seen = new Map(await observe(own, polls.listed))
  for (;;) {
    // A search reads a limited number of details, and the next one continues with the rest.
    const cut = own.filter(({ id }) => polls.hasMore(id) && isMissing(seen.get(id)))
    if (cut.length === 0) return judgeHead(head, own, seen, judging)
    if (isTimeUp()) return null
    for (const [id, observation] of await observe(cut, polls.listed)) seen.set(id, observation)
  }
}

async function explainFailed(
  pipelines: readonly PipelineState[],
  { cloud, effects: { clock, signal }, redact, begun }: Opened,
  { config: { logLines } }: Prepared
): Promise<readonly PipelineState[]> {
  const budgetMs = Math.min(EXPLAIN_MS, begun + PROVE_MS - clock.now())
  if (budgetMs <= 0) return pipelines
  const failed = pipelines.filter(({ outcome }) => outcome === 'error').map(({ id }) => id)
  const runDetails = cloud.runDetails({ deadline: clock.now() + budgetMs, signal })
  const options = { redact, runDetails, logLines, clock, signal, budgetMs: budgetMs + EXPLAIN_GRACE_MS }
  return explain(pipelines, new Set(failed), options)
}

/** What follows from what has been written: comments, and warnings. */
async function conclude(
  done: readonly Due[],
  failure: ForgeFailure | null,
  budget: Budget,
  opened: Opened,
  { config }: Prepared,
  progress: Progress
): Promise<void> {
  const { messages, writing, effects, forgeInput, statuses } = opened
  budget.left -= done.length
  const shared = [...new Set(done.flatMap(({ isShared, slot }) => (isShared ? [slot.context] : [])))]
  const contexts = shared.slice(0, 10).map(context => plain(context, 120))
  if (contexts.length > 0)
    progress.warnings.push(
      messages.say('forge.shared', { contexts: contexts.join(', '), prefix: plain(statuses.prefix, 120) })
    )
  if (failure !== null) progress.failures.push({ of: 'github', what: 'statuses', failure })
  const changed = new Map(done.map(({ judged }) => [judged.head.commit, judged]))
  if (forgeInput.comment === null || changed.size === 0) return
  const mark = commentMark(forgeInput.comment.prefix)
  const heads = [...changed.values()]
  budget.left -= heads.reduce((sum, { head }) => sum + commentsOn(head, opened), 0)
  const refused = await writeComments(heads, mark, config.failOn, effects.clock.epoch(), writing)
  if (refused !== null) progress.warnings.push(forgeText('comment', refused, 'permissions', messages))
}
