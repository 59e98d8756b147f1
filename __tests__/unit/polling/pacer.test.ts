import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Past } from '../../../src/codearts/v5/history.js'
import type { PipelineRun, Stage } from '../../../src/domain/pipeline-run.js'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { type AdaptiveOptions, adaptivePacer, fixedPacer } from '../../../src/polling/pacer.js'
import { aRun, aTracked } from '../helpers.js'

const S = 1_000
const M = 60_000
const NOW = Date.UTC(2026, 10, 24)
const stable = [360 * S, 362 * S, 358 * S, 361 * S, 359 * S]

describe('what is asked for the estimate', () => {
  const running = (id: string, parts: Partial<PipelineRun> = {}) =>
    aTracked({
      id,
      outcome: 'running',
      decided: false,
      run: aRun({ pipelineId: id, startedAt: NOW - 355 * S, ended: false, ...parts })
    })
  const pacerWith = (history: AdaptiveOptions['history'], timeLeft = 60 * M) =>
    adaptivePacer({ now: () => NOW, timeLeft: () => timeLeft, random: () => 0.5, history })
  const answering = (past: Past) => {
    const asked: string[] = []
    return {
      asked,
      durations: (id: string) => {
        asked.push(id)
        return Promise.resolve(past)
      }
    }
  }
  const settled = () => new Promise(resolve => setImmediate(resolve))

  it('the history of each pipeline once, beside the wait; what has come by then counts', async () => {
    const history = answering({ durations: stable })
    const pacer = pacerWith(history)
    expect(pacer.pause([running('p')])).toBeGreaterThan(9 * S)
    await settled()
    expect(pacer.pause([running('p')])).toBeLessThan(4 * S)
    expect(history.asked).toEqual(['p'])
  })
  it.each<[string, readonly PipelineState[], number]>([
    ['what is decided', [{ ...running('p'), decided: true }], 60 * M],
    ['what has no run', [aTracked({ run: null, decided: false, outcome: 'not_found' })], 60 * M],
    ['a run whose start is not told', [running('p', { startedAt: null })], 60 * M],
    ['a run that starts in the future', [running('p', { startedAt: NOW + M })], 60 * M],
    ['a run that has just begun', [running('p', { startedAt: NOW - 20 * S })], 60 * M],
    ['a run that waits for a person', [{ ...running('p'), outcome: 'paused' }], 60 * M],
    ['the last half minute of the wait', [running('p')], 30 * S],
    [
      'ten pipelines, for which one look asks together',
      Array.from({ length: 10 }, (_, n) => running(`p${n}`)),
      60 * M
    ]
  ])('nothing for %s', (_, pipelines, timeLeft) => {
    const history = answering({ durations: stable })
    pacerWith(history, timeLeft).pause(pipelines)
    expect(history.asked).toEqual([])
  })
  it('a history that cannot be had changes nothing', async () => {
    const history = answering({ durations: null, retryAfterMs: null })
    const pacer = pacerWith(history)
    pacer.pause([running('p')])
    await settled()
    expect(pacer.pause([running('p')])).toBeGreaterThan(9 * S)
    expect(history.asked).toEqual(['p'])
  })
  it('once somebody has let the run go on, lengths of earlier runs say nothing', async () => {
    const pacer = pacerWith(answering({ durations: stable }))
    pacer.pause([running('p')])
    await settled()
    pacer.pause([{ ...running('p'), outcome: 'paused' }])
    expect(pacer.pause([running('p')])).toBeGreaterThan(9 * S)
  })
  it('stages that were left out are not waited for, wherever they stand', async () => {
    const stage = (outcome: Stage['outcome'], parts: Partial<Stage> = {}): Stage => ({
      name: 's',
      outcome,
      startedAt: null,
      endedAt: null,
      ...parts
    })
    const pacer = pacerWith(answering({ durations: stable }))
    const pause = (...stages: Stage[]) => pacer.pause([running('p', { stages })])
    pause()
    await settled()
    expect(pause(stage('success'), stage(null), stage('running'))).toBeLessThan(4 * S)
    expect(pause(stage('running'), stage(null, { leftOut: true }))).toBeLessThan(4 * S)
    expect(pause(stage('running'), stage(null))).toBeGreaterThan(5 * S)
  })
  it('a run that is missing is looked for again after ten seconds, however urgent another one is', () => {
    const missing = aTracked({ id: 'm', run: null, decided: false, outcome: 'not_found', misses: 1 })
    expect(pacerWith(null).pause([running('p'), missing])).toBeGreaterThanOrEqual(10 * S)
  })
})

describe('a fixed pause', () => {
  const going = [aTracked({ id: 'p', decided: false, outcome: 'running', misses: 0 })]
  it('property: the first is from a tenth to the whole of it, the others at most a tenth shorter', () => {
    const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 600_000 }), fc.array(part, { minLength: 2 }), (ms, parts) => {
        let n = 0
        const pacer = fixedPacer(ms, () => parts[n++] ?? 0)
        const [first = 0, ...others] = parts.map(() => pacer.pause(going))
        for (const pause of [first, ...others]) expect(pause).toBeLessThanOrEqual(ms)
        expect(first).toBeGreaterThanOrEqual(ms * 0.0999)
        for (const pause of others) expect(pause).toBeGreaterThanOrEqual(ms * 0.8999)
      })
    )
  })
  it('is whole below a second, and while a run is missing', () => {
    expect(fixedPacer(999, () => 0.9).pause(going)).toBe(999)
    const missing = [aTracked({ id: 'm', run: null, decided: false, outcome: 'not_found', misses: 1 })]
    expect(fixedPacer(10_000, () => 0.9).pause(missing)).toBe(10_000)
  })
})
