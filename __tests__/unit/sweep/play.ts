import {
  EXAMPLE_KEY,
  GitHub,
  JOB_ACCOUNT,
  Simulator,
  type GitHubOptions,
  type PipelineSpec,
  type RunSpec,
  type SimPullRequest
} from '../../../simulator/index.js'
import { parseInputs } from '../../../src/inputs/parse.js'
import type { Effects } from '../../../src/ports.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { secretsOf } from '../../../src/secrets.js'
import { openSweep, type Opened } from '../../../src/sweep/opened.js'
import { prepare, type Prepared } from '../../../src/sweep/prepare.js'
import { memoryRunner } from '../../../tools/bench/lib/memory-runner.js'
import { simulatedHttp } from '../../../tools/bench/lib/simulated-http.js'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'

export const START = Date.UTC(2026, 0, 1)
export const PIPELINE = 'a'.repeat(32)
const PROJECT = 'c0ffee'.padEnd(32, '0')
export const commitOf = (n: number): string => n.toString(16).padStart(40, '0')

export const pull = (number: number, more: Partial<SimPullRequest> = {}): SimPullRequest => ({
  ...{ number, head: commitOf(number), createdAt: START - 60_000, committedAt: START - 60_000 },
  ...more
})
export const run = (pr: number, ...moments: RunSpec['moments']): RunSpec => ({
  ...{ number: pr, commit: commitOf(pr), moments }
})
export const build = (...runs: readonly RunSpec[]): PipelineSpec => ({
  ...{ id: PIPELINE, name: 'build', projectId: PROJECT, origin: 'start' as const, runs }
})

/** Both services on a virtual clock, and a sweep over them. */
export function play(
  pipelines: readonly PipelineSpec[],
  options: GitHubOptions,
  inputs: Readonly<Record<string, string>> = {}
) {
  const clock = new VirtualClock(START)
  const now = (): number => clock.epoch()
  const simulator = new Simulator({ clock: { now } }).add(...pipelines)
  const site = new GitHub({ now, ...options })
  simulator.services.push(site.service)
  const runner = memoryRunner(
    {
      ...{ pipeline_ids: pipelines.map(({ id }) => id).join(' '), project_id: PROJECT, sweep: 'true' },
      ...{ access_key: EXAMPLE_KEY.accessKey, secret_key: EXAMPLE_KEY.secretKey },
      github_token: JOB_ACCOUNT.token,
      ...inputs
    },
    { env: { GITHUB_REPOSITORY: 'octo/app', GITHUB_API_URL: 'https://api.github.example' } }
  )
  const parsed = parseInputs(runner.env, runner.event(), clock.epoch())
  if (!('config' in parsed) || parsed.config.sweep === null) throw new Error(JSON.stringify(parsed))
  const effects: Effects = {
    ...{ http: simulatedHttp(simulator, clock), clock, runner, random: () => 0.5 },
    signal: new AbortController().signal
  }
  const secrets = secretsOf(parsed, runner, () => undefined)
  const { config } = parsed
  const opened = openSweep(config, parsed.config.sweep, messagesIn('en'), effects, secrets)
  return { clock, simulator, site, runner, config, effects, secrets, opened }
}

/** The heads, and what a sweep knows before it judges them. */
export async function prepared(
  opened: Opened
): Promise<Prepared & { readonly read: Awaited<ReturnType<Opened['heads']['read']>> }> {
  const read = await opened.heads.read(opened.input.bases, opened.writing.bounds)
  const [first] = read.heads
  if (first === undefined) throw new Error('no head')
  return { ...(await prepare(opened, read, first)), read }
}
