import { memoryRunner, type MemoryRunner } from '../bench/lib/memory-runner.js'
import { simulatedHttp } from '../bench/lib/simulated-http.js'
import { heldUntilAsked, VirtualClock } from '../bench/lib/virtual-clock.js'
import {
  EXAMPLE_KEY,
  GitHub,
  JOB_ACCOUNT,
  seededRandom,
  Simulator,
  type PipelineSpec,
  type Rule,
  type SimComment,
  type SimStatus
} from '../../simulator/index.js'
import { run } from '../../src/run.js'

/** What can happen to a step, with made-up pipelines. */
export interface Story {
  readonly name: string
  readonly pipelines: readonly PipelineSpec[]
  readonly rules?: readonly Rule[]
  readonly inputs?: Readonly<Record<string, string>>
  /** Whether it is the job of a pull request whose head is `COMMIT`. */
  readonly onPullRequest?: boolean
  /** After how long the step is cancelled. */
  readonly cancelledAfterMs?: number
}

/** What a story has written. */
export type Played = MemoryRunner & {
  readonly comments: readonly SimComment[]
  /** The last of each context. */
  readonly statuses: readonly SimStatus[]
}

export const PROJECT = '0d5c1e9a7b3f4c2d8e6a5b4c3d2e1f00'
export const COMMIT = '4f0c2d1b9a8e7f6a5b4c3d2e1f0a9b8c7d6e5f40'
const NOON = Date.UTC(2026, 10, 24, 12, 0, 0)
const API = 'http://localhost:7777'
const PULL_REQUEST = { number: 7, head: COMMIT }
const repo = { full_name: 'octo/app' }

/** The variables that GitHub sets for a job on that pull request. */
const JOB = {
  env: {
    GITHUB_API_URL: API,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_REPOSITORY: repo.full_name,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '9001',
    GITHUB_RUN_ATTEMPT: '1'
  },
  payload: { pull_request: { number: PULL_REQUEST.number, head: { sha: COMMIT, repo }, base: { repo } } }
}

/** Plays a story through the whole use case, on a virtual clock. */
export async function play(story: Story, language: 'en' | 'zh'): Promise<Played> {
  const clock = new VirtualClock(NOON)
  const now = (): number => clock.epoch()
  const gitHub = new GitHub({ pullRequests: [PULL_REQUEST], repository: repo.full_name, now })
  const forge = new Simulator({ clock: { now } })
  forge.services.push(gitHub.service)
  const simulator = new Simulator({ clock: { now } })
    .add(...story.pipelines)
    .misbehave(...(story.rules ?? []))
  const runner = memoryRunner(
    {
      pipeline_ids: story.pipelines.map(({ id }) => id).join(' '),
      project_id: PROJECT,
      access_key: EXAMPLE_KEY.accessKey,
      secret_key: EXAMPLE_KEY.secretKey,
      github_token: JOB_ACCOUNT.token,
      language,
      ...story.inputs
    },
    story.onPullRequest === true ? JOB : undefined
  )
  const [toCloud, toGitHub] = [simulatedHttp(simulator, clock), simulatedHttp(forge, clock)]
  const [http, loaded] = heldUntilAsked(clock, (request, signal) =>
    (request.url.startsWith(API) ? toGitHub : toCloud)(request, signal)
  )
  const cancelled = new AbortController()
  const { signal } = cancelled
  if (story.cancelledAfterMs !== undefined)
    void clock.sleep(story.cancelledAfterMs, new AbortController().signal).then(() => cancelled.abort())
  await run({ http, clock, runner, random: seededRandom(1), signal }).finally(loaded)
  return Object.assign(runner, { comments: gitHub.comments, statuses: gitHub.standing(COMMIT) })
}
