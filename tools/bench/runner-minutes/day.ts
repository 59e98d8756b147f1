import type { PipelineSpec, RunSpec, State } from '../../../simulator/index.js'
import type { Random } from '../lib/random.js'
import { PROJECT } from '../lib/spawned.js'

export const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Pushes come in the first hours; the last runs end in those after. */
const PUSHED_WITHIN_MS = 8 * HOUR
export const DAY_MS = 13 * HOUR

/** A push to a pull request of its own; times count from the beginning of the day. */
export interface Push {
  readonly number: number
  readonly commit: string
  readonly at: number
  /** How the run of each pipeline ends, by the ID of the pipeline. */
  readonly ends: ReadonlyMap<string, { readonly at: number; readonly state: State }>
}

/** A repository's day. */
export interface Day {
  readonly pushes: readonly Push[]
  readonly pipelines: readonly PipelineSpec[]
}

const NAMES = ['build', 'test'] as const

/** Durations from minutes to two hours, failures and cancellations; a run is seen up to a minute after its push. */
export function dayOf(random: Random, count: number): Day {
  const ids = NAMES.map((_, index) => String.fromCharCode(97 + index).repeat(32))
  const runs = new Map<string, RunSpec[]>(ids.map(id => [id, []]))
  const times = Array.from({ length: count }, () => random.between(0, PUSHED_WITHIN_MS)).sort((a, b) => a - b)
  const pushes = times.map((at, index): Push => {
    const commit = random.hex(40)
    const ends = ids.map(id => {
      const start = at + random.between(2_000, 60_000)
      const took = random.chance(0.7) ? random.between(3, 20) : random.between(20, 120)
      const state = random.pick<State>(['success', 'success', 'success', 'success', 'error', 'aborted'])
      const end = start + took * MINUTE
      const number = (runs.get(id)?.length ?? 0) + 1
      runs.get(id)?.push({
        ...{
          number,
          commit,
          moments: [
            { at: start, state: 'running' as const },
            { at: end, state }
          ]
        }
      })
      return [id, { at: end, state }] as const
    })
    return { number: index + 1, commit, at, ends: new Map(ends) }
  })
  const pipelines = ids.map((id, index): PipelineSpec => ({
    ...{
      id,
      name: NAMES[index] ?? id,
      projectId: PROJECT,
      origin: 'start' as const,
      runs: runs.get(id) ?? []
    }
  }))
  return { pushes, pipelines }
}
