import type { Random } from '../lib/random.js'

/** Times are milliseconds from the push that the gate is about. */
export interface Run {
  readonly number: number
  readonly id: string
  readonly commit: string
  readonly trigger: 'Push' | 'Manual' | 'Scheduler'
  readonly start: number
  readonly end: number
  readonly result: 'COMPLETED' | 'FAILED' | 'CANCELED'
  /** From when the batch status and the run detail know it. */
  readonly batchAt: number
  /** From when the run list shows it. */
  readonly listAt: number
}

/** What happened to one pipeline around one push, and when a gate began to look. */
export interface History {
  readonly pipelineId: string
  readonly commit: string
  readonly runs: readonly Run[]
  readonly firstLookAt: number
}

const MINUTE = 60_000

/**
 * A random story: earlier runs of other commits, then our push, whose run starts late or never, is visible
 * later still, may be cancelled by a newer push, may be run again; beside it schedules and other branches.
 */
export function randomHistory(random: Random): History {
  const commit = random.hex(40)
  const pushes = [...earlierRuns(random), ...ourRuns(random, commit), ...laterRuns(random)]
  const runs = pushes
    .sort((a, b) => a.start - b.start)
    .map((run, index) => ({ ...run, number: index + 1, id: random.hex(32) }))
  return { pipelineId: random.hex(32), commit, runs, firstLookAt: random.between(1_000, 2 * MINUTE) }
}

type Draft = Omit<Run, 'number' | 'id'>

function draft(random: Random, commit: string, trigger: Run['trigger'], start: number): Draft {
  const lag = random.chance(0.5) ? 0 : random.between(0, 2 * MINUTE)
  const disposition = random.next()
  return {
    commit,
    trigger,
    start,
    end: start + random.between(20_000, 8 * MINUTE),
    result: disposition < 0.65 ? 'COMPLETED' : disposition < 0.9 ? 'FAILED' : 'CANCELED',
    batchAt: start + lag,
    listAt: start + lag + (random.chance(0.5) ? 0 : random.between(0, MINUTE))
  }
}

function earlierRuns(random: Random): Draft[] {
  return Array.from({ length: random.whole(0, 4) }, () =>
    draft(random, random.hex(40), 'Push', -random.between(MINUTE, 60 * MINUTE))
  )
}

function ourRuns(random: Random, commit: string): Draft[] {
  if (random.chance(0.1)) return []
  const first = draft(random, commit, 'Push', random.between(500, 90_000))
  const superseded = random.chance(0.15)
  const ended = superseded ? cancelled(first, first.start + random.between(5_000, MINUTE)) : first
  if (!random.chance(0.2)) return [ended]
  return [ended, draft(random, commit, 'Manual', ended.end + random.between(1_000, 2 * MINUTE))]
}

function cancelled(run: Draft, at: number): Draft {
  return { ...run, end: Math.min(run.end, at), result: 'CANCELED' }
}

function laterRuns(random: Random): Draft[] {
  return Array.from({ length: random.whole(0, 3) }, () =>
    draft(
      random,
      random.hex(40),
      random.pick(['Push', 'Scheduler'] as const),
      random.between(1_000, 10 * MINUTE)
    )
  )
}

/** The newest of some runs, `null` of none. */
export function newest(runs: readonly Run[]): Run | null {
  return runs.reduce<Run | null>((a, b) => (a === null || b.number > a.number ? b : a), null)
}

/** The run that the batch status tells at a time: the latest that it knows. */
export function latest({ runs }: History, at: number): Run | null {
  return newest(runs.filter(run => run.batchAt <= at))
}

/** The runs that a gate can learn of by asking at a time: those in the list, and the latest. */
export function tellable(history: History, at: number): readonly Run[] {
  const last = latest(history, at)
  return history.runs.filter(run => run.listAt <= at || run === last)
}
