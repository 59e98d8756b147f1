import { describe, expect, it } from '@jest/globals'
import { answersHtml, onTheWire, rateLimited, type Rule } from '../../../simulator/index.js'
import { failure } from '../../../src/domain/failure.js'
import { openStatusAnnouncer } from '../../../src/gate/status-announcer.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { COMMIT, playForge } from '../forge/play.js'
import { aConclusion, aRun, aTracked, decided, DEFAULT_FAIL_ON } from '../helpers.js'

const A = 'a'.repeat(32)
const B = 'b'.repeat(32)
const URL_OF = (id: string): string => `https://devcloud.example/cicd/project/p/pipeline/detail/${id}/1`
const of = (id: string, outcome: Parameters<typeof decided>[0]) => ({
  ...decided(outcome, id),
  run: aRun({ pipelineId: id, url: URL_OF(id) })
})

function play(rules: readonly Rule[] = [], mode: 'each' | 'one' = 'each', withinMs = 600_000) {
  const forge = playForge({}, rules)
  const kept: string[] = []
  const announcer = openStatusAnnouncer({
    input: { mode, prefix: 'ci/', commit: COMMIT, workflow: null, digest: 'd', consoleUrl: null },
    isSnapshot: false,
    isStarting: false,
    failOn: DEFAULT_FAIL_ON,
    forge: forge.forge,
    bounds: forge.bounds,
    messages: messagesIn('en'),
    redact: value => value,
    state: {
      open: () => undefined,
      keep: (context, isPending) => void kept.push(`${context} ${isPending ? 'pending' : 'settled'}`)
    },
    within: async work => {
      const late = forge.clock.sleep(withinMs, new AbortController().signal)
      await Promise.race([work, late])
    }
  })
  const facts = { named: Promise.resolve(), nameOf: (id: string) => (id === A ? 'build' : 'test') }
  const states = (): string[] =>
    forge.site.statuses.flatMap(({ context, state }) => (context.endsWith('/test') ? [] : [state]))
  return { ...forge, announcer, facts, states, kept }
}
const open = aTracked({ id: A, outcome: 'running' })
const other = aTracked({ id: B, outcome: 'running' })

