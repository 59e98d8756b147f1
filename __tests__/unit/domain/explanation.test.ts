import { describe, expect, it } from '@jest/globals'
import {
  EXPLAINABLE,
  isExplainable,
  type JobDetail,
  locationsOf,
  type StageDetail,
  type StepDetail
} from '../../../src/domain/explanation.js'
import { OUTCOMES, type RunOutcome } from '../../../src/domain/pipeline-run.js'
import { aLocation, aRun, aTracked, JOBS_ONLY, PLAIN_STEP } from '../helpers.js'

type Times = readonly [startedAt: number | null, endedAt: number | null]
const timesOf = ([startedAt, endedAt]: Times) => ({ startedAt, endedAt })
const aStep = (name: string, outcome: RunOutcome | null, times: Times = [1, 2]): StepDetail => ({
  ...{ ...PLAIN_STEP, name, outcome, id: `id of ${name}`, message: `${name} says` },
  ...timesOf(times)
})
const aJob = (
  name: string,
  outcome: RunOutcome | null,
  steps: readonly StepDetail[] = [],
  times: Times = [3, 4]
): JobDetail => ({
  ...{ name, outcome, id: `id of ${name}`, message: `${name} says`, steps },
  ...timesOf(times)
})
const aStage = (
  name: string,
  outcome: RunOutcome | null,
  jobs: readonly JobDetail[] = [],
  times: Times = [5, 6]
): StageDetail => ({ ...JOBS_ONLY, name, outcome, jobs, ...timesOf(times) })
const names = (stages: readonly StageDetail[], outcomes: readonly RunOutcome[] = ['error']) =>
  locationsOf(stages, outcomes).map(({ stage, job, step }) => [stage, job, step])

describe('where a run failed', () => {
  it('is a step, with what it says, its own times, and the IDs that lead to its log', () => {
    const stages = [
      aStage('Test', 'error', [
        aJob('Unit', 'error', [aStep('lint', 'success'), aStep('test', 'error', [7, 8])])
      ])
    ]
    expect(locationsOf(stages, ['error'])).toEqual([
      aLocation({
        ...{ stage: 'Test', job: 'Unit', step: 'test', message: 'test says' },
        ...{ jobId: 'id of Unit', stepId: 'id of test', startedAt: 7, endedAt: 8 }
      })
    ])
  })

  it('is the job where no step of it failed', () => {
    expect(
      locationsOf([aStage('Test', 'error', [aJob('Unit', 'error', [aStep('lint', 'success')])])], ['error'])
    ).toEqual([
      aLocation({
        ...{ stage: 'Test', job: 'Unit', step: null, message: 'Unit says' },
        ...{ jobId: 'id of Unit', stepId: null, startedAt: 3, endedAt: 4 }
      })
    ])
  })

  it('is the sub-pipeline of a failed job, where no step is told to have failed', () => {
    const runs = (name: string, outcome: RunOutcome | null) => ({
      ...aStep(name, outcome, [null, null]),
      isSubPipeline: true
    })
    const steps = [aStep('lint', null), runs('a', 'success'), runs('b', null), runs('c', 'aborted')]
    const places = locationsOf([aStage('Test', 'error', [aJob('Unit', 'error', steps)])], ['error'])
    expect(places).toMatchObject([
      { job: 'Unit', step: 'b', stepId: 'id of b', isSubPipeline: true, endedAt: 4 },
      { job: 'Unit', step: 'c' }
    ])
    expect(names([aStage('Test', 'error', [aJob('Unit', 'error', steps.slice(0, 2))])])).toEqual([
      ['Test', 'Unit', null]
    ])
    expect(
      names([aStage('Test', 'aborted', [aJob('Unit', 'aborted', [runs('b', null)])])], ['aborted'])
    ).toEqual([['Test', 'Unit', null]])
  })

  it('is the stage where no job of it failed', () => {
    expect(
      locationsOf([aStage('Test', 'error', [aJob('Unit', 'success', [aStep('x', 'error')])])], ['error'])
    ).toEqual([
      aLocation({
        ...{ stage: 'Test', job: null, step: null, message: null },
        ...{ jobId: null, stepId: null, startedAt: 5, endedAt: 6 }
      })
    ])
  })

  it('is a job that failed in a stage that is not told as failed', () => {
    expect(names([aStage('Test', 'running', [aJob('Unit', 'error')])])).toEqual([['Test', 'Unit', null]])
  })

  it('is nowhere in parts that are green, have not begun, or have another outcome', () => {
    const stages = [aStage('a', 'success'), aStage('b', null), aStage('c', 'aborted', [aJob('d', null)])]
    expect(names(stages)).toEqual([])
    expect(names(stages, ['aborted'])).toEqual([['c', null, null]])
    expect(names(stages, ['success', 'aborted'])).toEqual([
      ['a', null, null],
      ['c', null, null]
    ])
  })

  it('what a step does not say, its job says', () => {
    const silent = { ...aStep('test', 'error'), message: null }
    const [location] = locationsOf([aStage('Test', 'error', [aJob('Unit', 'error', [silent])])], ['error'])
    expect(location?.message).toBe('Unit says')
  })

  it('the one that ended first leads; those without an end keep their order and come last', () => {
    const ended = (name: string, endedAt: number | null) => aStage(name, 'error', [], [0, endedAt])
    const stages = [ended('a', null), ended('b', 30), ended('c', 10), ended('d', null), ended('e', 20)]
    expect(names(stages).map(([stage]) => stage)).toEqual(['c', 'e', 'b', 'a', 'd'])
    const alike = [ended('a', 10), ended('b', 10), ended('c', 5), ended('d', 10)]
    expect(names(alike).map(([stage]) => stage)).toEqual(['c', 'a', 'b', 'd'])
  })
})

