import { describe, expect, it } from '@jest/globals'
import { subPipelineStep, type PipelineSpec, type StageSpec } from '../../simulator/index.js'
import { A, B, Cloud, pipeline, PROJECT } from './cloud.js'

const withStages = (stages: readonly StageSpec[], more: Partial<PipelineSpec> = {}): PipelineSpec =>
  pipeline([{ number: 1, moments: [{ at: 0, state: 'error', stages }] }], more)

interface Step {
  readonly id: string
  readonly task: string
}
interface Detail {
  readonly id: string
  readonly stages: readonly {
    readonly pre: readonly Step[]
    readonly jobs: readonly { readonly id: string; readonly steps: readonly Step[] }[]
  }[]
}

describe('a sub-pipeline', () => {
  const childRun = `00000001${B.slice(0, 24)}`
  const parent = withStages([
    {
      name: 'compile',
      state: 'error',
      jobs: [{ name: 'child', steps: [subPipelineStep('run', B, childRun)] }]
    }
  ])

  it('is told by the outputs of its step', () => {
    const cloud = new Cloud([parent])
    const { id, stages } = cloud.detail().body as Detail
    const step = stages[0]?.jobs[0]?.steps[0]
    expect(step?.task).toBe('official_devcloud_subPipeline')
    const path = `/${A}/pipeline-runs/${id}/steps/outputs?step_run_ids=${step?.id ?? ''}%2C${B}`
    expect(cloud.call('GET', path).body).toMatchObject({
      step_outputs: [
        {
          step_run_id: step?.id,
          output_result: [
            { key: 'pipeline_id', value: B },
            { key: 'pipeline_run_id', value: childRun }
          ]
        }
      ]
    })
  })
  it.each<[string, Partial<PipelineSpec>, string]>([
    ['in another project', { projectId: 'd'.repeat(32) }, 'DEVPIPE.00011136'],
    ['that may not be read', { forbidden: 'DEVCP.00014031' }, 'DEVCP.00014031'],
    ['that may not be read', { forbidden: 'DEVPIPE.30011011' }, 'DEVPIPE.30011011']
  ])('%s', (_, more, code) => {
    const cloud = new Cloud([parent, withStages([], { id: B, ...more })])
    expect(cloud.detail(`?pipeline_run_id=${childRun}`, B).body).toMatchObject({ error_code: code })
    expect(cloud.post('/status', [B], PROJECT).body).toMatchObject({ error_code: code })
  })
})
