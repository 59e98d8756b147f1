import { describe, expect, it } from '@jest/globals'
import { createRunDetailApi, type RunDetailApi } from '../../../../src/codearts/v5/run-detail.js'
import { scripted, type Reply, type Scripted } from '../scripted.js'

const STEP = { pipelineId: 'p', runId: 'r', jobId: 'j', stepId: 's' }

function details(reply: Reply): Scripted & { readonly api: RunDetailApi } {
  const made = scripted(() => reply)
  return { ...made, api: createRunDetailApi(made.client, { region: 'r', projectId: 'x' }) }
}

describe('the stages of a run', () => {
  it('come in their own order, with jobs and steps', async () => {
    const stages = [
      {
        name: 'Test',
        sequence: 1,
        status: 'FAILED',
        jobs: [{ id: 'j', steps: [{ id: 's', message: 'no' }] }]
      },
      { name: 'Build', sequence: 0, status: 'COMPLETED', jobs: null }
    ]
    const found = await details({ body: { id: 'r', stages } }).api.detail('p', 'r')
    expect(found.stages).toMatchObject([
      { name: 'Build', outcome: 'success', jobs: [] },
      { name: 'Test', outcome: 'error', jobs: [{ id: 'j', steps: [{ id: 's', message: 'no' }] }] }
    ])
  })

  it.each([
    [{ id: 'other', stages: [] }, 'other_run'],
    [{ id: 'r', pipeline_id: 'other', stages: [] }, 'other_run'],
    [{ id: 'r', project_id: 'other', stages: [] }, 'other_run'],
    [[], 'other_run'],
    [{ stages: [] }, 'no_run'],
    [{ id: null, status: null, stages: null }, 'no_run']
  ])('of %j are those of another run, or of none', async (body, code) => {
    await expect(details({ body }).api.detail('p', 'r')).rejects.toMatchObject({
      failure: { detail: { code } }
    })
  })

  it('that cannot be had are asked for once', async () => {
    const { api, asked } = details({ status: 503 })
    await expect(api.detail('p', 'r')).rejects.toMatchObject({ failure: { status: 503 } })
    expect(asked).toHaveLength(1)
  })
})

describe('a page of a log', () => {
  it('says what to send for the one before it', async () => {
    const { api, asked } = details({ body: { log: 'x', has_more: true, start_offset: '3', end_offset: '9' } })
    const page = await api.log(STEP, 40, { start_offset: 1, end_offset: 2 })
    expect(page).toEqual({ log: 'x', hasMore: true, next: { start_offset: 3, end_offset: 9 } })
    expect(asked[0]?.url).toBe(
      'https://cloud.example/v5/x/api/pipelines/p/pipeline-runs/r/jobs/j/steps/s/logs'
    )
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      start_offset: 1,
      end_offset: 2,
      limit: 40,
      sort: 'desc'
    })
  })

  it.each([{}, { log: null }])('may be empty: %j', async body => {
    expect(await details({ body }).api.log(STEP, 40, null)).toEqual({ log: '', hasMore: false, next: null })
  })

  it.each([
    [{ log: 7 }, 'no_log'],
    [[], 'no_log'],
    [{ log: 'x', step_run_id: 'other' }, 'other_run']
  ])('%j is none', async (body, code) => {
    await expect(details({ body }).api.log(STEP, 40, null)).rejects.toMatchObject({
      failure: { detail: { code } }
    })
  })
})
