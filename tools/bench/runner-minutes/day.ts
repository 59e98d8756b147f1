import type { PipelineSpec, RunSpec, State } from '../../../simulator/index.js'
import type { Random } from '../lib/random.js'
import { PROJECT } from '../lib/spawned.js'

export const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const DAY_MS = 24 * HOUR
/** After that nothing is pushed, so that all ends within the day. */
const LAST_PUSH_MS = 21 * HOUR

/** A commit that is checked: the head of a pull request, or of a group in the merge queue. Times count from midnight. */
export interface Push {
  /** `null` for a group in the merge queue. */
  readonly pullRequest: number | null
  readonly commit: string
  readonly at: number
  /** When it is the head no more: another one was pushed, or it was merged. */
  readonly until: number
  /** How the run of each pipeline ends, by the ID of the pipeline. */
  readonly ends: ReadonlyMap<string, { readonly at: number; readonly state: State }>
}

/** A repository's day. */
export interface Day {
  readonly pushes: readonly Push[]
  readonly pipelines: readonly PipelineSpec[]
}

const NAMES = ['build', 'test'] as const
const IDS = NAMES.map((_, index) => String.fromCharCode(97 + index).repeat(32))
/** A pull request is pushed to again after so long. */
const AGAIN_MS = [20 * MINUTE, 5 * HOUR] as const

/**
 * About so many pushes, nine of ten in ten hours of work, to pull requests that are pushed to up to four times; a last
 * push that succeeds goes through the merge queue. Runs take from minutes to two hours, fail, and are cancelled.
 */
export function dayOf(random: Random, count: number): Day {
  const pushes: Push[] = []
  for (let number = 1; pushes.length < count; number++) {
    const begins = random.chance(0.9) ? random.between(8 * HOUR, 18 * HOUR) : random.between(0, 20 * HOUR)
    pushes.push(...pullRequestOf(random, number, begins))
  }
  const all = pushes.toSorted((a, b) => a.at - b.at)
  const pipelines = NAMES.map((name, index): PipelineSpec => {
    const id = IDS[index] ?? ''
    const runs = all.map(({ commit, at, ends }, n): RunSpec => {
      const { at: end = 0, state = 'error' } = ends.get(id) ?? {}
      // It is seen up to a minute after the push.
      const start = Math.min(end - 1_000, at + 2_000 + ((n * 7_919) % 58_000))
      return { number: n + 1, commit, moments: [going(start), { at: end, state }] }
    })
    return { id, name, projectId: PROJECT, origin: 'start', runs }
  })
  return { pushes: all, pipelines }
}

function going(at: number): RunSpec['moments'][number] {
  return { at, state: 'running' }
}

function pullRequestOf(random: Random, number: number, begins: number): Push[] {
  const pushes: Push[] = []
  const times = random.pick([1, 1, 2, 2, 3, 4] as const)
  for (let at = begins; pushes.length < times && at < LAST_PUSH_MS; at += random.between(...AGAIN_MS)) {
    const last = pushes.pop()
    if (last !== undefined) pushes.push({ ...last, until: at })
    pushes.push({ pullRequest: number, at, until: DAY_MS, ...runsOf(random, at) })
  }
  const head = pushes.at(-1)
  if (head === undefined || [...head.ends.values()].some(({ state }) => state !== 'success')) return pushes
  const queued = Math.max(...[...head.ends.values()].map(({ at }) => at)) + random.between(10, 60) * MINUTE
  if (queued > LAST_PUSH_MS) return pushes
  // Its head stays one until the group is merged.
  const group = { pullRequest: null, at: queued, until: DAY_MS, ...runsOf(random, queued) }
  const merged = Math.max(...[...group.ends.values()].map(({ at }) => at)) + 20 * MINUTE
  return [...pushes.slice(0, -1), { ...head, until: merged }, { ...group, until: merged }]
}

function runsOf(random: Random, at: number): Pick<Push, 'commit' | 'ends'> {
  const ends = IDS.map(id => {
    const took = random.chance(0.7) ? random.between(3, 20) : random.between(20, 120)
    const state = random.pick<State>([
      'success',
      'success',
      'success',
      'success',
      'success',
      'error',
      'aborted'
    ])
    return [id, { at: at + MINUTE + took * MINUTE, state }] as const
  })
  return { commit: random.hex(40), ends: new Map(ends) }
}
