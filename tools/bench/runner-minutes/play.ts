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
export const JOB_MS = 5_000
/** How often sweeps are scheduled: beside wake-ups, what they miss can wait. */
export const INTERVAL_MS = 5 * MINUTE
const BESIDE_WAKE_UPS_MS = 15 * MINUTE
/** GitHub's schedule is never on time. */
const LATE_MS = 30_000
/** The last stage of the pipeline that ends last asks for the sweep so long before its run ends. */
const WAKES_MS = 5_000
const STATES = { success: 'success', error: 'failure', aborted: 'error' } as const
const never = (): AbortSignal => new AbortController().signal

/** A day in figures. */
export interface Played {
  /** Commits whose runs had ended while they were a head. */
  readonly decided: number
  readonly runnerMinutes: number
  /** As GitHub bills them: each job rounded up to a minute. */
  readonly billedMinutes: number
  readonly jobs: number
  /**
   * From the end of the last run of a commit until each of its statuses shows how its run has ended, in milliseconds.
   */
  readonly delays: readonly number[]
  /** From the start of a woken sweep to the decisive status, in milliseconds. */
  readonly woken: readonly number[]
  readonly toCodeArts: number
  readonly toGitHub: number
  /** What must never be: a success before its run had ended well, a status that was not settled, or not as it ended. */
  readonly faults: readonly string[]
}

/** Plays a day with both use cases, on a virtual clock. */
export async function playDay(day: Day, way: Way, random: Random): Promise<Played> {
  const { pushes, pipelines } = day
  const clock = new VirtualClock(Date.UTC(2026, 10, 24))
  const now = (): number => clock.epoch()
  const simulator = new Simulator({ clock: { now } }).add(...pipelines)
  const site = new GitHub({ now })
  simulator.services.push(site.service)
  const http = simulatedHttp(simulator, clock)
  const held: number[] = []
  const woken: number[] = []
  const at = (ms: number): Promise<void> => clock.sleep(ms - clock.now(), never())

  const job = async (
    inputs: Readonly<Record<string, string>>,
    workflow: Workflow,
    signal = never()
  ): Promise<void> => {
    const begun = clock.now()
    const given = {
      ...{ pipeline_ids: pipelines.map(({ id }) => id).join(' '), project_id: PROJECT, timeout: '3h' },
      ...{ access_key: EXAMPLE_KEY.accessKey, secret_key: EXAMPLE_KEY.secretKey },
      ...{ github_token: JOB_ACCOUNT.token, ...inputs }
    }
    const runner = memoryRunner(given, workflow)
    const report = await step({ http, clock, runner, random: () => random.next(), signal })
    if ((report?.failures.length ?? 0) > 0) throw new Error(JSON.stringify(report?.failures))
    held.push(clock.now() - begun + JOB_MS)
  }
  const env = { GITHUB_REPOSITORY: site.repository, GITHUB_API_URL: 'https://api.github.example' }
  const sweep = (sha = ''): Promise<void> => {
    const event = sha === '' ? 'schedule' : 'workflow_dispatch'
    return job({ sweep: 'true' }, { env: { ...env, GITHUB_EVENT_NAME: event }, payload: { inputs: { sha } } })
  }
  const pushed = async (push: Push): Promise<void> => {
    await at(push.at)
    stand(push, site, now())
    const cancelled = new AbortController()
    // A newer push cancels the job of the one before.
    void at(push.until).then(() => cancelled.abort())
    await job(
      { commit_status: 'each', wait: String(way === 'waiting') },
      { env: { ...env, GITHUB_EVENT_NAME: eventOf(push) }, payload: payloadOf(push) },
      cancelled.signal
    )
  }
  const leave = async (push: Push): Promise<void> => {
    await at(push.until)
    const list = push.pullRequest === null ? site.queue : site.pullRequests
    const index = list.findIndex(({ head }) => head === push.commit)
    if (index >= 0) list.splice(index, 1)
  }
  const schedule = async (): Promise<void> => {
    if (way === 'waiting') return
    const interval = way === 'sweep' ? INTERVAL_MS : BESIDE_WAKE_UPS_MS
    for (let due = interval; due < DAY_MS; due += interval) {
      await at(due + random.between(0, LATE_MS))
      await sweep()
    }
  }
  const wake = async ({ commit, ends, until }: Push): Promise<void> => {
    const last = [...ends.values()].toSorted((a, b) => a.at - b.at).at(-1)
    // After a failed stage the last one does not run.
    if (way !== 'wake-up' || last?.state !== 'success' || last.at > until) return
    await at(last.at - WAKES_MS)
    const from = clock.epoch()
    await sweep(commit)
    const decisive = site.statuses.findLast(({ sha }) => sha === commit)
    if (decisive?.state === 'success') woken.push(decisive.createdAt - from)
  }
  await Promise.all([...pushes.flatMap(push => [pushed(push), leave(push), wake(push)]), schedule()])
  const toGitHub = simulator.requests.filter(({ kind }) => kind.startsWith('github.')).length
  return {
    ...settled(day, site),
    runnerMinutes: held.reduce((sum, ms) => sum + ms, 0) / MINUTE,
    billedMinutes: held.reduce((sum, ms) => sum + Math.ceil(ms / MINUTE), 0),
    jobs: held.length,
    woken,
    toCodeArts: simulator.requests.length - toGitHub,
    toGitHub
  }
}

