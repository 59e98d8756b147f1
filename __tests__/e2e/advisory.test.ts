import { describe, expect, it } from '@jest/globals'
import { OUTCOMES } from '../../src/domain/pipeline-run.js'
import type { Moment, PipelineSpec } from '../../simulator/index.js'
import { A, B, C, cloud, ends, pipeline, PROJECT } from './cloud.js'
import { step, type Inputs } from './harness.js'
import { sample } from '../sample.js'
import { D, errors, address } from './advisory-cases.js'

/** A pipeline that comes to each outcome, and the inputs without which it would not. */
const COURSES: Readonly<Record<(typeof OUTCOMES)[number], { spec: PipelineSpec | null; more?: Inputs }>> = {
  success: { spec: pipeline(B, ends('success')) },
  error: { spec: pipeline(B, ends('error')) },
  aborted: { spec: pipeline(B, ends('aborted')) },
  running: { spec: pipeline(B, ends('running')), more: { wait: 'false', fail_on: 'error, running' } },
  paused: { spec: pipeline(B, ends('paused')), more: { wait: 'false', fail_on: 'error, paused' } },
  timed_out: { spec: pipeline(B, ends('running')), more: { timeout: '5s' } },
  not_found: { spec: null },
  stale: { spec: pipeline(B, ends('success')), more: { started_after: '2036-01-01T00:00:00Z' } },
  unknown: { spec: pipeline(B, { at: 0, state: 'success', v5: { status: 'IGNORED' } }) }
}

describe('an advisory pipeline', () => {
  const courses = OUTCOMES.filter(outcome => outcome !== 'stale')
  it.concurrent.each(sample(courses))('that is %s: reported, and the gate is green', async outcome => {
    const { spec, more } = COURSES[outcome]
    await using made = await cloud([pipeline(A, ends('success')), ...(spec === null ? [] : [spec])])
    const inputs = made.v5([A, B], more)
    const ended = await step({ ...inputs, advisory: B })
    expect(ended).toMatchObject({
      code: 0,
      outputs: { passed: 'true', result: 'success', failed_ids: '[]' },
      pipelines: [
        { id: A, outcome: 'success', advisory: false },
        { id: B, outcome, advisory: true }
      ]
    })
    expect(errors(ended)).toEqual([])
    expect(ended.summary).toContain('ℹ️ Advisory: reported, never fails the gate.')
    if (outcome !== 'success') {
      const words = outcome.replace('_', ' ')
      expect(ended.lines.some(line => line.includes('(advisory)') && line.includes(words))).toBe(true)
      expect(ended.stdout).toContain('1 of 1 advisory pipeline did not succeed')
      expect((await step(inputs)).code).toBe(1)
    }
  })

  it.concurrent('that has no run of the commit: reported, and the gate is green', async () => {
    const commit = 'ab'.repeat(20)
    const ofCommit = { ...pipeline(A), runs: [{ number: 25, commit, moments: [ends('success')] }] }
    await using made = await cloud([ofCommit, pipeline(B, ends('success'))])
    const ended = await step(made.v5([A, B], { commit, start_timeout: '1s', advisory: B }))
    expect(ended).toMatchObject({
      code: 0,
      outputs: { passed: 'true' },
      pipelines: [{ outcome: 'success' }, { outcome: 'stale', advisory: true }]
    })
  })

  it.concurrent('that is green saves no red one', async () => {
    await using made = await cloud([pipeline(A, ends('error')), pipeline(B, ends('success'))])
    const ended = await step(made.v5([A, B], { advisory: B }))
    expect(ended).toMatchObject({
      code: 1,
      outputs: { passed: 'false', result: 'error', failed_ids: JSON.stringify([A]) }
    })
  })

  it.concurrent('does not end the wait with fail_fast', async () => {
    await using made = await cloud([
      pipeline(A, ends('running'), ends('success', 800)),
      pipeline(B, ends('error'))
    ])
    const ended = await step(made.v5([A, B], { advisory: B, fail_fast: 'true' }))
    expect(ended).toMatchObject({ code: 0, pipelines: [{ outcome: 'success' }, { outcome: 'error' }] })
  })

  it.concurrent('that is paused is waited for, although paused fails', async () => {
    const goesOn: readonly Moment[] = [ends('paused'), ends('success', 800)]
    await using made = await cloud([pipeline(A, ends('success')), pipeline(B, ...goesOn)])
    const inputs = made.v5([A, B], { fail_on: 'error, paused' })
    const ended = await step({ ...inputs, advisory: B })
    expect(ended).toMatchObject({ code: 0, pipelines: [{ id: A }, { id: B, outcome: 'success' }] })
    await using same = await cloud([pipeline(A, ends('success')), pipeline(B, ...goesOn)])
    expect(await step(same.v5([A, B], { fail_on: 'error, paused' }))).toMatchObject({
      code: 1,
      outputs: { result: 'paused' }
    })
  })

  it.concurrent('that goes on until the deadline, while the green one runs again: red', async () => {
    const again = [ends('success'), ends('running', 150)]
    await using made = await cloud([pipeline(A, ...again), pipeline(B, ends('running'))])
    const ended = await step(made.v5([A, B], { advisory: B, timeout: '5s' }))
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'timed_out' } })
  })

  const all = [A, B, C, D].map(id => ({ ...pipeline(id, ends(id === A ? 'success' : 'error')) }))
  const forms: readonly { what: string; advisory: string; more?: Inputs }[] = [
    { what: 'IDs', advisory: `${B}\n${C}\n${D}` },
    { what: 'addresses', advisory: [B, C, D].map(address).join('\n') },
    {
      what: 'an address of a run',
      advisory: [B, C, D].map(id => `${address(id)}/${'e'.repeat(32)}?v=1`).join('\n')
    },
    { what: 'names', advisory: 'pipeline-b000\npipeline-c000\npipeline-d000' },
    { what: 'a pattern and a name', advisory: 'pipeline-b*\n*-c000\n*d*0' },
    { what: 'one of each', advisory: `${B}\n${address(C)}\npipeline-d*` },
    {
      what: 'IDs of pipelines that were requested by name',
      advisory: `${B}\n${C}\n${D}`,
      more: { pipeline_ids: '', pipeline_names: 'pipeline-*' }
    },
    {
      what: 'names of pipelines that were requested by name',
      advisory: 'pipeline-b000\n*-c*\n*-d*',
      more: { pipeline_ids: '', pipeline_names: '*' }
    },
    {
      what: 'the pinned form',
      advisory: `${B}@25\n${C}\n${D}`,
      more: { pipeline_ids: `${A} ${B}@25 ${C} ${D}` }
    }
  ]
  it.concurrent.each(sample(forms))('by $what', async ({ advisory, more }) => {
    await using made = await cloud(all)
    const ended = await step(made.v5([A, B, C, D], { advisory, ...more }))
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true', result: 'success' } })
    expect(ended.pipelines.map(({ advisory }) => advisory)).toEqual([false, true, true, true])
  })
})

