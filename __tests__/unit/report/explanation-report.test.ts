import { expect, it } from '@jest/globals'
import type { ChildRun } from '../../../src/domain/explanation.js'
import { reportedExplanation } from '../../../src/report/explanation-report.js'
import { aLocation, anExplanation, aRun } from '../helpers.js'

const top = aLocation({ stage: 'deploy', job: 'compile', step: 'SubPipeline', isSubPipeline: true })
const run: ChildRun = {
  ...{
    startedBy: top,
    pipelineId: 'p',
    runId: 'r',
    name: 'child-pipeline',
    runNumber: 12,
    url: 'https://x.example/r'
  }
}
const make = aLocation({
  stage: 'build',
  job: 'make',
  step: 'make',
  reviewers: ['lin'],
  endedAt: 0,
  within: run
})
const place = { message: null, reviewers: [], started_at: null, ended_at: null }

it('nothing that was found out is null', () => {
  expect(reportedExplanation(null)).toBeNull()
})

it('each sub-pipeline run comes with the step that has started it, and each place with its run', () => {
  const explanation = anExplanation({ failed: [top], children: [{ run, failed: [make] }], unfollowed: 3 })
  const started = { ...place, child_run_id: null, stage: 'deploy', job: 'compile', step: 'SubPipeline' }
  expect(reportedExplanation(explanation)).toEqual({
    failed: [started],
    doing: [],
    children: [
      {
        ...{
          pipeline_id: 'p',
          run_id: 'r',
          name: 'child-pipeline',
          run_number: 12,
          url: 'https://x.example/r'
        },
        started_by: started,
        failed: [
          {
            ...{ child_run_id: 'r', stage: 'build', job: 'make', step: 'make', message: null },
            ...{ reviewers: ['lin'], started_at: null, ended_at: '1970-01-01T00:00:00.000Z' }
          }
        ]
      }
    ],
    unread_children: 3,
    superseded_by: null,
    logs: [],
    missing: [],
    unasked_logs: 0
  })
})

it('what could not be read has its IDs', () => {
  const missing = {
    ...{
      what: 'child' as const,
      location: null,
      status: 403,
      cloudCode: 'X',
      cloudMessage: 'no',
      detail: null
    },
    child: { pipelineId: 'p', runId: 'r' }
  }
  expect(reportedExplanation(anExplanation({ missing: [missing] }))?.missing).toEqual([
    {
      ...{ what: 'child', location: null, child: { pipeline_id: 'p', run_id: 'r' } },
      ...{ http_status: 403, error_code: 'X', error_message: 'no', detail: null }
    }
  ])
})

it('a newer run is told with its state', () => {
  const newer = aRun({ runNumber: 118, outcome: 'running' })
  const explanation = anExplanation({ supersededBy: { run: newer, sharing: 'commit' } })
  expect(reportedExplanation(explanation)?.superseded_by).toEqual({
    ...{ run_id: '25', run_number: 118, outcome: 'running', url: null, sharing: 'commit' }
  })
})
