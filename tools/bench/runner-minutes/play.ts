import { EXAMPLE_KEY, GitHub, JOB_ACCOUNT, Simulator } from '../../../simulator/index.js'
import { memoryRunner, type Workflow } from '../lib/memory-runner.js'
import type { Random } from '../lib/random.js'
import { simulatedHttp } from '../lib/simulated-http.js'
import { PROJECT } from '../lib/spawned.js'
import { step } from '../lib/step.js'
import { VirtualClock } from '../lib/virtual-clock.js'
import { DAY_MS, MINUTE, type Day, type Push } from './day.js'

/** How a repository learns of the ends of its runs. */
export type Way = 'waiting' | 'sweep' | 'wake-up'

/** What a job takes beside its step: the runner is set up, the action is fetched. */
const JOB_MS = 10_000
const INTERVAL_MS = 5 * MINUTE
/** The last stage asks for the sweep so long before its run ends; the workflow starts so long after it was asked. */
const WAKES_MS = 5_000
const STATES = { success: 'success', error: 'failure', aborted: 'error' } as const

/** A day in figures. */
export interface Played {
  readonly runnerMinutes: number
  /** From the end of a run to its decisive status, in milliseconds. */
  readonly delays: readonly number[]
  /** From the start of a woken sweep to the decisive status, in milliseconds. */
  readonly woken: readonly number[]
  readonly toCodeArts: number
  readonly toGitHub: number
  /** What must never be: a success before its run had ended well, a status that was not settled, or not as it ended. */
  readonly faults: readonly string[]
}

/** Plays a day with both use cases, on a virtual clock. */
export async function playDay({ pushes, pipelines }: Day, way: Way, random: Random): Promise<Played> {
  const clock = new VirtualClock(Date.UTC(2026, 10, 24))
  const begun = clock.epoch()
  const now = (): number => clock.epoch()
  const simulator = new Simulator({ clock: { now } }).add(...pipelines)
  const site = new GitHub({ now, writesPerHour: 5_000 })
  simulator.services.push(site.service)
  const http = simulatedHttp(simulator, clock)
  let runnerMs = 0
  const woken: number[] = []

  const job = async (inputs: Readonly<Record<string, string>>, workflow: Workflow): Promise<void> => {
    const at = clock.now()
    const runner = memoryRunner(
      {
        ...{ pipeline_ids: pipelines.map(({ id }) => id).join(' '), project_id: PROJECT, timeout: '3h' },
        ...{ access_key: EXAMPLE_KEY.accessKey, secret_key: EXAMPLE_KEY.secretKey },
        ...{ github_token: JOB_ACCOUNT.token },
        ...inputs
      },
      workflow
    )
    const effects = { http, clock, runner, random: () => random.next(), signal: new AbortController().signal }
    const report = await step(effects)
    if ((report?.failures.length ?? 0) > 0) throw new Error(JSON.stringify(report?.failures))
    runnerMs += clock.now() - at + JOB_MS
  }
  const env = { GITHUB_REPOSITORY: site.repository, GITHUB_API_URL: 'https://api.github.example' }
  const sweep = (sha = ''): Promise<void> =>
    job(
      { sweep: 'true' },
      {
        env: { ...env, GITHUB_EVENT_NAME: sha === '' ? 'schedule' : 'workflow_dispatch' },
        payload: { inputs: { sha } }
      }
    )
  const pushed = async (push: Push): Promise<void> => {
    await clock.sleep(push.at, new AbortController().signal)
    const at = clock.epoch()
    site.pullRequests.push({ number: push.number, head: push.commit, createdAt: at, committedAt: at })
    const head = { sha: push.commit }
    await job(
      { commit_status: 'each', wait: String(way === 'waiting') },
      {
        env: { ...env, GITHUB_EVENT_NAME: 'pull_request' },
        payload: { pull_request: { number: push.number, head } }
      }
    )
  }
  const schedule = async (): Promise<void> => {
    if (way === 'waiting') return
    while (clock.now() < DAY_MS) {
      // GitHub's schedule is never on time.
      await clock.sleep(INTERVAL_MS + random.between(-30_000, 30_000), new AbortController().signal)
      await sweep()
    }
  }
  const wake = async ({ commit, ends }: Push): Promise<void> => {
    for (const { at, state } of [...ends.values()].sort((a, b) => a.at - b.at)) {
      if (way !== 'wake-up' || state !== 'success') continue
      await clock.sleep(at - WAKES_MS - clock.now(), new AbortController().signal)
      const from = clock.epoch()
      await sweep(commit)
      const decisive = site.statuses.find(
        status => status.sha === commit && status.state === 'success' && status.createdAt >= from
      )
      if (decisive !== undefined) woken.push(decisive.createdAt - from)
    }
  }
  await Promise.all([...pushes.map(pushed), ...pushes.map(wake), schedule()])

  const delays: number[] = []
  const faults: string[] = []
  for (const { commit, number, ends } of pushes)
    for (const { id, name } of pipelines) {
      const { at = 0, state = 'error' } = ends.get(id) ?? {}
      const own = site.statuses.filter(
        status => status.sha === commit && status.context === `codearts/${name}`
      )
      const wanted = STATES[state as keyof typeof STATES]
      const decisive = own.find(status => status.state === wanted && status.createdAt >= begun + at)
      const early = own.some(
        status => status.state === 'success' && (state !== 'success' || status.createdAt < begun + at)
      )
      if (early) faults.push(`${number} ${name}: a success before its run had succeeded`)
      if (own.at(-1)?.state !== wanted || decisive === undefined)
        faults.push(`${number} ${name}: not settled`)
      else delays.push(decisive.createdAt - begun - at)
    }
  const toGitHub = simulator.requests.filter(({ kind }) => kind.startsWith('github.')).length
  const toCodeArts = simulator.requests.length - toGitHub
  return { runnerMinutes: runnerMs / MINUTE, delays, woken, toCodeArts, toGitHub, faults }
}
