import {
  EXAMPLE_TOKEN,
  GitHub,
  JOB_ACCOUNT,
  rateLimited,
  seededRandom,
  Simulator,
  type PipelineSpec,
  type SimStatus
} from '../../../simulator/index.js'
import { ConnectionError } from '../../../src/errors.js'
import type { Http } from '../../../src/ports.js'
import { post } from '../../../src/post.js'
import { run } from '../../../src/run.js'
import { memoryRunner, type MemoryRunner } from '../lib/memory-runner.js'
import { Random } from '../lib/random.js'
import { heldUntilAsked, VirtualClock } from '../lib/virtual-clock.js'
import { answered, asked, GITHUB, takes, type Heard } from '../lib/wire.js'
import { COMMIT, PROJECT, type GitHubFault, type StepStory, type Story } from './story.js'

export const EPOCH = Date.UTC(2026, 0, 1)
const CLOUD_MS = 50
const never = (): AbortSignal => new AbortController().signal

/** Who asks GitHub: the step itself, or its post step. */
export type Sender = 'step' | 'post'

/** A status that a step has sent, and the one that GitHub has made of it. */
export interface Sent {
  readonly by: Sender
  readonly sentAt: number
  readonly status: SimStatus
}

/** A read of the statuses on the commit, as it was answered. */
export interface Reading {
  readonly by: Sender
  readonly sentAt: number
  readonly answeredAt: number
}

/** A request to GitHub that met a fault. */
export interface Refused {
  readonly by: Sender
  readonly at: number
  readonly what: GitHubFault['what']
  /** Of the status that was to be written, `null` for a read. */
  readonly context: string | null
}

/** A step that has ended, with its post step. */
export interface Ended {
  readonly step: StepStory
  readonly runner: MemoryRunner
  readonly isKilled: boolean
  readonly heard: readonly Heard[]
  readonly sent: readonly Sent[]
  readonly readings: readonly Reading[]
  readonly refused: readonly Refused[]
  /** What the step says in its log, and what its post step does. */
  readonly says: Readonly<Record<Sender, readonly string[]>>
  /** When it was cancelled; `null` where it was not, or had ended by then. */
  readonly cancelledAt: number | null
  /** When it published its verdict, `null` where it never did. */
  readonly toldAt: number | null
  /** When the step itself had ended, or was killed. */
  readonly endedAt: number
}

/** What is recorded of a step while it runs. */
interface Notes {
  readonly heard: Heard[]
  readonly sent: Sent[]
  readonly readings: Reading[]
  readonly refused: Refused[]
}

export interface Played {
  readonly steps: readonly Ended[]
  /** The pipelines as they have become, with what was retried. */
  readonly pipelines: readonly PipelineSpec[]
  /** The last status of each context. */
  readonly standing: readonly SimStatus[]
  readonly requests: number
}

/** What all steps of a story share. */
interface World {
  readonly story: Story
  readonly clock: VirtualClock
  readonly cloud: Simulator
  readonly gitHub: GitHub
  readonly faults: { readonly fault: GitHubFault; seen: number }[]
  readonly latency: Random
}

/** Plays the steps of a story, each with its post step, on one virtual clock. */
export async function play(story: Story): Promise<Played> {
  const clock = new VirtualClock(EPOCH)
  const now = (): number => clock.epoch()
  const cloud = new Simulator({ clock: { now } }).add(...story.pipelines)
  const gitHub = new GitHub({ now })
  const faults = story.faults.map(fault => ({ fault, seen: 0 }))
  const world: World = { story, clock, cloud, gitHub, faults, latency: new Random(story.chance) }
  const steps = await Promise.all(story.steps.map(step => playStep(step, world)))
  return {
    steps,
    pipelines: cloud.current,
    standing: gitHub.standing(COMMIT),
    requests: steps.reduce((sum, { sent }) => sum + sent.length, 0)
  }
}

