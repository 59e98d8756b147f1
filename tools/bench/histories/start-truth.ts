import { EXAMPLE_TOKEN, type Simulator } from '../../../simulator/index.js'
import { PROJECT } from './names.js'
import type { Started, StartStory } from './starts.js'
import type { Said } from './truth.js'

const OUTCOMES: Readonly<Record<string, string>> = { FAILED: 'error', CANCELED: 'aborted' }

/**
 * Why what the step says of a run that it has started is not true; `null` if it is. The contract: exactly the run that
 * was started, once; of the commit, where one is required; a queue keeps `start_timeout` from running out.
 */
export function whyStartUntrue(story: StartStory, said: Said, { ended, simulator }: Started): string | null {
  const created = simulator.started.filter(({ pipelineId }) => pipelineId === said.id)
  const runId = created[0]?.runId
  if (created.length > 1) return 'has been started twice'
  if (said.run_id !== null && said.run_id !== runId) return `is another run than ${runId ?? 'none'}`
  const right = expected(story, said.id)
  if (said.outcome === right && right !== 'success') return null
  const now = stateNow(simulator, said.id, runId)
  if (said.outcome === 'success') return right === 'success' && now === 'COMPLETED' ? null : `is ${now}`
  // An ID that was never returned is looked for, and may not be found.
  const isOpen = ended.troubled || story.plans[said.id]?.queue?.tells === 'none'
  if (!isOpen) return `is ${right}`
  const isFalseEnd = said.outcome === 'error' || said.outcome === 'aborted'
  const isTrue = OUTCOMES[now ?? ''] === said.outcome || isStopped(simulator, runId)
  return isFalseEnd && !isTrue ? `is ${now ?? 'not there'}` : null
}

/** How a start ends that nothing hinders. */
function expected({ plans, isOfCommit }: StartStory, id: string): string {
  const { queue = null, ends = '', isOurs = true } = plans[id] ?? {}
  if (queue?.then === 'times_out') return 'aborted'
  if (queue?.then === 'is_dropped') return 'unknown'
  return isOfCommit && !isOurs ? 'stale' : ends
}

/** The state of a run as CodeArts shows it now, whatever it has answered before; `null` where it shows none. */
function stateNow(simulator: Simulator, pipelineId: string, runId = ''): string | null {
  simulator.rules.length = 0
  const target = `/v5/${PROJECT}/api/pipelines/${pipelineId}/pipeline-runs/detail?pipeline_run_id=${runId}`
  const headers = { 'x-auth-token': EXAMPLE_TOKEN.token }
  const { status, body } = simulator.handle({ method: 'GET', target, headers, body: '' })
  return status === 200 ? (JSON.parse(body.toString()) as { status: string }).status : null
}

function isStopped({ stopped, leftQueue }: Simulator, runId = ''): boolean {
  return [...stopped, ...leftQueue].some(key => key.runId === runId)
}

/** Runs of others that the step has stopped or taken out of the queue. */
export function othersStopped({ started, stopped, leftQueue }: Simulator): string[] {
  const own = new Set(started.map(({ runId }) => runId))
  return [...stopped, ...leftQueue]
    .filter(({ runId }) => !own.has(runId))
    .map(({ runId }) => `${runId} of others stopped`)
}
