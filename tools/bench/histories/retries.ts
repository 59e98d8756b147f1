import type { PipelineSpec, RunSpec } from '../../../simulator/index.js'
import type { Random } from '../lib/random.js'
import { FAULTS, type Fault } from './faults.js'

const SECOND = 1000
const ATTEMPTS = 4

/** The same pipeline, some of whose runs fail at first, and which answers retries: some are queued, not all succeed. */
export function withRetries(pipeline: PipelineSpec, random: Random): PipelineSpec {
  return {
    ...pipeline,
    runs: pipeline.runs.map(run => ({
      ...(random.chance(0.3) ? failing(run) : run),
      retries: Array.from({ length: ATTEMPTS }, () => aRetry(random)),
      newIdsOnRetry: random.chance(0.5)
    }))
  }
}

function failing(run: RunSpec): RunSpec {
  const end = run.moments.findIndex(({ state }) => state === 'success')
  const moments = run.moments.map((moment, index) =>
    index === end ? { ...moment, state: 'error' as const } : moment
  )
  return { ...run, moments }
}

function aRetry(random: Random): NonNullable<RunSpec['retries']>[number] {
  const state = random.pick(['success', 'success', 'success', 'error', 'aborted', 'running'] as const)
  const moments = [
    // For a while the old failure may be shown.
    { at: random.chance(0.7) ? 0 : random.whole(1, 20) * SECOND, state: 'running' as const },
    { at: random.whole(21, 90) * SECOND, state }
  ]
  if (random.chance(0.8)) return { moments }
  const forMs = random.whole(1, 60) * SECOND
  const end = random.chance(0.8) ? {} : { timesOutAfterMs: random.whole(1, 59) * SECOND }
  return { moments, queued: { forMs, ...end } }
}

/** In one story of five the first answers to retries are spoiled, or lost. */
export function retryFaults(random: Random): Fault[] {
  if (!random.chance(0.2)) return []
  const names = Object.keys(FAULTS)
  const what = names[random.whole(0, names.length - 1)] ?? ''
  return [{ what, after: 0, times: random.whole(1, 2), on: 'v5.retry' }]
}
