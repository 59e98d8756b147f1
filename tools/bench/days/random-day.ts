import type { PipelineSpec, RunSpec } from '../../../simulator/index.js'
import type { Random } from '../lib/random.js'
import { noiseOf, oldRuns, pipelineOf, runsOf } from './random-runs.js'
import {
  contextOf,
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  type Day,
  type Forged,
  type Head,
  type Job,
  type Trouble
} from './story.js'

const IDS = ['a', 'b', 'd'].map(letter => letter.repeat(32))
const NAMES = ['build', 'test', 'deploy']

/** A random day: less than an hour, in which a few heads are pushed, checked and swept. */
export function randomDay(random: Random): Day {
  const count = random.pick([1, 1, 2, 2, 3] as const)
  const mode = random.chance(0.6) ? 'each' : 'one'
  const lastPush = random.whole(5, 14) * MINUTE
  const leaves = random.chance(0.04) ? random.pick(['by age', 'by age', 'by length'] as const) : null
  const old = oldHead(random, leaves)
  // Where runs leave the list in the course of the day, those of other heads would leave it as well.
  const isNoisyDay = leaves === 'by length' && random.chance(0.5)
  const heads = isNoisyDay ? [] : headsOf(random, lastPush)
  const all = old === null ? heads : [old, ...heads]
  const isSeveral = leaves === null && random.chance(0.12)
  const runs = new Map<string, RunSpec[]>()
  const pipelines = IDS.slice(0, count).map((id, index) => {
    const drafts = all.flatMap(head =>
      head === old ? oldRuns(old, leaves, index) : runsOf(random, head, isSeveral)
    )
    const noise = leaves === 'by length' && index === 0 ? noiseOf(random, isNoisyDay) : []
    const shows = random.pick(['queued', 'queued', 'hidden'] as const)
    return pipelineOf(id, NAMES[index] ?? id, [...drafts, ...noise], isSeveral, shows, runs)
  })
  const startTimeoutMs = random.pick([2, 4] as const) * MINUTE
  const timeoutMs = random.pick([6, 10] as const) * MINUTE
  const jobs = jobsOf(random, all, lastPush, old)
  const forged = random.chance(0.5) ? forgeriesOf(random, heads, pipelines, mode, lastPush) : []
  const trouble = random.chance(0.3) ? troubleOf(random, lastPush) : null
  const changes = pipelines.flatMap(({ runs }) =>
    runs.flatMap(({ moments, visible, queue }) => [
      ...moments.map(({ at }) => at),
      ...Object.values(visible ?? {}),
      queue?.at ?? 0
    ])
  )
  return {
    ...{ mode, pipelines, runs, heads: all, jobs, forged, startTimeoutMs, timeoutMs },
    advisory: count > 1 && random.chance(0.25) ? [IDS[count - 1] ?? ''] : [],
    troubles: trouble === null ? [] : [trouble],
    kept: new Set(old === null ? [] : [old.commit]),
    comment: random.chance(0.15),
    cloudAheadMs: random.chance(0.4) ? random.whole(-6, 6) * HOUR : random.whole(-20, 20) * SECOND,
    runnerAheadMs: random.chance(0.3) ? random.whole(-3, 3) * HOUR : random.whole(-20, 20) * SECOND,
    latencyMs: random.pick([60, 400, 3_000] as const),
    quietAt: Math.max(lastPush + 10 * MINUTE, trouble?.to ?? 0, ...changes.filter(Number.isFinite)),
    chance: random.whole(0, 1_000_000)
  }
}

