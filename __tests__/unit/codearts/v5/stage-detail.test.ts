import { describe, expect, it } from '@jest/globals'
import { readStageDetails } from '../../../../src/codearts/v5/stage-detail.js'

describe('the stages of a run detail', () => {
  it('have steps before and after their jobs', () => {
    const trigger = {
      ...{ id: 'pre', name: null, task: 'official_devcloud_manualTrigger', status: 'PAUSED' },
      inputs: [{ key: 'approvers', value: 'lin' }]
    }
    const gate = { id: 'post', name: 'gate', status: 'FAILED', message: '{"errorMessage":"coverage"}' }
    const job = {
      id: 'j',
      name: 'job',
      steps: [{ id: 's', task: 'OFFICIAL_DEVCLOUD_SUBPIPELINE', status: 'ASYNC_FAILED' }]
    }
    const [stage] = readStageDetails([
      {
        name: 'deploy',
        status: 'PAUSED',
        pause_time: 1_700_000_000_000,
        pre: [trigger],
        post: [gate],
        jobs: [job]
      }
    ])
    expect(stage).toMatchObject({
      ...{ name: 'deploy', outcome: 'paused', pausedAt: 1_700_000_000_000 },
      pre: [
        {
          id: 'pre',
          name: 'official_devcloud_manualTrigger',
          outcome: 'paused',
          isManualTrigger: true,
          isSubPipeline: false,
          reviewers: ['lin']
        }
      ],
      jobs: [
        { id: 'j', steps: [{ id: 's', outcome: 'error', isSubPipeline: true, isManualTrigger: false }] }
      ],
      post: [{ id: 'post', name: 'gate', outcome: 'error', message: 'coverage' }]
    })
  })

  it('are without what was not selected', () => {
    const parts = [{ name: 'in' }, { name: 'out', is_select: false }, { name: 'out', status: 'UNSELECTED' }]
    const found = readStageDetails(
      parts.map(part => ({
        ...part,
        pre: parts,
        post: parts,
        jobs: parts.map(job => ({ ...job, steps: parts }))
      }))
    )
    expect(JSON.stringify(found)).not.toContain('out"')
    expect(found).toMatchObject([
      { pre: { length: 1 }, post: { length: 1 }, jobs: [{ steps: { length: 1 } }] }
    ])
  })

  it.each([null, undefined, {}, 'x', 7, [null, 7, 'x', []]])('%j are none', stages => {
    expect(readStageDetails(stages)).toEqual([])
  })

  it.each([null, {}, 'x', 7, [null, 7, 'x', []]])('and parts that are %j are none', part => {
    expect(readStageDetails([{ name: 's', pre: part, jobs: part, post: part }])).toMatchObject([
      { pre: [], jobs: [], post: [] }
    ])
  })
})
