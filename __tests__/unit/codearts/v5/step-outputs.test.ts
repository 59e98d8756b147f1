import { describe, expect, it } from '@jest/globals'
import { outputsPath, readChildren } from '../../../../src/codearts/v5/step-outputs.js'
import type { Answer } from '../../../../src/codearts/http/attempt.js'
import { scripted } from '../scripted.js'

const P = 'a'.repeat(32)
const R = 'B1'.repeat(16)
const ids = (pipeline: unknown, run: unknown): unknown => [
  { key: 'pipeline_id', value: pipeline },
  { key: 'pipeline_run_id', value: run }
]

async function answerOf(body: unknown): Promise<Answer> {
  const outcome = await scripted(() => ({ body })).client.once('GET', '/x')
  if (!('json' in outcome)) throw new Error('no answer')
  return outcome
}
const childrenIn = async (body: unknown): Promise<unknown> => [...readChildren(await answerOf(body))]
const outputs = (result: unknown): unknown => ({
  step_outputs: [{ step_run_id: 's', output_result: result }]
})

describe('the outputs of steps', () => {
  it('are asked for in one request, with the commas encoded as they are signed', () => {
    expect(outputsPath({ region: 'r', projectId: 'x' }, 'p', 'r', ['s', 't'])).toBe(
      '/v5/x/api/pipelines/p/pipeline-runs/r/steps/outputs?step_run_ids=s%2Ct'
    )
  })

  it('tell the run that a step has started', async () => {
    const more = { key: 'recordId', value: 'x' }
    const body = {
      step_outputs: [
        { step_run_id: 's', output_result: [more, ...(ids(P, R) as unknown[])] },
        { step_run_id: 't', output_result: ids(R, P) }
      ]
    }
    expect(await childrenIn(body)).toEqual([
      ['s', { pipelineId: P, runId: R }],
      ['t', { pipelineId: R, runId: P }]
    ])
  })

  it.each<[string, unknown]>([
    ['nothing', []],
    ['null', null],
    ['an object', { pipeline_id: P, pipeline_run_id: R }],
    ['one ID', [{ key: 'pipeline_id', value: P }]],
    ['numbers', ids(7, 8)],
    ['33 characters', ids(`${P}a`, R)],
    ['a path', ids(P, '../'.repeat(8).padEnd(32, 'x'))],
    ['two IDs of one kind', [...(ids(P, R) as unknown[]), { key: 'pipeline_run_id', value: P }]]
  ])('that are %s tell none', async (_, result) => {
    expect(await childrenIn(outputs(result))).toEqual([])
  })

  it('that tell the same twice tell it once', async () => {
    const twice = [...(ids(P, R) as unknown[]), ...(ids(P, R) as unknown[])]
    expect(await childrenIn(outputs(twice))).toHaveLength(1)
  })

  it.each([{}, { step_outputs: null }, { step_outputs: [] }, { step_outputs: [7, null, {}] }])(
    'of no step: %j',
    async body => {
      expect(await childrenIn(body)).toEqual([])
    }
  )

  it.each([[[]], [{ step_outputs: {} }], [{ step_outputs: 'x' }]])('%j are none', async body => {
    const answer = await answerOf(body)
    expect(() => readChildren(answer)).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ detail: { code: 'no_outputs', params: {} } })
      })
    )
  })
})