/** Pull requests that are pushed to, force-pushed, closed, and groups of a merge queue. */
function headsOf(random: Random, lastPush: number): Head[] {
  const heads: Head[] = []
  const pulls = random.whole(1, 3)
  for (let number = 1; number <= pulls; number++) {
    const base = random.chance(0.08) ? 'other' : 'main'
    const isFork = random.chance(0.2)
    const openedAt = -random.whole(0, 10) * MINUTE
    let from = openedAt
    const pushes = random.pick([1, 1, 2, 3] as const)
    for (let push = 1; push <= pushes; push++) {
      const isLast = push === pushes
      const next = isLast
        ? random.chance(0.15)
          ? random.whole(from + MINUTE, lastPush + 5 * MINUTE)
          : Number.POSITIVE_INFINITY
        : from + random.whole(1, 8) * MINUTE + random.whole(0, 59) * SECOND
      const committedAt = from - random.pick([5 * SECOND, HOUR, -4 * MINUTE, 100 * DAY] as const)
      heads.push({
        ...{ pullRequest: number, base, isFork, openedAt, from, until: next, committedAt },
        commit: random.hex(40)
      })
      from = next
    }
  }
  if (random.chance(0.3)) {
    const from = random.whole(0, lastPush)
    const until = random.chance(0.5) ? Number.POSITIVE_INFINITY : from + random.whole(3, 12) * MINUTE
    heads.push({
      ...{ commit: random.hex(40), pullRequest: null, base: 'main', from, until, isFork: false },
      ...{ openedAt: from, committedAt: from }
    })
  }
  // Two pull requests can have one head.
  const [first] = heads
  if (first !== undefined && random.chance(0.08)) heads.push({ ...first, pullRequest: 50, base: 'main' })
  return heads
}

/** A head that has succeeded once, whose run is no longer in the list, or will not be. */
function oldHead(random: Random, leaves: 'by age' | 'by length' | null): Head | null {
  if (leaves === null) return null
  const from = leaves === 'by age' ? -random.whole(92, 200) * DAY : -30 * MINUTE
  return {
    ...{ commit: random.hex(40), pullRequest: 90, base: 'main', from, openedAt: from, committedAt: from },
    ...{ until: Number.POSITIVE_INFINITY, isFork: false }
  }
}

function jobsOf(random: Random, heads: readonly Head[], lastPush: number, old: Head | null): Job[] {
  const jobs: Job[] = []
  const killed = (begins: number, chance: number): number | null =>
    random.chance(chance) ? begins + random.whole(50, 12_000) : null
  for (const { commit, from, pullRequest, base } of heads) {
    if (from < 0 || commit === old?.commit || base === 'other' || pullRequest === 50) continue
    const begins = from + random.whole(1, 20) * SECOND
    const kind = random.pick(['announce', 'announce', 'announce', 'gate', null] as const)
    if (kind !== null) jobs.push({ kind, begins, killedAt: killed(begins, 0.1), commit })
    if (random.chance(0.25)) {
      const wakes = begins + random.whole(20, 400) * SECOND
      const named = random.chance(0.9) ? commit : random.hex(40)
      jobs.push({ kind: 'wake-up', begins: wakes, killedAt: killed(wakes, 0.1), commit: named })
    }
  }
  const interval = random.pick([3, 5, 5] as const) * MINUTE
  for (let at = random.whole(0, 4) * MINUTE; at < lastPush + 8 * MINUTE; at += interval) {
    const begins = at + random.whole(0, 40) * SECOND
    if (random.chance(0.1)) continue
    jobs.push({ kind: 'sweep', begins, killedAt: killed(begins, 0.1), commit: null })
    // Another one beside it.
    if (random.chance(0.15)) {
      const beside = begins + random.whole(0, 15_000)
      jobs.push({ kind: 'sweep', begins: beside, killedAt: killed(beside, 0.1), commit: null })
    }
  }
  return jobs
}

function forgeriesOf(
  random: Random,
  heads: readonly Head[],
  pipelines: readonly PipelineSpec[],
  mode: 'each' | 'one',
  lastPush: number
): Forged[] {
  return Array.from({ length: random.whole(1, 3) }, () => {
    const { commit } = heads[random.whole(0, heads.length - 1)] ?? { commit: random.hex(40) }
    const pipeline = pipelines[random.whole(0, pipelines.length - 1)]
    const context = mode === 'one' || pipeline === undefined ? 'codearts/gate' : contextOf(pipeline)
    return {
      ...{ commit, at: random.whole(0, lastPush + 10 * MINUTE), isOwnToken: random.chance(0.25) },
      context: random.chance(0.2) ? context.toUpperCase() : context,
      state: random.pick(['success', 'success', 'failure', 'error', 'pending'] as const)
    }
  })
}

function troubleOf(random: Random, lastPush: number): Trouble {
  const from = random.whole(0, lastPush + 8 * MINUTE)
  const what = random.pick(['codearts', 'denied', 'down', 'limits', 'graphql', 'lost answer'] as const)
  return { from, to: from + random.whole(5, 240) * SECOND, what }
}
