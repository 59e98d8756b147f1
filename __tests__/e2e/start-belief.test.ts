import { describe, expect, it } from '@jest/globals'
import {
  answersJson,
  doesAnd,
  type Misbehaviour,
  type PipelineSpec,
  type RunSpec
} from '../../simulator/index.js'
import { A, B, cloud, PROJECT, WALL, type Cloud } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'
import { sample } from '../sample.js'
import { cancelled, goesOn } from './starts.js'

const OLD = '7'.padEnd(32, '0')
const OTHERS = '8'.padEnd(32, '0')

const pipelineOf = (id: string, runs: readonly RunSpec[]): PipelineSpec => ({
  id,
  name: `pipeline-${id.slice(0, 1)}`,
  projectId: PROJECT,
  runs,
  onStart: goesOn
})
const old: RunSpec = { number: 7, id: OLD, moments: [{ at: 0, state: 'success' }] }
const going: RunSpec = { number: 8, id: OTHERS, moments: [{ at: 0, state: 'running' }] }

const start = (made: Cloud, more: Inputs = {}): Promise<Step> =>
  step(made.v5([A], { start: 'true', start_timeout: '1s', timeout: '4s', ...more }))
const opens = (runs: readonly RunSpec[], does: Misbehaviour): Promise<Cloud> =>
  cloud([pipelineOf(A, runs), pipelineOf(B, [])], [{ on: 'v5.start', does }], { clock: WALL })
/** Requests that would have ended a run that the step did not start. */
const stops = ({ simulator }: Cloud, runId: string): unknown[] =>
  simulator.requests.filter(({ target }) => target.includes(`${runId}/stop`))

describe('the answer to a start', () => {
  it.concurrent.each(
    sample([
      ['untold', { raw: { detail: { description: null } } }],
      ['empty', {}],
      ['of somebody else', { description: 'nightly' }]
    ])
  )('with a run that had ended before, its description %s: lost', async (_, more) => {
    await using made = await opens([{ ...old, ...more }], answersJson(200, { pipeline_run_id: OLD }))
    const ended = await start(made)
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'unknown', run_ids: '{}' } })
    expect(ended.stdout).toContain(`the response is about run ${OLD}, which this step did not start`)
    expect(ended.stdout).toContain('codearts-gate:')
    expect(stops(made, OLD)).toEqual([])
  })

  it.concurrent('with a run that goes and carries another description: lost, and never stopped', async () => {
    const runs = [old, { ...going, description: 'nightly' }]
    await using made = await opens(runs, answersJson(200, { pipeline_run_id: OTHERS }))
    const ended = await start(made)
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown' } })
    expect(stops(made, OTHERS)).toEqual([])
  })

  it.concurrent('with a run of another pipeline: red, and never stopped', async () => {
    await using made = await cloud(
      [pipelineOf(A, [old]), pipelineOf(B, [going])],
      [{ on: 'v5.start', does: answersJson(200, { pipeline_run_id: OTHERS }) }],
      { clock: WALL }
    )
    const ended = await start(made)
    expect(ended.code).toBe(1)
    expect(stops(made, OTHERS)).toEqual([])
    expect(made.simulator.stopped).toEqual([])
  })

  it.concurrent('is settled by its description where the run is another one', async () => {
    const runs = [old, { ...going, description: 'nightly' }]
    const does = doesAnd(answersJson(200, { pipeline_run_id: OTHERS }))
    await using made = await opens(runs, does)
    const ended = await start(made, { wait: 'false' })
    expect(JSON.parse(ended.outputs.run_ids ?? '')).toEqual({ [A]: made.simulator.started[0]?.runId })
  })

  it.concurrent.each(
    sample([
      [400, { error_code: 'DEVPIPE.00010000', error_msg: 'no', pipeline_run_id: OTHERS }],
      [200, { error_code: 'DEVPIPE.00010000', error_msg: 'no', pipeline_run_id: OTHERS }],
      [200, { error: { error_code: 'DEVPIPE.00010000', error_msg: 'no', pipeline_run_id: OTHERS } }],
      [200, { error_code: 'DEVPIPE.00011104', error_msg: 'no', error: { pipeline_run_id: OTHERS } }],
      [200, { error_msg: 'no', pipeline_run_id: OTHERS }]
    ])
  )('that refuses names nobody’s run (%i %j)', async (status, body) => {
    await using made = await opens([old, going], answersJson(status, body))
    const ended = await start(made)
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', run_ids: '{}' } })
    expect(made.count('v5.start')).toBe(1)
    expect(stops(made, OTHERS)).toEqual([])
  })

  it.concurrent('that is lost is no run that carries our mark inside a longer text', async () => {
    for (const around of [
      (text: string) => `${text} again`,
      (text: string) => `Copy of ${text}`,
      (text: string) => text.replace(']', 'x]')
    ]) {
      await using made = await cloud([pipelineOf(A, [old])], [], { clock: WALL })
      let copied: RunSpec | null = null
      made.simulator.misbehave({
        on: 'v5.start',
        does: (_, { body }) => {
          const { description } = JSON.parse(body) as { description: string }
          copied = { ...going, description: around(description) }
          made.simulator.add(pipelineOf(A, [old, copied]))
          return { status: 502, headers: {}, body: '' }
        }
      })
      const ended = await start(made)
      expect(copied).not.toBeNull()
      expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown', run_ids: '{}' } })
      expect(stops(made, OTHERS)).toEqual([])
    }
  })

  it.concurrent('that names a run of somebody else is not stopped when the step is cancelled', async () => {
    const runs = [old, { ...going, description: 'nightly' }]
    await using made = await opens(runs, answersJson(200, { pipeline_run_id: OTHERS }))
    const inputs = made.v5([A], { start: 'true', start_timeout: '10s' })
    const ended = await cancelled(inputs, made, ['v5.run', 1], 'SIGTERM')
    expect(ended.code).toBe(1)
    expect(stops(made, OTHERS)).toEqual([])
  })
})

describe('a pipeline that cannot be started', () => {
  it.concurrent('a change pipeline is refused before anything starts', async () => {
    await using made = await cloud([{ ...pipelineOf(A, [old]), isChange: true }, pipelineOf(B, [])])
    const ended = await step(made.v5([A, B], { start: 'true' }))
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('pipeline-a is a change-triggered pipeline')
    expect(made.count('v5.start')).toBe(0)
  })

  it.concurrent('a refusal shows the words and the code of the service', async () => {
    const body = { error_code: 'DEVPIPE.00010123', error_msg: 'The branch release/9 is protected' }
    await using made = await opens([old], answersJson(200, body))
    const ended = await start(made)
    expect(ended.code).toBe(1)
    expect(ended.stdout).toMatch(/DEVPIPE\.00010123: The branch release\/9 is protected/)
  })
})
