import { describe, expect, it } from '@jest/globals'
import type { ChildRun, Explanation, Missing, StepLocation } from '../../../src/domain/explanation.js'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { markdown } from '../../../src/report/escape.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { nextStep } from '../../../src/report/next-step.js'
import { outputsOf } from '../../../src/report/outputs.js'
import { pipelineOutput } from '../../../src/report/pipeline-output.js'
import { childText, locationText, missingTexts } from '../../../src/report/reasons.js'
import { whereText } from '../../../src/report/text.js'
import { aConclusion, aLocation, aRun, decided, explainedBy } from '../helpers.js'

const en = messagesIn('en')
const zh = messagesIn('zh')

const childOf = (startedBy: StepLocation, parts: Partial<ChildRun> = {}): ChildRun => ({
  ...{
    startedBy,
    pipelineId: 'p',
    runId: 'r',
    name: 'child-pipeline',
    runNumber: 12,
    url: 'https://x.example/r'
  },
  ...parts
})
const top = aLocation({
  ...{ stage: 'deploy', job: 'compile', step: 'SubPipeline', message: 'see there', isSubPipeline: true }
})
const run = childOf(top)
const make = aLocation({ stage: 'build', job: 'make', step: 'make', message: 'exit code 2', within: run })
const deploy = (parts: Partial<Explanation>): PipelineState =>
  explainedBy(decided('error'), { failed: [top], ...parts })
const followed = deploy({ children: [{ run, failed: [make] }] })

describe('a place in the run of a sub-pipeline', () => {
  it('begins with the job that has started it', () => {
    expect(locationText(make)).toBe('deploy › compile ⟶ child-pipeline #12 › build › make')
    const inner = childOf(make, { name: null, runNumber: null })
    expect(locationText(aLocation({ stage: 'x', within: inner }))).toBe(
      'deploy › compile ⟶ child-pipeline #12 › build › make ⟶ p › x'
    )
    const condition = childOf(aLocation({ stage: 'deploy', step: 'entry' }))
    expect(childText(condition)).toBe('deploy › entry ⟶ child-pipeline #12')
  })

  it('shows names that command nobody', () => {
    const hostile = childOf(top, { name: '*x* | <b>' })
    expect(childText(hostile, markdown)).toBe(String.raw`deploy › compile ⟶ \*x\* \| &lt;b&gt; #12`)
  })

  it('stands where it failed, with what is said there', () => {
    expect(whereText(followed, en)).toBe(' in deploy › compile ⟶ child-pipeline #12 › build › make')
    expect(nextStep(followed, en)).toMatch(/exit code 2/)
    const silent = { ...make, message: null }
    expect(nextStep(deploy({ children: [{ run, failed: [silent] }] }), en)).toMatch(/see there/)
    expect(whereText(deploy({ children: [{ run, failed: [] }] }), en)).toBe(
      ' in deploy › compile ⟶ child-pipeline #12'
    )
    expect(whereText(deploy({}), en)).toBe(' in deploy › compile › SubPipeline')
  })
})

describe('the output `failure`', () => {
  const place = { stage: 'deploy', job: 'compile', step: 'SubPipeline', message: 'see there' }
  const ids = { pipeline_id: 'p', run_id: 'r', name: 'child-pipeline', url: 'https://x.example/r' }

  it('is the place in the requested pipeline, and `child` the deepest run that could be read', () => {
    expect(pipelineOutput(followed).failure).toEqual({
      ...place,
      child: { ...ids, stage: 'build', job: 'make', step: 'make', message: 'exit code 2' }
    })
  })

  it('has all keys also where the run tells no place', () => {
    const nowhere = { stage: null, job: null, step: null, message: null }
    expect(pipelineOutput(deploy({ children: [{ run, failed: [] }] })).failure).toEqual({
      ...place,
      child: { ...ids, ...nowhere }
    })
  })

  it('has a `child` that is null where none could be read', () => {
    expect(pipelineOutput(deploy({})).failure).toEqual({ ...place, child: null })
  })

  it('stays within the limit of GitHub however long the texts are', () => {
    const long = 'x'.repeat(4_000)
    const loud = { ...make, message: long, stage: long, job: long, step: long }
    const many = Array.from({ length: 60 }, () => deploy({ children: [{ run, failed: [loud] }] }))
    const { values, trimmed } = outputsOf(aConclusion(many))
    expect(Buffer.byteLength(values.pipelines)).toBeLessThanOrEqual(600 * 1024)
    expect(trimmed).toBe('details')
    expect(JSON.parse(values.pipelines)).toMatchObject([{ failure: null }, ...many.slice(1).map(() => ({}))])
  })
})