describe('steps before and after the jobs of a stage', () => {
  const around = (parts: Partial<StageDetail>): StageDetail => ({ ...aStage('Deploy', 'error'), ...parts })

  it('are places without a job', () => {
    const stage = around({ pre: [aStep('entry', 'error')], post: [aStep('exit', 'error')] })
    expect(names([stage])).toEqual([
      ['Deploy', null, 'entry'],
      ['Deploy', null, 'exit']
    ])
    expect(locationsOf([stage], ['error'])[0]).toMatchObject({
      ...{ message: 'entry says', jobId: null, stepId: 'id of entry' }
    })
  })

  it('count by time like all others, and only with the outcome that is asked for', () => {
    const stage = around({
      pre: [aStep('entry', 'success')],
      jobs: [aJob('roll out', 'error', [], [0, 9])],
      post: [aStep('exit', 'error', [0, 5])]
    })
    expect(names([stage])).toEqual([
      ['Deploy', null, 'exit'],
      ['Deploy', 'roll out', null]
    ])
  })
})

describe('where a run waits for somebody', () => {
  const now = (stages: readonly StageDetail[]) => names(stages, ['paused', 'running'])

  it('goes before what is running beside it', () => {
    const jobs = [aJob('build', 'running', [], [1, null]), aJob('review', 'paused', [], [2, null])]
    expect(now([aStage('Release', 'running', jobs)])).toEqual([
      ['Release', 'review', null],
      ['Release', 'build', null]
    ])
  })

  const trigger = { ...aStep('go', null, [null, null]), isManualTrigger: true }
  const paused: StageDetail = { ...aStage('Release', 'paused', [], [null, null]), pausedAt: 7 }

  it('is the manual trigger of a stage that is paused, whatever that is told to do, since the stage is', () => {
    const [location] = locationsOf(
      [{ ...paused, pre: [aStep('entry', null), trigger] }],
      ['paused', 'running']
    )
    expect(location).toMatchObject({ stage: 'Release', job: null, step: 'go', startedAt: 7 })
  })

  it('is the stage where no trigger is open, or the stage goes on', () => {
    const passed = { ...trigger, outcome: 'success' as const }
    expect(now([{ ...paused, pre: [passed] }])).toEqual([['Release', null, null]])
    expect(now([{ ...paused, outcome: 'running', pre: [trigger] }])).toEqual([['Release', null, null]])
  })
})

describe('what there is to look into', () => {
  const run = aRun({ runId: '25' })
  it('runs that failed, whatever that means for the gate; others only where they are red', () => {
    for (const outcome of OUTCOMES) {
      const pipeline = aTracked({ outcome, run })
      expect([outcome, isExplainable(pipeline, true)]).toEqual([outcome, EXPLAINABLE.includes(outcome)])
      expect([outcome, isExplainable(pipeline, false)]).toEqual([outcome, outcome === 'error'])
    }
    expect(EXPLAINABLE).toEqual(['error', 'aborted', 'paused', 'timed_out'])
  })

  it('nothing without a run, or without its ID', () => {
    expect(isExplainable(aTracked({ outcome: 'error', run: null }), true)).toBe(false)
    expect(isExplainable(aTracked({ outcome: 'error', run: aRun({ runId: null }) }), true)).toBe(false)
  })
})
