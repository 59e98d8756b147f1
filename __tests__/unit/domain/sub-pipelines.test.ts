import { describe, expect, it } from '@jest/globals'
import type { ChildFailure, ChildRun, StepLocation } from '../../../src/domain/explanation.js'
import { bottomSteps, deepestOf } from '../../../src/domain/sub-pipelines.js'
import { aLocation } from '../helpers.js'

const runs = (step: string): StepLocation => aLocation({ step, isSubPipeline: true })
const plain = (step: string): StepLocation => aLocation({ step })
const child = (startedBy: StepLocation, ...failed: readonly StepLocation[]): ChildFailure => {
  const run: ChildRun = {
    ...{
      startedBy,
      pipelineId: `of ${startedBy.step ?? ''}`,
      runId: 'r',
      name: null,
      runNumber: null,
      url: null
    }
  }
  return { run, failed }
}
const pipelineAndStep = (children: readonly ChildFailure[], place: StepLocation): unknown => {
  const deepest = deepestOf(children, place)
  return deepest === null ? null : [deepest.run.pipelineId, deepest.location?.step ?? null]
}

describe('the deepest run that a failed sub-pipeline leads to', () => {
  const top = runs('top')
  const inner = runs('inner')
  const second = runs('second')

  it('is none for a step of another kind, or where its run was not read', () => {
    expect(deepestOf([child(top)], plain('x'))).toBeNull()
    expect(deepestOf([], top)).toBeNull()
    // Another place is another place, however alike.
    expect(deepestOf([child(top)], { ...top })).toBeNull()
  })

  it('goes from run to run', () => {
    const children = [child(top, inner), child(inner, second), child(second, plain('make'))]
    expect(pipelineAndStep(children, top)).toEqual(['of second', 'make'])
    expect(pipelineAndStep(children.slice(0, 2), top)).toEqual(['of inner', 'second'])
  })

  it('passes over a step whose run could not be read', () => {
    const children = [child(top, inner, second), child(second, plain('make'))]
    expect(pipelineAndStep(children, top)).toEqual(['of second', 'make'])
  })

  it('stops where a run has failed by itself first', () => {
    const children = [child(top, plain('lint'), inner), child(inner, plain('make'))]
    expect(pipelineAndStep(children, top)).toEqual(['of top', 'lint'])
  })

  it('may tell no place', () => {
    expect(pipelineAndStep([child(top)], top)).toEqual(['of top', null])
  })
})

describe('the steps at the bottom', () => {
  it('stand in the place of those that started their runs, in the same order', () => {
    const [a, b, unread] = [runs('a'), runs('b'), runs('unread')]
    const children = [child(b, plain('4')), child(a, plain('2'), b, unread)]
    const steps = bottomSteps(children, [plain('1'), a, unread, plain('5')])
    expect(steps.map(({ step }) => step)).toEqual(['1', '2', '4', '5'])
  })
})