describe('a sub-pipeline that could not be read', () => {
  const missing: Missing = {
    ...{ what: 'child', location: top, child: null, status: null, cloudCode: null, cloudMessage: null },
    detail: { code: 'no_child_ids', params: {} }
  }
  const texts = (parts: Partial<Missing>): string[] =>
    [en, zh].flatMap(messages => missingTexts(deploy({ missing: [{ ...missing, ...parts }] }), messages))

  it('is named by its IDs', () => {
    const [english, chinese] = texts({
      ...{
        child: { pipelineId: 'p', runId: 'r' },
        status: 403,
        cloudCode: 'X',
        cloudMessage: 'no.',
        detail: null
      }
    })
    expect(english).toBe(
      'The sub-pipeline run started by deploy › compile › SubPipeline could not be fetched (HTTP 403, X: no). Open it in the console: pipeline ID p, run ID r.'
    )
    expect(chinese).toBe(
      '无法获取 deploy › compile › SubPipeline 启动的子流水线执行记录（HTTP 403，X: no），请在控制台查看：流水线 ID p，运行 ID r。'
    )
  })

  it('is not known where the step does not tell it', () => {
    expect(texts({})).toEqual([
      'The sub-pipeline run started by deploy › compile › SubPipeline could not be identified (no valid pipeline ID and run ID in the step outputs): open the run to see it.',
      '无法确定 deploy › compile › SubPipeline 启动的子流水线执行记录（步骤输出中没有有效的流水线 ID 和运行 ID），请打开执行记录查看。'
    ])
  })

  it('may be any where the time was up', () => {
    const [english] = texts({ location: null, detail: { code: 'no_time', params: {} } })
    expect(english).toBe('Its sub-pipelines could not be fetched (no time left).')
  })

  it('is counted where only so many are read', () => {
    expect(missingTexts(deploy({ unfollowed: 1 }), en)).toEqual([
      '1 more failed sub-pipeline was not fetched: open the run to see why.'
    ])
    expect(missingTexts(deploy({ unfollowed: 3 }), zh)).toEqual([
      '另有 3 条失败的子流水线未获取，请打开执行记录查看原因。'
    ])
  })
})

describe('a run that was superseded', () => {
  const newer = aRun({ runNumber: 118, commit: 'abcdef0123456789', outcome: 'running' })
  const cancelled = (parts: Partial<Explanation>): PipelineState => explainedBy(decided('aborted'), parts)

  it('names the newer one, and what they share', () => {
    const superseded = cancelled({ supersededBy: { run: newer, sharing: 'merge_request' } })
    expect(nextStep(superseded, en)).toBe(
      'The run was superseded by #118 (running, commit abcdef0123), a newer run of the same merge request. Its result counts for the check of its own commit.'
    )
    expect(nextStep(superseded, zh)).toContain('已被 #118（运行中，提交 abcdef0123）取代')
  })

  it('says before that what CodeArts says about the end', () => {
    const place = aLocation({ message: 'stopped by lin' })
    const run = { ...newer, commit: null, runNumber: null, runId: '25' }
    expect(nextStep(cancelled({ failed: [place], supersededBy: { run, sharing: 'commit' } }), en)).toBe(
      'Message: stopped by lin. The run was superseded by 25 (running), a newer run of the same commit. Re-run this job to check that run.'
    )
  })
})
