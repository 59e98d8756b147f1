import type { Random } from '../lib/random.js'
import { OWN_URLS } from './occasion.js'
import { randomListing, type Pipeline, type Run, type Source, type Status, type World } from './world.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What all runs of a pipeline have in common. */
interface Habits {
  readonly random: Random
  /** Addresses of its sources, in their order. */
  readonly urls: readonly string[]
  /** How often a run succeeds. */
  readonly luck: number
  readonly ours: string
}

type Draft = Omit<Run, 'number' | 'id'>

/**
 * A random story of one to four pipelines: earlier runs of other commits, then our push, whose run starts late or
 * never, waits in the queue, is visible later still, may be cancelled by a newer push, be run again under a new number
 * or go on under the old one; beside it schedules and other branches.
 */
export function randomWorld(random: Random): World {
  const commit = random.hex(40)
  const isGoodDay = random.chance(0.75)
  const count = random.pick([1, 1, 2, 2, 3, 4] as const)
  return {
    commit,
    pipelines: Array.from({ length: count }, () => randomPipeline(random, commit, isGoodDay ? 0.96 : 0.6)),
    firstLookAt: random.between(1_000, 2 * MINUTE),
    runnerAheadMs: random.chance(0.7) ? 0 : random.pick([-HOUR, -5 * MINUTE, 5 * MINUTE, HOUR] as const)
  }
}

function randomPipeline(random: Random, ours: string, luck: number): Pipeline {
  const count = random.chance(0.7) ? 1 : random.whole(2, 3)
  const own = random.chance(0.8) ? random.whole(0, count - 1) : -1
  const urls = Array.from({ length: count }, (_, index) =>
    index === own ? random.pick(OWN_URLS) : `https://codehub.example/team/part-${index}.git`
  )
  const habits: Habits = { random, urls, luck, ours }
  const drafts = [...earlierRuns(habits), ...ourRuns(habits), ...laterRuns(habits)]
  return {
    id: random.hex(32),
    sourceCount: count,
    runs: drafts
      .sort((a, b) => a.queuedAt - b.queuedAt)
      .map((run, index) => ({ ...run, number: index + 1, id: random.hex(32) })),
    listing: randomListing(random),
    showsQueued: random.chance(0.5)
  }
}

function earlierRuns(habits: Habits): Draft[] {
  const { random, ours } = habits
  return Array.from({ length: random.whole(0, 4) }, () =>
    // A branch may have been pushed before under another name, or the commit been reverted to.
    draft(habits, random.chance(0.15) ? ours : random.hex(40), 'Push', -random.between(MINUTE, 60 * MINUTE))
  )
}

function ourRuns(habits: Habits): Draft[] {
  const { random, ours, luck } = habits
  if (random.chance((1 - luck) / 3)) return []
  const first = draft(habits, ours, 'Push', random.between(500, 90_000))
  if (random.chance(0.05)) return superseded(first, habits)
  const ended = endOf(first)
  if (random.chance(0.15)) return [goesOn(first, ended + random.between(1_000, 3 * MINUTE), habits)]
  if (!random.chance(0.25)) return [first]
  const again = draft(habits, ours, 'Manual', ended + random.between(1_000, 3 * MINUTE))
  return [first, again]
}

function laterRuns(habits: Habits): Draft[] {
  const { random } = habits
  return Array.from({ length: random.whole(0, 3) }, () =>
    draft(
      habits,
      random.hex(40),
      random.pick(['Push', 'Scheduler'] as const),
      random.between(1_000, 10 * MINUTE)
    )
  )
}

function draft(habits: Habits, commit: string, trigger: Run['trigger'], queuedAt: number): Draft {
  const { random } = habits
  const start = queuedAt + (random.chance(0.85) ? 0 : random.between(1_000, 4 * MINUTE))
  const lag = random.chance(0.5) ? 0 : random.between(0, MINUTE)
  const seenAt = queuedAt + lag
  const end = start + random.between(20_000, 6 * MINUTE)
  return {
    trigger,
    queuedAt,
    start,
    course: [{ at: end, status: result(habits) }],
    ...codeOf(habits, commit),
    batchAt: seenAt,
    listAt: seenAt + (random.chance(0.5) ? 0 : random.between(0, MINUTE))
  }
}

function result({ random, luck }: Habits): Status {
  if (random.chance(luck)) return 'COMPLETED'
  return random.chance(0.7) ? 'FAILED' : 'CANCELED'
}

/**
 * What was built, and what CodeArts returns of it: in some runs the commits of list and detail differ, or one is
 * missing.
 */
function codeOf({ random, urls, ours }: Habits, commit: string): Pick<Draft, 'sources' | 'listed'> {
  const own = urls.findIndex(url => OWN_URLS.some(known => known === url))
  const built = urls.map((url, index): Source => {
    if (index === Math.max(0, own)) return { url, commit }
    // A mirror, or a part that was built at a commit that happens to be named as ours.
    return { url, commit: random.chance(0.2) ? ours : random.hex(40) }
  })
  const first = built[0]?.commit ?? null
  const kind = random.next()
  if (kind < 0.05)
    return { sources: built.map(({ url }) => ({ url, commit: random.hex(40) })), listed: first }
  if (kind < 0.07) return { sources: built.map(({ url }) => ({ url, commit: null })), listed: first }
  if (kind < 0.09) return { sources: built, listed: random.chance(0.5) ? null : random.hex(40) }
  return { sources: built, listed: first }
}

/** Cancelled because a newer run of the same commit came, which then does the work. */
function superseded(first: Draft, habits: Habits): Draft[] {
  const at = first.start + habits.random.between(3_000, 30_000)
  const newer = draft(habits, habits.ours, 'MR', at)
  return [{ ...first, course: [{ at, status: 'CANCELED' }] }, newer]
}

/** The same run resumes: its failed part was retried, or it was continued after its end. */
function goesOn(run: Draft, at: number, habits: Habits): Draft {
  const again = habits.random.between(20_000, 4 * MINUTE)
  const courses = [
    ...run.course,
    { at, status: 'RUNNING' as const },
    { at: at + again, status: result(habits) }
  ]
  return { ...run, course: courses }
}

function endOf({ course, start }: Draft): number {
  return course.at(-1)?.at ?? start
}
