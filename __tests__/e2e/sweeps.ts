import type { GitHubOptions, PipelineSpec, Rule, RunSpec, SimPullRequest } from '../../simulator/index.js'
import { JOB_ACCOUNT } from '../../simulator/index.js'
import { cloud, PROJECT, WALL, type Clock, type Cloud } from './cloud.js'
import { eventFile } from './event.js'
import { step, type Inputs, type Step } from './harness.js'
import { hub, type Hub } from './hub.js'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A commit that begins with a number. */
export const commitOf = (n: number): string => n.toString(16).padStart(4, '0').padEnd(40, 'c')

/** A pull request whose head was made so long ago. */
export function pull(number: number, agoMs = MINUTE, more: Partial<SimPullRequest> = {}): SimPullRequest {
  const at = Date.now() - agoMs
  return { number, head: commitOf(number), createdAt: at, committedAt: at, ...more }
}

/** A run of the head of a pull request that began so long ago, and ended half as long ago if it has ended. */
export function runOf(
  pr: number,
  state: 'running' | 'success' | 'error' | 'aborted',
  agoMs = MINUTE
): RunSpec {
  const going = { at: -agoMs, state: 'running' } as const
  return {
    number: pr,
    commit: commitOf(pr),
    moments: state === 'running' ? [going] : [going, { at: -agoMs / 2, state }]
  }
}

export function pipelineOf(id: string, name: string, runs: readonly RunSpec[]): PipelineSpec {
  const console = 'https://devcloud.cn-north-4.huaweicloud.com/cicd/project'
  const detailUrl = `${console}/${PROJECT}/pipeline/detail/${id}/{run}?v=1`
  return { id, name, projectId: PROJECT, origin: 'start', runs, detailUrl }
}

/** A simulated CodeArts and a simulated GitHub, and sweeps over them. */
export interface Play extends AsyncDisposable {
  readonly made: Cloud
  readonly github: Hub
  /** Runs a sweep. */
  readonly sweep: (
    ids: readonly string[],
    more?: Inputs,
    env?: Readonly<Record<string, string>>
  ) => Promise<Step>
  /** Sets a status as it would have been set some time ago. */
  readonly stand: (pr: number, context: string, state: string, more?: Partial<Standing>) => void
  /** State and description of a status on the head of a pull request. */
  readonly state: (pr: number, context?: string) => string | undefined
}

interface Standing {
  readonly agoMs: number
  readonly creator: string
  readonly targetUrl: string | null
}

export const SCHEDULE = {
  GITHUB_EVENT_NAME: 'schedule',
  GITHUB_EVENT_PATH: eventFile({ schedule: '*/5 * * * *' })
}

export async function play(
  pipelines: readonly PipelineSpec[],
  options: GitHubOptions,
  rules: { readonly cloud?: readonly Rule[]; readonly github?: readonly Rule[] } = {},
  clock: Clock = WALL
): Promise<Play> {
  const made = await cloud(pipelines, rules.cloud, { clock })
  const github = await hub(options, rules.github)
  let id = 1
  return {
    made,
    github,
    sweep: (ids, more = {}, env = SCHEDULE) =>
      step(made.v5(ids, { ...github.inputs, sweep: 'true', timeout: '60m', ...more }), {
        env: { ...github.env, ...env }
      }),
    stand: (pr, context, state, { agoMs = MINUTE, creator = JOB_ACCOUNT.login, targetUrl = null } = {}) =>
      void github.gitHub.statuses.push({
        ...{ id: id++, sha: commitOf(pr), state, description: 'x', targetUrl, context, creator },
        createdAt: Date.now() - agoMs
      }),
    state: (pr, context = 'codearts/build') =>
      github.gitHub.standing(commitOf(pr)).find(status => status.context === context)?.state,
    async [Symbol.asyncDispose]() {
      await made[Symbol.asyncDispose]()
      await github[Symbol.asyncDispose]()
    }
  }
}
