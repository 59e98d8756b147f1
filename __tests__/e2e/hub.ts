import {
  GitHub,
  JOB_ACCOUNT,
  serve,
  Simulator,
  type GitHubOptions,
  type Recorded,
  type Rule,
  type SimStatus
} from '../../simulator/index.js'
import { eventFile } from './event.js'
import type { Inputs } from './harness.js'

export const COMMIT = '1f'.repeat(20)
export const PULL_REQUEST = { number: 7, head: COMMIT }

/** A simulated GitHub on the wire, and what leads a step to it. */
export interface Hub extends AsyncDisposable {
  readonly gitHub: GitHub
  readonly simulator: Simulator
  readonly url: string
  /** Inputs with the token of the job. */
  readonly inputs: Inputs
  /** The environment of a job on a pull request. */
  readonly env: Readonly<Record<string, string>>
  readonly requests: (kind?: string) => readonly Recorded[]
  /** Context and state of each status that was written, in their order. */
  readonly written: () => readonly string[]
  /** The last status of each context, by context. */
  readonly standing: () => Readonly<Record<string, SimStatus>>
}

/** A GitHub that has to be disposed of by who asked for it. */
export async function hub(options: GitHubOptions = {}, rules: readonly Rule[] = []): Promise<Hub> {
  const gitHub = new GitHub({ pullRequests: [PULL_REQUEST], ...options })
  const simulator = new Simulator().misbehave(...rules)
  simulator.services.push(gitHub.service)
  const served = await serve(simulator)
  return {
    gitHub,
    simulator,
    url: served.url,
    inputs: { github_token: JOB_ACCOUNT.token },
    env: { ...jobOn(PULL_REQUEST.number), GITHUB_API_URL: `${served.url}${options.base ?? ''}` },
    requests: kind => simulator.requests.filter(request => kind === undefined || request.kind === kind),
    written: () => gitHub.statuses.map(({ context, state }) => `${context} ${state}`),
    standing: () =>
      Object.fromEntries(gitHub.standing(COMMIT).map(status => [status.context, status] as const)),
    [Symbol.asyncDispose]: () => served.close()
  }
}

/** The variables that GitHub sets for a job on a pull request. */
function jobOn(number: number): Record<string, string> {
  const repo = { full_name: 'octo/app' }
  const payload = { pull_request: { number, head: { sha: COMMIT, repo }, base: { repo } } }
  return {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: eventFile(payload),
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '9001',
    GITHUB_RUN_ATTEMPT: '1'
  }
}
