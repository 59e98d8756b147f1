import { describe, expect, it } from '@jest/globals'
import { isSuccess, slotsOf, type StatusScheme } from '../../../src/domain/status-slots.js'
import { aConclusion, aTracked, decided } from '../helpers.js'

const A = 'a'.repeat(32)
const B = 'b'.repeat(32)
const scheme: StatusScheme = {
  ...{ mode: 'each', prefix: 'ci/', digest: 'd1', consoleUrl: null },
  workflow: { url: 'https://github.example/o/r/actions/runs/7/attempts/1', runId: '7' }
}
const pipelines = [aTracked({ id: A }), aTracked({ id: B, name: 'Build' })]
const nameOf = (id: string) => (id === A ? 'build' : null)
const slotsIn = (mode: 'each' | 'one') => slotsOf(pipelines, nameOf, { ...scheme, mode })

describe('the contexts of a step', () => {
  it('with each: one for each pipeline, told apart where names are equal but for case', () => {
    expect(slotsIn('each').map(({ context, pipelineId }) => [context, pipelineId])).toEqual([
      [`ci/build (${A.slice(0, 8)})`, A],
      [`ci/Build (${B.slice(0, 8)})`, B]
    ])
  })

  it('with one: one for all', () => {
    expect(slotsIn('one')).toMatchObject([{ context: 'ci/gate', pipelineId: null }])
  })

  it('know a status of another owner', () => {
    const isForeign = (mode: 'each' | 'one', targetUrl: string) =>
      slotsIn(mode).map(slot => slot.isForeign({ state: 'pending', targetUrl }))
    const run = 'https://github.example/o/r/actions/runs/7'
    expect(isForeign('one', `${run}#d2`)).toEqual([true])
    expect(isForeign('one', `${run}#d1`)).toEqual([false])
    expect(isForeign('each', `https://x/pipeline/detail/${A}/${'1'.repeat(32)}`)).toEqual([false, true])
  })
})

describe('what makes a success of a context', () => {
  it('its pipeline, or all of them', () => {
    const [ofA, ofB] = slotsIn('each')
    const [ofAll] = slotsIn('one')
    if (ofA === undefined || ofB === undefined || ofAll === undefined) throw new Error('no context')
    const mixed = { ...aConclusion([decided('success', A), decided('error', B)]), phase: 'ended' as const }
    expect([ofA, ofB, ofAll].map(slot => isSuccess(slot, mixed))).toEqual([true, false, false])
    const whole = { ...aConclusion([decided('success', A)]), phase: 'ended' as const }
    expect(isSuccess(ofAll, whole)).toBe(true)
    expect(isSuccess(ofAll, { ...whole, phase: 'waiting' })).toBe(false)
  })
})
