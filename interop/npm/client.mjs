// Calls CodeArts Pipeline with the core of Huawei Cloud's npm SDK, which signs and sends: there is no npm package with
// the operations of the service. Prints one line of JSON for each call.
//
//   client.mjs story    every operation that the action uses, also those that the other clients lack
//   client.mjs knock    four calls that only read: for credentials and projects that are refused
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
// The package's root needs `uuid`, which it does not declare.
const core = '@huaweicloud/huaweicloud-sdk-core'
const { HcClient } = require(`${core}/HcClient.js`)
const { DefaultHttpClient } = require(`${core}/http/DefaultHttpClient.js`)
const { BasicCredentials } = require(`${core}/auth/BasicCredentials.js`)

const {
  ENDPOINT,
  HUAWEICLOUD_SDK_AK,
  HUAWEICLOUD_SDK_SK,
  PROJECT_ID,
  BUILD_ID,
  TESTS_ID,
  RELEASE_ID,
  DEPLOY_ID,
  CROWDED_ID,
  STAGING_ID,
  PRODUCTION_ID
} = process.env

const credential = new BasicCredentials()
  .withAk(HUAWEICLOUD_SDK_AK)
  .withSk(HUAWEICLOUD_SDK_SK)
  .withProjectId(PROJECT_ID)
const client = new HcClient(new DefaultHttpClient({}, [ENDPOINT]))
  .withEndpoints([ENDPOINT])
  .withCredential(credential)

const FULLEST_LIST = {
  project_id: PROJECT_ID,
  project_ids: [PROJECT_ID],
  component_id: '',
  name: 'build',
  status: ['COMPLETED'],
  is_publish: false,
  creator_id: '',
  creator_ids: [],
  executor_ids: [],
  start_time: '2026-01-01 00:00:00',
  end_time: '2036-01-01 00:00:00',
  offset: 0,
  limit: 10,
  sort_key: 'name',
  sort_dir: 'asc',
  group_path_id: '',
  by_group: false,
  is_banned: false,
  query_new: true,
  security_level_list: []
}
const FULLEST_RUNS = {
  status: ['FAILED'],
  start_time: '2026-01-01 00:00:00',
  end_time: '2036-01-01 00:00:00',
  update_time: '2026-01-01 00:00:00',
  offset: 0,
  limit: 10,
  sort_key: 'start_time',
  sort_dir: 'desc'
}
const FULLEST_LOG = { start_offset: 0, end_offset: 0, limit: 100, sort: 'asc' }
const FULLEST_START = {
  sources: [
    {
      type: 'code',
      params: {
        git_type: 'codehub',
        git_url: 'https://git.example/code.git',
        alias: 'code',
        codehub_id: '1000',
        default_branch: 'main',
        endpoint_id: '',
        build_params: { build_type: 'branch', event_type: 'Manual', target_branch: 'release', tag: '' },
        change_request_ids: []
      }
    }
  ],
  description: 'interop',
  variables: [{ name: 'TARGET', value: 'staging' }],
  choose_jobs: [],
  choose_stages: []
}

const base = `/v5/${PROJECT_ID}/api/pipelines`

const send = (method, url, queryParams = {}, data = undefined) =>
  client.sendRequest({
    method,
    url,
    contentType: 'application/json',
    queryParams,
    pathParams: {},
    headers: {},
    data
  })

/** Makes a call and prints its result; returns the answer, `null` if it was refused. */
async function call(name, ...request) {
  try {
    const answer = await send(...request)
    print({ call: name, answer })
    return answer
  } catch (error) {
    if (error.httpStatusCode === undefined) print({ call: name, unreadable: String(error) })
    else
      print({
        call: name,
        refused: { status: error.httpStatusCode, code: error.errorCode, message: error.errorMsg }
      })
    return null
  }
}

function print(line) {
  console.log(JSON.stringify(line))
}

async function knock() {
  await call('batch status', 'POST', `${base}/status`, {}, [BUILD_ID])
  await call('list pipelines, smallest', 'POST', `${base}/list`, {}, {})
  await call('latest run', 'GET', `${base}/${BUILD_ID}/pipeline-runs/detail`)
  await call('pipeline detail', 'GET', `${base}/${BUILD_ID}`)
}

