import { pauseFor, type RunProgress } from '../../../src/polling/pace.js'
import { seededRandom } from '../../../simulator/index.js'
import type { Distribution } from './distributions.js'
import { isHistoryWorthwhile } from '../../../src/polling/pace.js'

/** When to poll again: milliseconds from now. */
export type Policy = (progress: RunProgress, now: number, polls: number, random: () => number) => number

const auto: Policy = (progress, now, _, random) => pauseFor([progress], now, random())

export const POLICIES: Readonly<Record<string, Policy>> = {
  'every 5 s': () => 5_000,
  'every 10 s': () => 10_000,
  'every 15 s': () => 15_000,
  'every 30 s': () => 30_000,
  'exponential, 2 s to 60 s': (_, __, polls) => Math.min(60_000, 2_000 * 1.5 ** polls),
  auto
}

export interface Result {
  readonly meanDelayMs: number
  readonly p95DelayMs: number
  /** For one run, the request for its history included. */
  readonly polls: number
}

/** How long the gate is willing to wait. */
const TIMEOUT_MS = 6 * 3_600_000

/** How late a policy sees the end of runs, and how often it asks. */
export function simulate(distribution: Distribution, policy: Policy, runs: number, seed: number): Result {
  const random = seededRandom(seed)
  const delays: number[] = []
  let requests = 0
  for (let index = 0; index < runs; index++) {
    const past = distribution.history
      ? Array.from({ length: 10 }, () => storyOf(distribution, random).total)
      : []
    const lastObservation = follow(storyOf(distribution, random), past, policy, random)
    delays.push(lastObservation.delayMs)
    requests += lastObservation.requests
  }
  delays.sort((a, b) => a - b)
  return {
    meanDelayMs: delays.reduce((sum, delay) => sum + delay, 0) / runs,
    p95DelayMs: delays[Math.floor(runs * 0.95)] ?? 0,
    polls: requests / runs
  }
}

/** One run, from the poll that finds it running to the one that sees its end. */
function follow(
  story: Story,
  past: readonly number[],
  policy: Policy,
  random: () => number
): { readonly delayMs: number; readonly requests: number } {
  // The gate comes to the run some time after its start, as a workflow does.
  let now = random() * 20_000
  let changedAt = now
  let state = stateAt(story, now)
  let known: readonly number[] = []
  let wasPaused = false
  for (let polls = 1, asked = 0; ; polls++) {
    if (now >= story.total) return { delayMs: now - story.total, requests: polls + asked }
    const before = state
    state = stateAt(story, now)
    if (before.stage !== state.stage || before.isPaused !== state.isPaused) changedAt = now
    wasPaused ||= state.isPaused
    const progress: RunProgress = {
      startedAt: 0,
      changedAt,
      isPaused: state.isPaused,
      hasStagesLeft: story.stages.length > 0 && state.stage < story.stages.length,
      // A person's time says nothing of the time that is left.
      durations: wasPaused ? [] : known
    }
    const pause = policy(progress, now, polls - 1, random)
    // What is asked for beside the wait is there by the next poll.
    if (policy === auto && asked === 0 && isHistoryWorthwhile(progress, now, TIMEOUT_MS - now, 1)) {
      asked = 1
      known = past
    }
    now += pause
  }
}

interface Story {
  readonly total: number
  readonly pausedFrom: number
  readonly pausedTo: number
  /** When each stage after the first begins; empty where CodeArts returns none. */
  readonly stages: readonly number[]
}

function stateAt({ stages, pausedFrom, pausedTo }: Story, now: number): { stage: number; isPaused: boolean } {
  return {
    stage: stages.filter(begins => begins <= now).length,
    isPaused: now >= pausedFrom && now < pausedTo
  }
}

function storyOf({ draw, approval, stages }: Distribution, random: () => number): Story {
  const waits = approval?.(random)
  const pausedTo = waits === undefined ? Infinity : waits.at + waits.takes
  const total = waits === undefined ? Math.max(5_000, draw(random)) : pausedTo + draw(random)
  const begins = stages.map(part => Math.min(1, part * (0.8 + 0.4 * random())) * total)
  return { total, pausedFrom: waits?.at ?? Infinity, pausedTo, stages: begins }
}
