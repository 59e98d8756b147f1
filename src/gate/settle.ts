import { isForeignTo, standingOf, type CommitStatus, type NewStatus } from '../domain/commit-status.js'
import { isLasting, type ForgeFailure } from '../domain/forge-failure.js'
import { ForgeError } from '../errors.js'
import type { Bounds, Forge } from '../forge/forge.js'
import { gitHub } from '../forge/github.js'
import type { ForgeInput } from '../inputs/forge.js'
import type { Effects } from '../ports.js'
import { forgeText, leftPendingText } from '../report/forge-text.js'
import type { Messages } from '../report/messages/index.js'
import { sentences } from '../report/phrases.js'
import { settledText } from '../report/status-text.js'
import type { Secrets } from '../secrets.js'
import type { SavedStatus } from './status-state.js'
import { writeStatuses } from '../forge/write-statuses.js'

/** A post step has more time than a cancelled one, but should be quick. */
const BUDGET_MS = 20_000
/** A status that was being sent when the step was killed may arrive after the first read. */
const ON_ITS_WAY_MS = 2_000

/**
 * Sets to error what a killed step has left pending: only where it still is, and where no other author has written
 * since.
 * @returns warnings
 */
export async function settleSaved(
  saved: readonly SavedStatus[],
  input: ForgeInput,
  messages: Messages,
  { http, clock, random, signal }: Effects,
  secrets: Pick<Secrets, 'redact'>
): Promise<string[]> {
  const forge = gitHub({ http, clock, random, ...input })
  const until = clock.now() + BUDGET_MS
  const bounds: Bounds = { until: () => until, hurry: new AbortController().signal }
  const runId = input.statuses?.workflow?.runId ?? null
  const settle = (): Promise<Settled> => settleOnce(saved, runId, messages, forge, bounds)
  let settled = await settle()
  if (settled.failure === null || !isLasting(settled.failure)) {
    await clock.sleep(ON_ITS_WAY_MS, signal).catch(() => undefined)
    settled = await settle()
  }
  const { failure, left } = settled
  if (failure === null) return []
  const refused = forgeText('statuses', secrets.redact(failure), input.readOnlyBecause, messages)
  return [sentences([refused, leftPendingText(secrets.redact(left), 'refused', messages)], messages)]
}

/** What came of settling: what kept something from being settled, and the contexts that may still be pending. */
interface Settled {
  readonly failure: ForgeFailure | null
  readonly left: readonly string[]
}

/** Settles what is pending now. */
async function settleOnce(
  saved: readonly SavedStatus[],
  workflowRunId: string | null,
  messages: Messages,
  forge: Forge,
  bounds: Bounds
): Promise<Settled> {
  let first: ForgeFailure | null = null
  const left: string[] = []
  for (const commit of new Set(saved.map(({ commit }) => commit))) {
    const own = saved.filter(status => status.commit === commit)
    const read = await readStanding(commit, own, forge, bounds)
    if ('failure' in read) {
      first ??= read.failure
      left.push(...own.map(({ context }) => context))
      continue
    }
    const writes = own.flatMap(status => {
      const settled = settlement(standingOf(read, status.context), status, workflowRunId, messages)
      return settled === null ? [] : [{ commit, status: settled }]
    })
    const { done, failure } = await writeStatuses(writes, forge, bounds)
    first ??= failure
    left.push(...writes.filter(write => !done.includes(write)).map(({ status }) => status.context))
  }
  return { failure: first, left }
}

async function readStanding(
  commit: string,
  own: readonly SavedStatus[],
  forge: Forge,
  bounds: Bounds
): Promise<{ readonly statuses: readonly CommitStatus[] } | { readonly failure: ForgeFailure }> {
  try {
    const contexts = own.map(({ context }) => context)
    return { statuses: await forge.statuses(commit, contexts, Number.MAX_SAFE_INTEGER, bounds) }
  } catch (error) {
    if (error instanceof ForgeError) return { failure: error.failure }
    throw error
  }
}

/** What is to be written where `standing` does, `null` for nothing. */
function settlement(
  standing: CommitStatus | null,
  { context, owner }: SavedStatus,
  workflowRunId: string | null,
  messages: Messages
): NewStatus | null {
  if (standing?.state !== 'pending' || isForeignTo(owner, workflowRunId)(standing)) return null
  const description = settledText('killed', messages)
  return { context, state: 'error', description, targetUrl: standing.targetUrl }
}
