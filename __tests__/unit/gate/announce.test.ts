import { describe, expect, it } from '@jest/globals'
import { JOB_ACCOUNT, onTheWire, GitHub, Simulator, type Rule } from '../../../simulator/index.js'
import { failure } from '../../../src/domain/failure.js'
import { openAnnouncer } from '../../../src/gate/announce.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { simulatedHttp } from '../../../tools/bench/lib/simulated-http.js'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import { green, ID, noSecrets, setup } from '../doctor/play.js'
import { aConclusion, aTracked, decided } from '../helpers.js'

const COMMIT = 'ab'.repeat(20)

function play(inputs: Readonly<Record<string, string>>, rules: readonly Rule[] = []) {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const now = (): number => clock.epoch()
  const site = new GitHub({ pullRequests: [{ number: 7, head: COMMIT }], now })
  const simulator = new Simulator({ clock: { now } }).misbehave(...rules)
  simulator.services.push(site.service)
  const { config, effects, runner } = setup([green()], { commit: COMMIT, ...inputs }, [], {
    GITHUB_REPOSITORY: 'octo/app'
  })
  const { forge } = config
  if (forge === null) throw new Error('nothing is to be written')
  const cancelled = new AbortController()
  const signal = cancelled.signal
  const own = { ...effects, clock, http: simulatedHttp(simulator, clock), signal }
  const announcer = openAnnouncer(config, forge, messagesIn('en'), own, noSecrets)
  const facts = { named: Promise.resolve(), nameOf: () => 'build' }
  return { announcer, site, simulator, clock, runner, cancelled, facts }
}

const job = { commit_status: 'each', github_token: JOB_ACCOUNT.token }
const open = aTracked({ id: ID, outcome: 'running' })

describe('the announcer', () => {
  it('writes pending, and then the end', async () => {
    const { announcer, site, facts, runner } = play(job)
    announcer.begin([open], facts)
    announcer.polled([open])
    const { warnings } = await announcer.conclude(aConclusion([decided('success', ID)]))
    expect(warnings).toEqual([])
    expect(site.statuses.map(({ state }) => state)).toEqual(['pending', 'success'])
    expect(runner.saved).toEqual({ status_0: '' })
  })

  it('ends after ten seconds, whatever GitHub does', async () => {
    const { announcer, clock, facts } = play(job, [{ does: onTheWire({ kind: 'hang' }) }])
    announcer.begin([open], facts)
    const { warnings } = await announcer.conclude(aConclusion([decided('success', ID)]))
    expect(warnings).toHaveLength(1)
    expect(clock.now()).toBeLessThanOrEqual(10_500)
  })

  it('a cancelled step settles what is pending within 1.5 seconds', async () => {
    const { announcer, site, clock, facts, cancelled } = play(job)
    announcer.begin([open], facts)
    await clock.sleep(5000, new AbortController().signal)
    const conclusion = aConclusion([open], { failure: failure('cancelled') })
    cancelled.abort()
    announcer.cancel(conclusion)
    await announcer.conclude(conclusion)
    expect(site.statuses.map(({ state }) => state)).toEqual(['pending', 'error'])
    expect(clock.now()).toBeLessThanOrEqual(6500)
  })

  it('what could not be written of a snapshot is told', async () => {
    const { announcer, facts, site } = play({ ...job, wait: 'false' })
    announcer.begin([open], facts)
    expect(await announcer.leftPending()).toBeNull()
    expect(site.statuses).toMatchObject([{ state: 'pending' }])
    const other = play({ ...job, wait: 'false', github_token: 'ghs_anotherToken0123456789' })
    other.announcer.begin([open], other.facts)
    expect(await other.announcer.leftPending()).toMatchObject({ problem: 'credential' })
  })

  it('a state that cannot be kept is told once, with the path and the reason', async () => {
    const { announcer, facts, runner, site } = play(job)
    runner.saveState = () => ({ path: '/full/disk', reason: 'ENOSPC' })
    announcer.begin([open], facts)
    const { warnings } = await announcer.conclude(aConclusion([decided('success', ID)]))
    expect(warnings).toEqual([])
    expect(runner.lines).toEqual([expect.stringMatching(/state.*\/full\/disk.*ENOSPC.*pending/)])
    expect(site.statuses.map(({ state }) => state)).toEqual(['pending', 'success'])
  })

  it('three pushes an hour with 40 pipelines that end by fives: within the limits of GitHub, and nothing waits', async () => {
    const clock = new VirtualClock(Date.UTC(2026, 0, 1))
    const site = new GitHub({ now: () => clock.epoch() })
    const simulator = new Simulator({ clock: { now: () => clock.epoch() } })
    simulator.services.push(site.service)
    const ids = Array.from({ length: 40 }, (_, n) => String(n).padStart(2, '0').padEnd(32, 'a'))
    const late: number[] = []
    for (let push = 0; push < 3; push++) {
      const env = { GITHUB_REPOSITORY: 'octo/app' }
      const inputs = { ...job, commit: `${push + 1}`.repeat(40), pipeline_ids: ids.join(' ') }
      const { config, effects } = setup([green()], inputs, [], env)
      if (config.forge === null) throw new Error('nothing is to be written')
      const own = { ...effects, clock, http: simulatedHttp(simulator, clock) }
      const announcer = openAnnouncer(config, config.forge, messagesIn('en'), own, noSecrets)
      const pass = (ms: number): Promise<void> => clock.sleep(ms, new AbortController().signal)
      const after = (n: number) =>
        ids.map((id, index) => (index < n ? decided('success', id) : aTracked({ id, outcome: 'running' })))
      announcer.begin(after(0), { named: Promise.resolve(), nameOf: id => id.slice(0, 2) })
      for (let n = 0; n <= ids.length; n += 5) {
        announcer.polled(after(n))
        if (n < ids.length) await pass(60_000)
      }
      const toldAt = clock.now()
      const { warnings } = await announcer.conclude(aConclusion(after(ids.length)))
      late.push(clock.now() - toldAt)
      expect(warnings).toEqual([])
      expect(site.standing(config.forge.statuses?.commit ?? '').map(({ state }) => state)).toEqual(
        ids.map(() => 'success')
      )
      await pass(20 * 60_000 - 8 * 60_000)
    }
    const count = (kind: string): number => simulator.requests.filter(it => it.kind === kind).length
    // 3 × 40 × 2 writes of 500 an hour; the token of a job may ask 1,000 times an hour in all.
    expect([count('github.set_status'), count('github.statuses')]).toEqual([240, 3 * 9])
    expect(simulator.requests.filter(({ status }) => status >= 400)).toEqual([])
    expect(Math.max(...late)).toBeLessThan(1_000)
  })
})