async function playStep(step: StepStory, world: World): Promise<Ended> {
  const { clock, story } = world
  const notes: Notes = { heard: [], sent: [], readings: [], refused: [] }
  const process = { isGone: false, hasEnded: false }
  const wire = wireOf(world, 'step', notes)
  let toldAt: number | null = null
  const runner = runnerOf(step, world, {
    isGone: () => process.isGone,
    onTold: () => (toldAt = clock.now())
  })
  await clock.sleep(step.begins, never())
  const cancelled = new AbortController()
  const random = seededRandom(story.chance)
  const [http, loaded] = heldUntilAsked(clock, (request, signal) =>
    process.isGone ? new Promise(() => undefined) : wire(request, signal)
  )
  const running = run({ http, clock, runner, random, signal: cancelled.signal }).then(() => {
    process.hasEnded = true
    loaded()
  })
  const { end } = step
  const ending = end.kind === 'by_itself' ? null : clock.sleep(end.at - clock.now(), never())
  if (end.kind === 'cancelled') void ending?.then(() => cancelled.abort())
  const killed = end.kind === 'killed' ? ending?.then(() => (process.isGone = true)) : undefined
  await (killed === undefined ? running : Promise.race([running, killed]))
  const endedAt = clock.now()
  const wasCancelled = end.kind === 'cancelled' && end.at <= endedAt
  // It may have published its verdict by then, but not on GitHub.
  const isKilled = process.isGone && !process.hasEnded
  process.isGone = true
  const after = runnerOf(step, world, { isGone: () => false, onTold: () => undefined })
  after.saved = { ...runner.saved }
  const [postHttp, postLoaded] = heldUntilAsked(clock, wireOf(world, 'post', notes))
  await post({ http: postHttp, clock, runner: after, random, signal: never() }).finally(postLoaded)
  const says = { step: runner.lines, post: after.lines }
  const cancelledAt = wasCancelled ? end.at : null
  return { step, runner, isKilled, ...notes, says, cancelledAt, toldAt, endedAt }
}

/** Whether a process is gone, and when it has published its verdict. */
interface Process {
  readonly isGone: () => boolean
  readonly onTold: () => void
}

function runnerOf(step: StepStory, { story }: World, { isGone, onTold }: Process): MemoryRunner {
  const { asked, advisory, mode, wait, inputs, workflowRun } = step
  const runner = memoryRunner(
    {
      auth_token: EXAMPLE_TOKEN.token,
      project_id: PROJECT,
      pipeline_ids: asked.join(' '),
      advisory: advisory.join('\n'),
      commit: COMMIT,
      commit_status: mode,
      wait: String(wait),
      github_token: JOB_ACCOUNT.token,
      ...inputs
    },
    {
      env: {
        GITHUB_API_URL: `https://${GITHUB}`,
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'octo/app',
        GITHUB_RUN_ID: workflowRun,
        GITHUB_RUN_ATTEMPT: String(1 + (story.chance % 2))
      }
    }
  )
  const saveState = (name: string, state: string): null => {
    runner.saved[name] = state
    return null
  }
  // What a process keeps once it is gone, it does not keep.
  return Object.assign(runner, {
    saveState: (name: string, state: string) => (isGone() ? null : saveState(name, state)),
    report: (json: string) => {
      onTold()
      runner.file = json
      return { path: 'report.json' }
    }
  })
}

/** The way to CodeArts and to GitHub: a request takes time to arrive, and so does its answer. */
function wireOf(world: World, by: Sender, { heard, sent, readings, refused }: Notes): Http {
  const { clock, cloud, gitHub, latency, story } = world
  return async (request, signal) => {
    const { method, url, timeoutMs } = request
    const simRequest = asked(request)
    const sentAt = clock.now()
    if (new URL(url).host !== GITHUB) {
      const answer = cloud.handle(simRequest)
      const { kind = '', ids = [] } = cloud.requests.at(-1) ?? {}
      await clock.sleep(CLOUD_MS, signal)
      heard.push({ at: sentAt, heardAt: clock.now(), kind, target: simRequest.target, ids })
      return answered(answer)
    }
    await takes(latency.between(10, story.latencyMs / 2), timeoutMs, clock, signal)
    const fault = faultFor(world)
    if (fault !== null)
      refused.push({ by, at: clock.now(), what: fault, context: contextIn(simRequest.body) })
    if (fault === 'is down') return { status: 502, headers: {}, body: '<html>' }
    const before = gitHub.statuses.length
    const answer =
      fault === 'limits'
        ? rateLimited('secondary', 5_000, clock.epoch())
        : gitHub.service(simRequest)?.honest()
    if (answer === undefined) throw new Error(`${method} ${url} is no call`)
    sent.push(...gitHub.statuses.slice(before).map(status => ({ by, sentAt, status })))
    await takes(latency.between(10, story.latencyMs / 2), timeoutMs, clock, signal)
    if (fault === 'loses the answer') throw new ConnectionError('ECONNRESET', 'socket hang up')
    if (method === 'GET' && answer.status === 200) readings.push({ by, sentAt, answeredAt: clock.now() })
    return answered(answer)
  }
}

function contextIn(body: string): string | null {
  return body === '' ? null : (JSON.parse(body) as { context: string }).context
}

function faultFor({ faults }: World): GitHubFault['what'] | null {
  let what: GitHubFault['what'] | null = null
  for (const it of faults) {
    const { after, times } = it.fault
    if (it.seen >= after && it.seen < after + times) what = it.fault.what
    it.seen++
  }
  return what
}