function eventOf({ pullRequest }: Push): string {
  return pullRequest === null ? 'merge_group' : 'pull_request'
}

function payloadOf({ pullRequest, commit }: Push): object {
  return pullRequest === null
    ? { merge_group: { head_sha: commit } }
    : { pull_request: { number: pullRequest, head: { sha: commit } } }
}

/** Makes a commit a head. */
function stand({ pullRequest, commit }: Push, site: GitHub, now: number): void {
  if (pullRequest === null) {
    site.queue.push({ base: 'main', number: 1, head: commit, committedAt: now })
    return
  }
  const before = site.pullRequests.findIndex(({ number }) => number === pullRequest)
  const createdAt = site.pullRequests[before]?.createdAt ?? now
  if (before >= 0) site.pullRequests.splice(before, 1)
  site.pullRequests.push({ number: pullRequest, head: commit, createdAt, updatedAt: now, committedAt: now })
}

/** How late each status was that shows how a run has ended, and what went wrong. */
function settled({ pushes, pipelines }: Day, site: GitHub): Pick<Played, 'decided' | 'delays' | 'faults'> {
  const begun = Date.UTC(2026, 10, 24)
  const delays: number[] = []
  const faults: string[] = []
  // What ceases to be a head before the next sweep is not decided.
  const watched = pushes.filter(({ until, ends }) =>
    [...ends.values()].every(({ at }) => at + BESIDE_WAKE_UPS_MS + 2 * LATE_MS < until)
  )
  for (const { commit, ends } of watched) {
    const last = Math.max(...[...ends.values()].map(({ at }) => at))
    const decided = pipelines.map(({ id, name }) => {
      const { at = 0, state = 'error' } = ends.get(id) ?? {}
      const own = site.statuses.filter(({ sha, context }) => sha === commit && context === `codearts/${name}`)
      const wanted = STATES[state as keyof typeof STATES]
      const decisive = own.find(status => status.state === wanted && status.createdAt >= begun + at)
      const isEarly = own.some(
        status => status.state === 'success' && (state !== 'success' || status.createdAt < begun + at)
      )
      if (isEarly) faults.push(`${commit} ${name}: a success before its run had succeeded`)
      const isSettled = own.at(-1)?.state === wanted && decisive !== undefined
      if (!isSettled) faults.push(`${commit} ${name}: not settled`)
      return decisive?.createdAt ?? 0
    })
    delays.push(Math.max(...decided) - begun - last)
  }
  return { decided: watched.length, delays, faults }
}