describe('statuses of a step', () => {
  it('of another pipeline: never a success over it', async () => {
    const { announcer, facts, states, forge, bounds } = play()
    await forge.setStatus(
      COMMIT,
      { context: 'CI/build', state: 'failure', description: '', targetUrl: URL_OF(B) },
      bounds
    )
    announcer.begin([open], facts)
    await announcer.conclude(aConclusion([of(A, 'success')]))
    expect(states()).toEqual(['failure', 'error'])
    expect(announcer.shared()).toEqual(['ci/build'])
  })

  it('of another pipeline that wrote meanwhile, and was written over', async () => {
    const { announcer, facts, states, forge, bounds, clock } = play()
    announcer.begin([open], facts)
    await clock.sleep(1000, new AbortController().signal)
    const other = { context: 'ci/build', state: 'pending', description: '' } as const
    await forge.setStatus(COMMIT, { ...other, targetUrl: URL_OF(B) }, bounds)
    await forge.setStatus(COMMIT, { ...other, targetUrl: URL_OF(A) }, bounds)
    await announcer.conclude(aConclusion([of(A, 'success')]))
    expect(states().at(-1)).toBe('error')
  })

  it('one that begins beside this one and has failed while this one waits: no success over it', async () => {
    const { announcer, facts, states, forge, bounds, clock } = play()
    announcer.begin([open, other], facts)
    await clock.sleep(1000, new AbortController().signal)
    const theirs = { context: 'ci/build', description: '', targetUrl: URL_OF(B) } as const
    await forge.setStatus(COMMIT, { ...theirs, state: 'pending' }, bounds)
    await forge.setStatus(COMMIT, { ...theirs, state: 'failure' }, bounds)
    announcer.polled([of(A, 'success'), other])
    await clock.sleep(1000, new AbortController().signal)
    expect(states()).toEqual(['pending', 'pending', 'failure', 'error'])
    await announcer.settle(aConclusion([of(A, 'success'), other], { failure: failure('cancelled') }))
    expect(states().at(-1)).toBe('error')
  })

  it('what stands is read once for all that has passed since the last poll', async () => {
    const { announcer, facts, simulator, clock } = play()
    const third = aTracked({ id: 'c'.repeat(32), outcome: 'running' })
    announcer.begin([open, other, third], { ...facts, nameOf: id => id.slice(0, 1) })
    await clock.sleep(1000, new AbortController().signal)
    for (let poll = 0; poll < 5; poll++) {
      announcer.polled([of(A, 'success'), of(B, 'success'), third])
      await clock.sleep(1000, new AbortController().signal)
    }
    const kinds = simulator.requests.map(({ kind }) => kind.replace('github.', ''))
    const pending = ['set_status', 'set_status', 'set_status']
    expect(kinds).toEqual(['statuses', ...pending, 'statuses', 'set_status', 'set_status'])
  })

  it('no success in the middle of the wait where it cannot be read what stands there; pending stays', async () => {
    const down: Rule = { on: 'github.statuses', after: 1, times: 4, does: answersHtml(502) }
    const { announcer, facts, states, clock } = play([down])
    announcer.begin([open, other], facts)
    await clock.sleep(1000, new AbortController().signal)
    announcer.polled([of(A, 'success'), other])
    await clock.sleep(20_000, new AbortController().signal)
    expect(states()).toEqual(['pending'])
    announcer.polled([of(A, 'success'), other])
    await clock.sleep(1000, new AbortController().signal)
    expect(states()).toEqual(['pending', 'success'])
  })

  it('a cancelled step reads before it says that a pipeline has passed, and settles the rest at once', async () => {
    const { announcer, facts, site, simulator, clock } = play()
    announcer.begin([open, other], facts)
    await clock.sleep(1000, new AbortController().signal)
    await announcer.settle(aConclusion([of(A, 'success'), other], { failure: failure('cancelled') }))
    expect(
      site
        .standing(COMMIT)
        .map(({ context, state }) => `${context} ${state}`)
        .toSorted()
    ).toEqual(['ci/build success', 'ci/test error'])
    expect(simulator.requests.filter(({ kind }) => kind === 'github.statuses')).toHaveLength(2)
  })

  it('what somebody else wrote in its place is written anew', async () => {
    const { announcer, facts, states, forge, bounds, clock } = play()
    announcer.begin([open, other], facts)
    announcer.polled([of(A, 'success'), other])
    await clock.sleep(1000, new AbortController().signal)
    const anew = { context: 'ci/build', state: 'pending', description: '', targetUrl: URL_OF(A) } as const
    await forge.setStatus(COMMIT, anew, bounds)
    await announcer.conclude(aConclusion([of(A, 'success'), of(B, 'success')]))
    expect(states()).toEqual(['pending', 'success', 'pending', 'success'])
  })

  it.each([
    ['another run', URL_OF(B).replace(B, A).replace(/1$/, '2'), 3],
    ['this run', URL_OF(A), 2]
  ])('an error that leads to %s and was written meanwhile', async (_, targetUrl, expected) => {
    const { announcer, facts, site, states, forge, bounds, clock } = play()
    announcer.begin([open], facts)
    await clock.sleep(1000, new AbortController().signal)
    await forge.setStatus(COMMIT, { context: 'ci/build', state: 'error', description: '', targetUrl }, bounds)
    await announcer.conclude(aConclusion([of(A, 'aborted')]))
    expect(states()).toHaveLength(expected)
    expect(site.standing(COMMIT)).toMatchObject([{ state: 'error', targetUrl: URL_OF(A) }])
  })

  it('what ends last is written after the statuses have been read once more', async () => {
    const { announcer, facts, states, clock } = play()
    announcer.begin([open], facts)
    announcer.polled([of(A, 'success')])
    await clock.sleep(1000, new AbortController().signal)
    expect(states()).toEqual(['pending'])
    await announcer.conclude(aConclusion([of(A, 'success')]))
    expect(states()).toEqual(['pending', 'success'])
  })

  it('no success where it cannot be read what stands there', async () => {
    const { announcer, facts, states } = play([{ on: 'github.statuses', after: 1, does: answersHtml(502) }])
    announcer.begin([open], facts)
    await announcer.conclude(aConclusion([of(A, 'success')]))
    expect(states()).toEqual(['pending', 'error'])
  })

  it('a success that could not be confirmed does not stand', async () => {
    const { announcer, facts, states, clock } = play()
    announcer.begin([open, other], facts)
    announcer.polled([of(A, 'success'), other])
    await clock.sleep(1000, new AbortController().signal)
    await announcer.conclude(aConclusion([of(A, 'unknown'), other], { failure: failure('unreachable') }))
    expect(states()).toEqual(['pending', 'success', 'error'])
  })

  it('a success that GitHub made wait is not sent when the pipeline runs again by then', async () => {
    const limits: Rule = {
      on: 'github.set_status',
      after: 2,
      times: 1,
      does: () => rateLimited('secondary', 5_000, 0)
    }
    const { announcer, facts, states, clock } = play([limits])
    const sleep = (ms: number): Promise<void> => clock.sleep(ms, new AbortController().signal)
    announcer.begin([open, other], facts)
    await sleep(1_000)
    announcer.polled([of(A, 'success'), other])
    await sleep(2_000)
    announcer.polled([open, other])
    await sleep(20_000)
    expect(states()).toEqual(['pending'])
    await announcer.conclude(aConclusion([of(A, 'success'), of(B, 'success')]))
    expect(states()).toEqual(['pending', 'success'])
  })

  it('what may be pending is kept before it is sent: its answer may come too late', async () => {
    const hangs: Rule = { on: 'github.set_status', after: 3, does: onTheWire({ kind: 'hang' }) }
    const { announcer, facts, clock, kept } = play([hangs])
    announcer.begin([open, other], facts)
    await clock.sleep(1000, new AbortController().signal)
    announcer.polled([of(A, 'success'), other])
    await clock.sleep(1000, new AbortController().signal)
    announcer.polled([open, other])
    await clock.sleep(1000, new AbortController().signal)
    expect(kept.filter(text => text.startsWith('ci/build')).slice(-2)).toEqual([
      'ci/build settled',
      'ci/build pending'
    ])
  })

  it('what was not written in the time that there is, is told', async () => {
    const hangs: Rule = { on: 'github.set_status', after: 1, does: onTheWire({ kind: 'hang' }) }
    const { announcer, facts, clock } = play([hangs], 'each', 5_000)
    announcer.begin([open], facts)
    await clock.sleep(1000, new AbortController().signal)
    await announcer.conclude(aConclusion([of(A, 'success')]))
    expect(announcer.failure()).toMatchObject({ problem: 'unreachable', permission: 'statuses: write' })
  })

  it('one: an error where the gate could not judge', async () => {
    const { announcer, facts, site } = play([], 'one')
    announcer.begin([open], facts)
    await announcer.conclude(aConclusion([open], { failure: failure('unreachable') }))
    expect(site.statuses).toMatchObject([
      { context: 'ci/gate', state: 'pending' },
      { context: 'ci/gate', state: 'error' }
    ])
  })
})
