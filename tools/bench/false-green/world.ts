import type { Random } from '../lib/random.js'

export type Status = 'QUEUED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELED'

/** One repository that a run was built from. */
export interface Source {
  readonly url: string
  readonly commit: string | null
}

/** Times are milliseconds from the push that the gate is about. */
export interface Run {
  readonly number: number
  readonly id: string
  readonly trigger: 'Push' | 'Manual' | 'Scheduler' | 'MR'
  /** When it was triggered; until `start` it waits in the queue. */
  readonly queuedAt: number
  readonly start: number
  /** What it does from when on; it may resume after an end. */
  readonly course: { readonly at: number; readonly status: Status }[]
  /** As in its detail. */
  readonly sources: readonly Source[]
  /** The commit in the batch answer and run list, which may be wrong. */
  readonly listed: string | null
  /** From when the batch status and the run detail know it. */
  readonly batchAt: number
  /** From when the run list shows it. */
  readonly listAt: number
}

/** How the run list of a pipeline comes. */
export interface Listing {
  readonly order: 'as_asked' | 'oldest_first' | 'shuffled'
  /** Most runs of a page, whatever was requested. */
  readonly pageSize: number
  /** Some runs come twice on a page: alike, or with another state, commit and start in the first or second place. */
  readonly twice: 'never' | 'alike' | 'first_wrong' | 'second_wrong'
  /** Elements of another pipeline and of another project stand among the runs. */
  readonly hasStrangers: boolean
}

/** What happened to one pipeline around the push. */
export interface Pipeline {
  readonly id: string
  /** How many sources its own detail has. */
  readonly sourceCount: number
  readonly runs: readonly Run[]
  readonly listing: Listing
  /** Whether a run that waits in the queue is shown at all, beside the queue itself. */
  readonly showsQueued: boolean
}

export interface World {
  readonly commit: string
  readonly pipelines: readonly Pipeline[]
  /** When the gate begins. */
  readonly firstLookAt: number
  /** How far the runner's clock is ahead of CodeArts'. */
  readonly runnerAheadMs: number
}

/** What a run does at a time. */
export function statusAt({ course, start }: Run, at: number): Status {
  return at < start ? 'QUEUED' : (course.findLast(moment => moment.at <= at)?.status ?? 'RUNNING')
}

/** The newest of some runs, `null` of none. */
export function newest(runs: Iterable<Run>): Run | null {
  let best: Run | null = null
  for (const run of runs) if (best === null || run.number > best.number) best = run
  return best
}

/** The run in the batch status at a time: the latest that it knows. */
export function latest({ runs, showsQueued }: Pipeline, at: number): Run | null {
  return newest(runs.filter(run => run.batchAt <= at && (showsQueued || run.start <= at)))
}

/** The runs that the list shows at a time. */
export function listed({ runs, showsQueued }: Pipeline, at: number): readonly Run[] {
  return runs.filter(run => run.listAt <= at && (showsQueued || run.start <= at))
}

/** The failed part of a run is run again, from now on: how it ends, and how long it takes, its ID says. */
export function retry({ id, course }: Run, at: number): void {
  const luck = Number.parseInt(id.slice(0, 2), 16) / 256
  const takes = 20_000 + Number.parseInt(id.slice(2, 4), 16) * 500
  const from = course.findIndex(moment => moment.at > at)
  const status = luck < 0.7 ? 'COMPLETED' : luck < 0.9 ? 'FAILED' : 'CANCELED'
  course.splice(from < 0 ? course.length : from, course.length)
  course.push({ at, status: 'RUNNING' }, { at: at + takes, status })
}

export function randomListing(random: Random): Listing {
  return {
    order: random.chance(0.6) ? 'as_asked' : random.pick(['oldest_first', 'shuffled'] as const),
    pageSize: random.chance(0.5) ? 50 : random.whole(2, 6),
    twice: random.chance(0.7) ? 'never' : random.pick(['alike', 'first_wrong', 'second_wrong'] as const),
    hasStrangers: random.chance(0.15)
  }
}
