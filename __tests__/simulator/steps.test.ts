import { describe, expect, it } from '@jest/globals'
import { subPipelineStep, type PipelineSpec, type StageSpec } from '../../simulator/index.js'
import { A, B, Cloud, pipeline, PROJECT, START } from './cloud.js'

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

it('outputs can be anything, also what is no ID, or those of the parent itself', () => {
  const own = `00000001${A.slice(0, 24)}`
  const outputs = [
    { pipeline_id: 7, pipeline_run_id: null },
    { pipeline_id: A, pipeline_run_id: own }
  ]
  const steps = outputs.map((outputs, index) => ({ name: `step ${index}`, outputs }))
  const cloud = new Cloud([withStages([{ name: 's', state: 'error', jobs: [{ name: 'j', steps }] }])])
  const ids = (cloud.detail().body as Detail).stages[0]?.jobs[0]?.steps.map(({ id }) => id) ?? []
  const { body } = cloud.call('GET', `/${A}/pipeline-runs/${own}/steps/outputs?step_run_ids=${ids.join(',')}`)
  expect(body).toMatchObject({
    step_outputs: outputs.map(({ pipeline_id, pipeline_run_id }, index) => ({
      step_run_id: ids[index],
      output_result: [
        { key: 'pipeline_id', value: pipeline_id },
        { key: 'pipeline_run_id', value: pipeline_run_id }
      ]
    }))
  })
})

describe('why it is red', () => {
  const message = JSON.stringify({ errorCode: 'DEV.CB.1', errorMessage: 'out of memory' })
  const cloud = new Cloud([
    withStages([
      {
        name: 'deploy',
        state: 'error',
        pre: [
          { name: 'entry', state: 'success', task: 'official_devcloud_passGate' },
          {
            name: 'manual trigger',
            state: 'success',
            inputs: { audit_users: 'lin', audit_source: 'members' }
          }
        ],
        post: [{ name: 'quality gate', message: 'coverage 61 % is below 80 %', businessType: 'Gate' }],
        jobs: [
          { name: 'roll out', state: 'success', message },
          { name: 'left out', state: null, status: 'UNSELECTED', isSelected: false }
        ]
      },
      { name: 'never', state: null, isSelected: false, status: 'UNSELECTED' }
    ])
  ])
  const stages = [
    {
      name: 'deploy',
      status: 'FAILED',
      pre: [
        { name: 'entry', status: 'COMPLETED', task: 'official_devcloud_passGate' },
        {
          name: 'manual trigger',
          inputs: [
            { key: 'audit_users', value: 'lin' },
            { key: 'audit_source', value: 'members' }
          ]
        }
      ],
      post: [{ name: 'quality gate', status: 'FAILED', message: 'coverage 61 % is below 80 %' }],
      jobs: [
        { name: 'roll out', status: 'COMPLETED', message, is_select: true },
        { name: 'left out', status: 'UNSELECTED', is_select: false }
      ]
    },
    { name: 'never', status: 'UNSELECTED', is_select: false, start_time: null }
  ]
  it('is told by conditions before and after the jobs, and by what was not selected', () => {
    expect(cloud.detail().body).toMatchObject({ stages })
    expect(cloud.batch(A)).toMatchObject([
      { stage_status_list: [{ status: 'FAILED' }, { status: 'UNSELECTED' }] }
    ])
  })
  it('every step has an ID of its own', () => {
    const ids = [...JSON.stringify(cloud.detail().body).matchAll(/"id":"(\w{32})"/g)].map(([, id]) => id)
    expect(ids).toHaveLength(8)
    expect(new Set(ids).size).toBe(8)
  })
})

describe('artifacts', () => {
  const artifacts = [{ name: 'app', version: '2.1', url: 'https://x.example/app', sha256: 'ab'.repeat(32) }]
  it('are told in one case by their call, and in another by the detail', () => {
    const run = { number: 1, moments: [{ at: 0, state: 'success' as const }], artifacts }
    const cloud = new Cloud([pipeline([run])])
    const { id } = cloud.detail().body as Detail
    expect(cloud.call('GET', `/${A}/pipeline-runs/${id}/artifacts`).body).toMatchObject({
      artifacts: [
        {
          name: 'app',
          artifact_version: '2.1',
          artifact_download_url_with_id: 'https://x.example/app',
          hash_code: [{ hash_type: 'SHA-256', hash_value: 'ab'.repeat(32) }]
        }
      ]
    })
    expect(cloud.detail().body).toMatchObject({
      artifacts: [{ name: 'app', version: '2.1', downloadUrl: 'https://x.example/app' }]
    })
    expect(cloud.call('GET', `/${A}/pipeline-runs/${B}/artifacts`).status).toBe(404)
  })
})

describe('triggers that failed', () => {
  it('are told once they have, the newest first, a page at a time', () => {
    const failedTriggers = [
      { at: -5000, reason: 'branch not in the list', trigger: 'MR', executor: 'lin' },
      { at: -1000, reason: null },
      { at: 1000 }
    ]
    const cloud = new Cloud([pipeline([], { failedTriggers, origin: 'start' })])
    const ask = (query: string): unknown => cloud.call('GET', `/${A}/trigger-failed-record?${query}`).body
    expect(ask('offset=0&limit=10')).toEqual({
      total: 2,
      triggerFailedRecordVOS: [
        {
          trigger_type: 'Push',
          trigger_time: START - 1000,
          executor_id: '0'.repeat(32),
          executor_name: 'simulator',
          reason: null
        },
        {
          trigger_type: 'MR',
          trigger_time: START - 5000,
          executor_id: '0'.repeat(32),
          executor_name: 'lin',
          reason: 'branch not in the list'
        }
      ]
    })
    expect(ask('offset=1&limit=1')).toMatchObject({
      triggerFailedRecordVOS: { length: 1, 0: { trigger_type: 'MR' } }
    })
  })
})

describe('a change pipeline', () => {
  const cloud = new Cloud([pipeline([], { isChange: true })])
  const start = (ids: readonly string[]): unknown => {
    const params = { git_type: 'codehub', git_url: 'x', change_request_ids: ids }
    return cloud.call('POST', `/${A}/run`, { sources: [{ type: 'code', params }] }).body
  }
  it('says so, and wants change requests to start', () => {
    expect(cloud.call('GET', `/${A}`).body).toMatchObject({ is_publish: true })
    expect(start([])).toEqual({ error_msg: 'The change pipeline needs change_request_ids.' })
    expect(start(['1'])).toHaveProperty('pipeline_run_id')
  })
})
