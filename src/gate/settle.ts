import {
  contextKey,
  isForeignToPipeline,
  isForeignToStep,
  type CommitStatus,
  type NewStatus
} from '../domain/commit-status.js'
import type { ForgeFailure } from '../domain/forge-failure.js'
import { ForgeError } from '../errors.js'
import type { Bounds } from '../forge/forge.js'
import { gitHub } from '../forge/github.js'
import type { ForgeInput } from '../inputs/forge.js'
import type { Effects } from '../ports.js'
import { forgeText } from '../report/forge-text.js'
import type { Messages } from '../report/messages/index.js'
import { settledText } from '../report/status-text.js'
import type { Secrets } from '../secrets.js'
import type { SavedStatus } from './status-state.js'

/** A post step has more time than a cancelled one, but nobody wants to wait for it. */
const BUDGET_MS = 20_000
const PIPELINE_ID_LENGTH = 32

/**
 * Makes an error of what a killed step has left pending: only where it still is, and is not of somebody else by now.
 * @returns warnings
 */
export async function settleSaved(
  saved: readonly SavedStatus[],
  input: ForgeInput,
  messages: Messages,
  { http, clock, random }: Effects,
  secrets: Pick<Secrets, 'redact'>
): Promise<string[]> {
  const forge = gitHub({ http, clock, random, ...input })
  const until = clock.now() + BUDGET_MS
  const bounds: Bounds = { until: () => until, hurry: new AbortController().signal }
  const runId = input.statuses?.workflow?.runId ?? null
  const failures: ForgeFailure[] = []
  for (const commit of new Set(saved.map(({ commit }) => commit))) {
    const own = saved.filter(status => status.commit === commit)
    try {
      const contexts = own.map(({ context }) => context)
      const list = await forge.statuses(commit, contexts, Number.MAX_SAFE_INTEGER, bounds)
      for (const { context, owner } of own) {
        const settled = settlement(standing(list, context), context, owner, runId, messages)
        if (settled !== null) await forge.setStatus(commit, settled, bounds)
      }
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error
      failures.push(error.failure)
    }
  }
  return failures
    .slice(0, 1)
    .map(failure => forgeText('statuses', secrets.redact(failure), input.readOnlyBecause, messages))
}

function standing(list: readonly CommitStatus[], context: string): CommitStatus | null {
  return list.find(status => contextKey(status.context) === contextKey(context)) ?? null
}

/** What is to be written where `status` stands, `null` for nothing. */
function settlement(
  status: CommitStatus | null,
  context: string,
  owner: string,
  runId: string | null,
  messages: Messages
): NewStatus | null {
  if (status?.state !== 'pending') return null
  const isForeign =
    owner.length === PIPELINE_ID_LENGTH ? isForeignToPipeline(owner, runId) : isForeignToStep(owner, runId)
  if (isForeign(status)) return null
  const description = settledText('killed', messages)
  return { context, state: 'error', description, targetUrl: status.targetUrl }
}
