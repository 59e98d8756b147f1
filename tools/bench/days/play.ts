import {
  EXAMPLE_TOKEN,
  GitHub,
  JOB_ACCOUNT,
  seededRandom,
  Simulator,
  type SimStatus
} from '../../../simulator/index.js'
import type { Clock, Http } from '../../../src/ports.js'
import type { SweepReport } from '../../../src/report/sweep-text.js'
import { memoryRunner, type MemoryRunner } from '../lib/memory-runner.js'
import { Random } from '../lib/random.js'
import { step } from '../lib/step.js'
import { VirtualClock } from '../lib/virtual-clock.js'
import { GITHUB, type Heard } from '../lib/wire.js'
import { DAY, MINUTE, PROJECT, REPOSITORY, SECOND, type Day, type Job } from './story.js'
import { EPOCH, wireOf, type Sent, type World } from './wire.js'

/** Another account that may write statuses. */
const STRANGER = 'mallory'
const never = (): AbortSignal => new AbortController().signal

/** A step that has ended. */
export interface Ended {
  readonly job: Job
  readonly begins: number
  readonly ends: number
  readonly isKilled: boolean
  /** Of a sweep that has ended. */
  readonly report: SweepReport | null
  readonly heard: readonly Heard[]
  readonly sent: readonly Sent[]
  /** Requests to GitHub that make content. */
  readonly writes: number
}

export interface Played {
  readonly day: Day
  readonly steps: readonly Ended[]
  /**
   * The sweeps at the end: the first as soon as all is quiet, the last two, one after the other, once every timeout
   * is over.
   */
  readonly last: readonly Ended[]
  /** All statuses in the order in which GitHub has made them. */
  readonly statuses: readonly SimStatus[]
  readonly requests: number
}

/** Plays a day, and the sweeps that follow it once nothing happens any more. */
export async function play(day: Day): Promise<Played> {
  const clock = new VirtualClock(EPOCH)
  const cloud = new Simulator({ clock: { now: () => clock.epoch() + day.cloudAheadMs } }).add(
    ...day.pipelines
  )
  const gitHub = new GitHub({ now: () => clock.epoch() })
  const world: World = { day, clock, cloud, gitHub, latency: new Random(day.chance) }
  standOld(world)
  const jobs = Promise.all(day.jobs.map(job => playJob(job, world)))
  await Promise.all([jobs, ...day.forged.map(async forged => forge(forged, world))])
  const steps = await jobs
  const last: Ended[] = []
  const sweepAt = async (begins: number): Promise<void> =>
    void last.push(await playJob({ kind: 'sweep', begins, killedAt: null, commit: null }, world))
  await sweepAt(Math.max(clock.now(), day.quietAt) + MINUTE)
  await sweepAt(clock.now() + day.startTimeoutMs + day.timeoutMs + MINUTE)
  await sweepAt(clock.now() + MINUTE)
  return { day, steps, last, statuses: gitHub.statuses, requests: cloud.requests.length }
}

/** Successes of a time before the day. */
function standOld({ day, gitHub }: World): void {
  const contexts =
    day.mode === 'one' ? ['codearts/gate'] : day.pipelines.map(({ name }) => `codearts/${name}`)
  for (const { commit, from } of day.heads.filter(({ commit }) => day.kept.has(commit)))
    for (const context of contexts)
      gitHub.statuses.push({
        ...{ id: gitHub.statuses.length + 1, sha: commit, state: 'success', context, description: null },
        ...{ targetUrl: null, creator: JOB_ACCOUNT.login },
        createdAt: EPOCH + (from < -DAY ? from + 10 * MINUTE : -20 * MINUTE)
      })
}

async function forge(
  { at, commit, context, state, isOwnToken }: Day['forged'][number],
  { clock, gitHub }: World
): Promise<void> {
  await clock.sleep(at, never())
  gitHub.statuses.push({
    ...{ id: 1_000 + gitHub.statuses.length, sha: commit, state, context, description: 'trust me' },
    ...{ targetUrl: null, creator: isOwnToken ? JOB_ACCOUNT.login : STRANGER, createdAt: clock.epoch() }
  })
}

async function playJob(job: Job, world: World): Promise<Ended> {
  const { clock, day } = world
  const heard: Heard[] = []
  const sent: Sent[] = []
  const counts = { writes: 0 }
  const process = { isGone: false }
  const wire = wireOf(world, heard, sent, counts)
  const http: Http = (request, signal) =>
    process.isGone ? new Promise(() => undefined) : wire(request, signal)
  const effects = {
    http,
    clock: localClock(clock, day.runnerAheadMs),
    runner: runnerOf(job, day),
    signal: never()
  }
  await clock.sleep(job.begins - clock.now(), never())
  const begins = clock.now()
  const running = step({ ...effects, random: seededRandom(day.chance + begins) })
  const { killedAt } = job
  const killed =
    killedAt === null ? [] : [clock.sleep(killedAt - clock.now(), never()).then(() => 'killed' as const)]
  const end = await Promise.race([running, ...killed])
  // The runner of a step that was killed is lost: its post step does not run either.
  process.isGone = true
  const isKilled = end === 'killed'
  return {
    job,
    begins,
    ends: clock.now(),
    isKilled,
    report: isKilled ? null : end,
    heard,
    sent,
    writes: counts.writes
  }
}

/** The clock of a machine whose calendar is off. */
function localClock(clock: VirtualClock, aheadMs: number): Clock {
  return {
    now: () => clock.now(),
    epoch: () => clock.epoch() + aheadMs,
    sleep: (ms, signal) => clock.sleep(ms, signal)
  }
}

const EVENTS = {
  announce: 'pull_request',
  gate: 'pull_request',
  sweep: 'schedule',
  'wake-up': 'workflow_dispatch'
}

function runnerOf({ kind, commit, begins }: Job, day: Day): MemoryRunner {
  const isSweep = kind === 'sweep' || kind === 'wake-up'
  const number = day.heads.find(head => head.commit === commit)?.pullRequest ?? 1
  return memoryRunner(
    {
      auth_token: EXAMPLE_TOKEN.token,
      project_id: PROJECT,
      pipeline_ids: day.pipelines.map(({ id }) => id).join(' '),
      advisory: day.advisory.join('\n'),
      commit_status: day.mode,
      comment: String(day.comment),
      github_token: JOB_ACCOUNT.token,
      timeout: `${day.timeoutMs / SECOND}s`,
      start_timeout: `${day.startTimeoutMs / SECOND}s`,
      ...(isSweep ? { sweep: 'true' } : { wait: String(kind === 'gate') })
    },
    {
      env: {
        GITHUB_API_URL: `https://${GITHUB}`,
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: REPOSITORY,
        GITHUB_EVENT_NAME: EVENTS[kind],
        // Two events of one push do not happen here: each step is a workflow run of its own.
        GITHUB_RUN_ID: String(9_000_000 + begins),
        GITHUB_RUN_ATTEMPT: '1'
      },
      payload: isSweep
        ? { inputs: { sha: commit ?? '' } }
        : { pull_request: { number, head: { sha: commit } } }
    }
  )
}
