import { describe, expect, it } from '@jest/globals'
import { messagesIn } from '../../../src/report/messages/index.js'
import { runSweep } from '../../../src/sweep/sweep.js'
import { answersJson, fails, JOB_ACCOUNT } from '../../../simulator/index.js'
import { build, commitOf, play, pull, run, START } from './play.js'

const success = (pr: number) => run(pr, { at: -9000, state: 'running' }, { at: -1000, state: 'success' })

async function swept({ config, effects, secrets, clock }: ReturnType<typeof play>) {
  const { sweep } = config
  if (sweep === null) throw new Error('no sweep')
  const report = await runSweep(config, sweep, messagesIn('en'), effects, secrets)
  return { report, tookMs: clock.now() }
}

describe('a sweep', () => {
  it('tells what it has done', async () => {
    const played = play([build(success(1))], { pullRequests: [pull(1), pull(2)] })
    const { report } = await swept(played)
    expect(report).toMatchObject({
      swept: 2,
      open: 1,
      kept: 0,
      failures: [],
      left: { writes: 0, heads: 0, unread: 0 }
    })
    expect(report.changes.map(({ to }) => to).sort()).toEqual(['pending', 'success'])
  })

  it('leaves what it could not ask to the next one', async () => {
    const played = play([build(success(1))], { pullRequests: [pull(1)] })
    played.simulator.misbehave({ on: 'v5.runs', does: fails(503) })
    const { report } = await swept(played)
    expect(report).toMatchObject({
      changes: [],
      failures: [{ failure: { status: 503, hint: 'next_sweep' } }]
    })
  })

  it('names no input that would bound it, also where the key is locked', async () => {
    const played = play([build(success(1))], { pullRequests: [pull(1)] })
    const locked = { error_code: 'APIGW.0301', error_msg: 'AK access failed to reach the limit,forbidden' }
    played.simulator.misbehave({ on: 'v5.runs', does: answersJson(401, locked) })
    const { report } = await swept(played)
    expect(report).toMatchObject({ failures: [{ failure: { code: 'locked', hint: 'key_locked_sweep' } }] })
    expect(messagesIn('en').say('hint.key_locked_sweep')).not.toMatch(/timeout/)
  })

  it.each([
    ['success', 'success', 'error', 'failure'],
    ['failure', 'error', 'success', 'success']
  ] as const)(
    'with one status, a %s is not left to a list that has a run of another commit as one of this',
    async (stands, was, is, to) => {
      const own = run(
        1,
        ...[
          { at: -9000, state: 'running' as const },
          { at: -1000, state: was }
        ],
        ...[
          { at: -400, state: 'running' as const },
          { at: -100, state: is }
        ]
      )
      const other = run(99, { at: -3000, state: 'running' }, { at: -2000, state: was })
      const listed = { ...other, number: 2, commitIn: { batch: commitOf(1), list: commitOf(1) } }
      const played = play([build(own, listed)], { pullRequests: [pull(1)] }, { commit_status: 'one' })
      played.site.statuses.push({
        ...{ id: 1, sha: commitOf(1), state: stands, context: 'codearts/gate', description: null },
        ...{ targetUrl: null, creator: JOB_ACCOUNT.login, createdAt: START - 500 }
      })
      expect((await swept(played)).report.changes).toMatchObject([{ from: stands, to }])
      expect((await swept(played)).report).toMatchObject({ changes: [], left: { writes: 0 } })
    }
  )

  it('without a head asks CodeArts for nothing', async () => {
    const played = play([build()], {})
    expect((await swept(played)).report).toMatchObject({ swept: 0, failures: [] })
    expect(played.simulator.requests.every(({ kind }) => kind.startsWith('github.'))).toBe(true)
  })

  it('ends within ten minutes, however slow CodeArts is, and says what it left', async () => {
    const several = {
      ...build(...Array.from({ length: 60 }, (_, n) => success(n + 100))),
      sources: [{ alias: 'a' }, { alias: 'b' }]
    }
    const played = play([several], { pullRequests: Array.from({ length: 30 }, (_, n) => pull(n + 1)) })
    played.simulator.misbehave({
      on: 'v5.run',
      does: honest => ({ ...honest(), effect: { kind: 'delay', ms: 8_000 } })
    })
    const { report, tookMs } = await swept(played)
    expect(tookMs).toBeLessThan(600_000)
    expect(report.left.heads).toBeGreaterThan(0)
  })

  it('a mistake of our own is told, and passes nothing', async () => {
    const played = play([build(success(1))], { pullRequests: [pull(1)] })
    played.effects.runner.info = () => {
      throw new TypeError('oops')
    }
    const { report } = await swept(played)
    expect(report.failures).toMatchObject([{ of: 'codearts', failure: { code: 'internal' } }])
    expect(played.site.standing(commitOf(1))).toEqual([])
  })
})