describe('advisory lines that cannot be used: red, and nothing judged', () => {
  const wrong: readonly { what: string; inputs: Inputs; says: readonly string[]; lists?: number }[] = [
    { what: 'an ID that was not requested', inputs: { advisory: C }, says: [C, 'none of the requested'] },
    { what: 'an address that was not requested', inputs: { advisory: address(C) }, says: [address(C)] },
    {
      what: 'an address of another project',
      inputs: { advisory: address(B).replace(PROJECT, 'f'.repeat(32)) },
      says: ['f'.repeat(32)]
    },
    {
      what: 'all of them, by ID',
      inputs: { advisory: `${A}\n${B}` },
      says: ['matches every requested pipeline (2), so nothing could fail the gate']
    },
    {
      what: 'all of them, by a star',
      inputs: { advisory: '*' },
      says: ['matches every requested pipeline (2), so nothing could fail the gate'],
      lists: 1
    },
    {
      what: 'the only one',
      inputs: { pipeline_ids: A, advisory: A },
      says: ['matches every requested pipeline (1), so nothing could fail the gate']
    },
    {
      what: 'a name of another pipeline',
      inputs: { advisory: 'pipeline-c000' },
      says: ['"pipeline-c000"'],
      lists: 1
    },
    {
      what: 'a slip in a name',
      inputs: { advisory: 'pipelin-b000' },
      says: ['did you mean "pipeline-b000"'],
      lists: 1
    },
    { what: 'two IDs in one line', inputs: { advisory: `${A}, ${B}` }, says: [`${A}, ${B}`], lists: 1 },
    { what: 'another pin', inputs: { pipeline_ids: `${A} ${B}@25`, advisory: `${B}@24` }, says: [`${B}@24`] },
    {
      what: 'a name on v3',
      inputs: { api_version: 'v3', advisory: 'pipeline-b000' },
      says: ['v3', 'pipeline-b000', 'project_id']
    }
  ]
  it.concurrent.each(sample(wrong))('$what', async ({ inputs, says, lists = 0 }) => {
    await using made = await cloud([A, B, C].map(id => pipeline(id, ends('success'))))
    const ended = await step(made.v5([A, B], inputs))
    const outputs = { passed: 'false', result: 'unknown', failed_ids: '[]' }
    expect(ended).toMatchObject({ code: 1, outputs })
    expect(ended.report).toMatchObject({ failure: { code: 'inputs', inputs: ['advisory'] } })
    const [error = '', ...others] = errors(ended)
    expect(others).toEqual([])
    for (const text of ['advisory', ...says]) expect(error).toContain(text)
    expect([made.count('v5.list'), made.count()]).toEqual([lists, lists])
  })
})
