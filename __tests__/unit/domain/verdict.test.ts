import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type Outcome, OUTCOMES } from '../../../src/domain/pipeline-run.js'
import { decide, failsGate, gatingOf, worstFirst } from '../../../src/domain/verdict.js'
import { aTracked, decided, DEFAULT_FAIL_ON } from '../helpers.js'

const anOutcome = fc.constantFrom(...OUTCOMES)
/** The order of the contract. */
const WORST_FIRST: readonly Outcome[] = [
  'error',
  'aborted',
  'unknown',
  'not_found',
  'stale',
  'timed_out',
  'paused',
  'running',
  'success'
]
const idOf = (index: number): string => String(index).padStart(32, '0')

describe('the verdict', () => {
  it('property: nothing but success of all passes with the default fail_on', () => {
    fc.assert(
      fc.property(fc.array(anOutcome, { minLength: 1, maxLength: 8 }), outcomes => {
        const verdict = decide(
          outcomes.map((outcome, index) => decided(outcome, idOf(index))),
          DEFAULT_FAIL_ON
        )
        expect(verdict.passed).toBe(outcomes.every(outcome => outcome === 'success'))
        const red = outcomes.some(outcome => DEFAULT_FAIL_ON.has(outcome))
        expect(verdict.failsStep).toBe(red)
        expect(verdict.failed.map(({ outcome }) => outcome)).toEqual(
          outcomes.filter(outcome => DEFAULT_FAIL_ON.has(outcome))
        )
      })
    )
  })

  it('property: order does not change it', () => {
    fc.assert(
      fc.property(
        fc.array(anOutcome, { minLength: 1, maxLength: 6 }),
        fc.subarray([...OUTCOMES]),
        (outcomes, failOn) => {
          const all = outcomes.map((outcome, index) => decided(outcome, idOf(index)))
          const [one, other] = [all, [...all].reverse()].map(pipelines => decide(pipelines, new Set(failOn)))
          expect([other?.result, other?.passed, other?.failsStep]).toEqual([
            one?.result,
            one?.passed,
            one?.failsStep
          ])
        }
      )
    )
  })

  it('property: what passes never fails the step, and a hindrance never passes', () => {
    fc.assert(
      fc.property(
        fc.array(anOutcome, { maxLength: 6 }),
        fc.subarray([...OUTCOMES]),
        fc.boolean(),
        (outcomes, failOn, blocked) => {
          const all = outcomes.map((outcome, index) => decided(outcome, idOf(index)))
          const verdict = decide(all, new Set(failOn), blocked ? 'could_not_judge' : 'none')
          if (verdict.passed) expect(verdict.failsStep).toBe(false)
          if (blocked) expect(verdict.passed).toBe(false)
          if (blocked && failOn.length > 0) expect(verdict.failsStep).toBe(true)
        }
      )
    )
  })

  it.each(['running', 'paused', 'timed_out'] as const)(
    'one that is %s keeps the others from passing',
    outcome => {
      const all = [decided('success', idOf(0)), decided(outcome, idOf(1))]
      expect(decide(all, new Set<Outcome>(['error']))).toMatchObject({ passed: false, failsStep: false })
      expect(decide([...all].reverse(), new Set<Outcome>(['error']))).toMatchObject({ passed: false })
    }
  )

  it('property: advisory pipelines change nothing, whatever becomes of them', () => {
    const some = fc.array(fc.tuple(anOutcome, fc.boolean()), { maxLength: 6 })
    fc.assert(
      fc.property(some, fc.subarray([...OUTCOMES]), (outcomes, failOn) => {
        const all = outcomes.map(([outcome, advisory], index) => ({
          ...decided(outcome, idOf(index)),
          advisory
        }))
        const { pipelines, ...verdict } = decide(all, new Set(failOn))
        const { pipelines: gating, ...same } = decide(gatingOf(all), new Set(failOn))
        expect(verdict).toEqual(same)
        expect([pipelines, gating]).toEqual([all, all.filter(({ advisory }) => !advisory)])
        for (const pipeline of all)
          expect(failsGate(pipeline, new Set(failOn))).toBe(verdict.failed.includes(pipeline))
      })
    )
  })

  it('nothing is not success', () => {
    expect(decide([], DEFAULT_FAIL_ON)).toMatchObject({ passed: false, result: 'unknown', failsStep: true })
  })

  it('bad inputs fail the step whatever fail_on says', () => {
    expect(decide([decided('success')], new Set(), 'bad_inputs')).toMatchObject({
      failsStep: true,
      passed: false
    })
  })

  it('the worst counts, in the order of the contract', () => {
    for (const [index, outcome] of WORST_FIRST.entries()) {
      const rest = WORST_FIRST.slice(index).map((outcome, at) => decided(outcome, idOf(at)))
      expect(decide(rest.reverse(), DEFAULT_FAIL_ON).result).toBe(outcome)
    }
  })

  it('with fail_on: none it passes only if all are success', () => {
    expect(decide([decided('success')], new Set())).toMatchObject({ passed: true, failsStep: false })
    expect(decide([decided('error')], new Set())).toMatchObject({ passed: false, failsStep: false })
  })
})

it('the worst come first, equal ones in their order', () => {
  const all = [...OUTCOMES, ...OUTCOMES].map((outcome, index) => aTracked({ id: String(index), outcome }))
  expect(worstFirst(all).map(({ id, outcome }) => [outcome, Number(id)])).toEqual(
    WORST_FIRST.flatMap(outcome => {
      const at = OUTCOMES.findIndex(one => one === outcome)
      return [
        [outcome, at],
        [outcome, at + OUTCOMES.length]
      ]
    })
  )
})

it('what something else decides later does not fail, and is told', () => {
  const [open, failed, aside] = [
    decided('running', idOf(1)),
    decided('error', idOf(2)),
    decided('running', idOf(3))
  ]
  const pipelines = [open, failed, { ...aside, advisory: true }]
  const failOn = new Set<Outcome>(['running', 'error'])
  const verdict = decide(pipelines, failOn, 'none', ({ outcome }) => outcome === 'running')
  expect(verdict).toMatchObject({ failed: [failed], carriedOn: [open], failsStep: true, passed: false })
  expect(decide(pipelines, failOn).carriedOn).toEqual([])
})