async function story() {
  await call('v3 status', 'GET', '/v3/pipelines/status', { pipeline_ids: `${BUILD_ID},${TESTS_ID}` })
  await knock()
  await call('list pipelines, fullest', 'POST', `${base}/list`, {}, FULLEST_LIST)
  await call('list runs, smallest', 'POST', `${base}/${TESTS_ID}/pipeline-runs/list`, {}, {})
  await call('list runs, fullest', 'POST', `${base}/${TESTS_ID}/pipeline-runs/list`, {}, FULLEST_RUNS)
  const tests = await lastStep(TESTS_ID)
  const query = { pipeline_run_id: tests.run }
  await call('run detail', 'GET', `${base}/${TESTS_ID}/pipeline-runs/detail`, query)
  await call('log, smallest', 'POST', `${tests.path}/logs`, {}, { limit: 2, sort: 'desc' })
  await call('log, fullest', 'POST', `${tests.path}/logs`, {}, FULLEST_LOG)
  await call('step outputs', 'GET', `${tests.runPath}/steps/outputs`, { step_run_ids: tests.step })
  await call('artifacts', 'GET', `${tests.runPath}/artifacts`)
  await call('start, smallest', 'POST', `${base}/${BUILD_ID}/run`, {}, {})
  const started = await call('start, fullest', 'POST', `${base}/${BUILD_ID}/run`, {}, FULLEST_START)
  if (started?.pipeline_run_id !== undefined)
    await call('stop', 'POST', `${base}/${BUILD_ID}/pipeline-runs/${started.pipeline_run_id}/stop`)
  await call('retry', 'PUT', `${tests.runPath}/retry`)
  await wait()
  await call('review, pass', 'POST', `${(await lastStep(RELEASE_ID)).path}/pass`)
  await call('review, refuse', 'POST', `${(await lastStep(DEPLOY_ID)).path}/refuse`)
  await call('manual trigger, pass', 'POST', `${await triggerPath(STAGING_ID)}/pass`)
  await call('manual trigger, refuse', 'POST', `${await triggerPath(PRODUCTION_ID)}/refuse`)
}

/** Starts and retries where there is no room: both are queued. */
async function wait() {
  const crowded = `${base}/${CROWDED_ID}`
  await call('start, queued', 'POST', `${crowded}/run`, {}, {})
  await call('batch status, queued', 'POST', `${base}/status`, {}, [CROWDED_ID])
  await call('run detail, queued', 'GET', `${crowded}/pipeline-runs/detail`)
  const list = await call('list runs, queued', 'POST', `${crowded}/pipeline-runs/list`, {}, {})
  const [queued, , failed] = list?.pipeline_runs?.map(run => run.pipeline_run_id) ?? []
  await call('queue', 'GET', `${crowded}/queued-pipeline`, { offset: 0, limit: 10 })
  await call('stop, queued', 'POST', `${crowded}/pipeline-runs/${queued}/stop`)
  const retried = await call('retry, queued', 'PUT', `${crowded}/pipeline-runs/${failed}/retry`)
  const queueId = retried?.error?.queue_id
  await call('leave the queue', 'POST', `${crowded}/${failed}/cancel-queuing/${queueId}`, {}, {})
  await call('failed triggers', 'GET', `${crowded}/trigger-failed-record`, { offset: 0, limit: 10 })
}

/** The path to the manual trigger that a pipeline's latest run waits for. */
async function triggerPath(pipelineId) {
  const detail = await send('GET', `${base}/${pipelineId}/pipeline-runs/detail`).catch(() => ({}))
  const step = detail.stages?.[0]?.pre?.[0]?.id
  return `${base}/${pipelineId}/pipeline-runs/${detail.id}/steps/${step}/manual`
}

/** The IDs of a pipeline's latest run and of the last step in its first stage, and the paths that lead to them. */
async function lastStep(pipelineId) {
  const detail = await send('GET', `${base}/${pipelineId}/pipeline-runs/detail`).catch(() => ({}))
  const job = detail.stages?.[0]?.jobs?.at(-1)
  const step = job?.steps?.at(-1)?.id
  const runPath = `${base}/${pipelineId}/pipeline-runs/${detail.id}`
  return { run: detail.id, step, runPath, path: `${runPath}/jobs/${job?.id}/steps/${step}` }
}

await (process.argv[2] === 'knock' ? knock() : story())
