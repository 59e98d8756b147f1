import { BUILD, CROWDED, PIPELINES, TESTS } from './world.js'

const RUN_ID = /^[0-9a-f]{32}$/
const buildRun = { pipeline_id: BUILD, status: 'COMPLETED', run_number: 118 }
const testsRun = { pipeline_id: TESTS, status: 'FAILED', run_number: 64 }
const success = { success: true }

/** Calls that the Go client lacks. */
export const LACKED_BY_GO: readonly string[] = [
  'queue',
  'leave the queue',
  'failed triggers',
  'manual trigger, pass',
  'manual trigger, refuse'
]
/** Calls that the Python client lacks: of the two answers to a manual trigger it has one. */
export const LACKED_BY_PYTHON: readonly string[] = [
  'v3 status',
  ...LACKED_BY_GO.filter(call => call !== 'manual trigger, pass')
]

/** What each call has to give, read by the client's own types. */
export const STORY: Readonly<Record<string, unknown>> = {
  'v3 status': [
    { pipeline_id: BUILD, pipeline_name: 'build', status: 'completed', result: 'success', build_id: '118' },
    { pipeline_id: TESTS, pipeline_name: 'tests', status: 'completed', result: 'error', build_id: '64' }
  ],
  'batch status': [{ ...buildRun, stage_status_list: [{ name: 'Build', sequence: 0, status: 'COMPLETED' }] }],
  'list pipelines, smallest': { total: PIPELINES.length, offset: 0 },
  'list pipelines, fullest': {
    total: 1,
    pipelines: [{ pipeline_id: BUILD, name: 'build', latest_run: buildRun }]
  },
  'list runs, smallest': { total: 1, pipeline_runs: [testsRun] },
  'list runs, fullest': { total: 1, pipeline_runs: [testsRun] },
  'latest run': { id: RUN_ID, name: 'build', status: 'COMPLETED', run_number: 118 },
  'run detail': {
    id: RUN_ID,
    status: 'FAILED',
    stages: [{ name: 'Test', status: 'FAILED', jobs: [{ name: 'unit', message: '2 tests failed' }] }]
  },
  'log, smallest': { log: 'second\n2 tests failed', has_more: true },
  'log, fullest': { log: 'first\nsecond\n2 tests failed', has_more: false },
  'step outputs': { step_outputs: [{ output_result: [{ key: 'failed', value: '2' }] }] },
  artifacts: { artifacts: [{ name: 'report.xml' }] },
  'pipeline detail': {
    id: BUILD,
    name: 'build',
    sources: [{ type: 'code', params: { git_type: 'codehub', default_branch: 'main' } }],
    variables: [
      { name: 'TARGET', value: 'test' },
      { name: 'REASON', value: '' }
    ]
  },
  'start, smallest': { pipeline_run_id: RUN_ID },
  'start, fullest': { pipeline_run_id: RUN_ID },
  stop: success,
  retry: success,
  // Queued instead of started: an answer with nothing that the clients' types have.
  'start, queued': {},
  'batch status, queued': [{ pipeline_id: CROWDED, status: 'QUEUED' }],
  'run detail, queued': { id: RUN_ID, status: 'QUEUED', run_number: 3 },
  'list runs, queued': {
    total: 3,
    pipeline_runs: [{ status: 'QUEUED' }, { status: 'RUNNING' }, { status: 'FAILED' }]
  },
  'stop, queued': success,
  'retry, queued': {},
  'review, pass': success,
  'review, refuse': success,
  'manual trigger, pass': success,
  'manual trigger, refuse': success,
  queue: { total: 1, queuedPipelines: [{ pipeline_run_id: RUN_ID, status: 'QUEUED' }] },
  'leave the queue': success,
  'failed triggers': { total: 1, triggerFailedRecordVOS: [{ reason: 'The branch is not in the list.' }] }
}
