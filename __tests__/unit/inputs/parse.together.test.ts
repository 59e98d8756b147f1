import { describe, expect, it } from '@jest/globals'
import { parseInputs } from '../../../src/inputs/parse.js'
import {
  ABSENT,
  codes,
  config,
  ID,
  issue,
  issues,
  KEY,
  NOW,
  OTHER,
  parse,
  PROJECT,
  type Values
} from './given.js'

const V5 = { project_id: PROJECT }
const COMMIT = 'ab'.repeat(20)
const GITHUB = { GITHUB_REPOSITORY: 'octo/app', INPUT_GITHUB_TOKEN: 'token-of-the-job' }

describe('a setup check without pipelines', () => {
  const alone = { pipeline_ids: '', dry_run: 'true' }
  it('lists those of the project, on v5', () => {
    expect(config({ ...alone, ...V5 })).toMatchObject({ dryRun: true, names: [] })
    expect(config({ ...alone, ...V5, api_version: 'v5' }).targets.size).toBe(0)
  })
  it.each<[string, Values]>([
    ['without a project', alone],
    ['on v3', { ...alone, ...V5, api_version: 'V3' }],
    ['of a gate', { ...V5, pipeline_ids: '' }]
  ])('%s, there have to be some', (_, inputs) => {
    expect(codes(inputs)).toEqual(['pipeline_ids: required'])
  })
  it('is no step whose pipelines are all pinned', () => {
    const event = { GITHUB_EVENT_NAME: 'issues' }
    expect(codes({ ...alone, ...V5 }, event)).toEqual(['commit: commit_event_none'])
  })
})

describe('a post step', () => {
  const env = { INPUT_SHA: COMMIT, INPUT_COMMIT: 'main' }
  const inPhase = (phase?: 'main' | 'post') => {
    const given = {
      INPUT_PIPELINE_IDS: ID,
      INPUT_ACCESS_KEY: KEY.access_key,
      INPUT_SECRET_KEY: KEY.secret_key
    }
    return parseInputs({ ...given, INPUT_PROJECT_ID: PROJECT, ...env }, ABSENT, NOW, phase)
  }
  it('refuses nothing for what it does not need, the step itself does', () => {
    expect(inPhase('main')).toMatchObject({ issues: [{ input: 'sha' }, { input: 'commit' }] })
    expect(inPhase()).toEqual(inPhase('main'))
    expect(inPhase('post')).toMatchObject({ config: { condition: null, notices: [] } })
  })
})

describe('a sweep', () => {
  const swept = { ...V5, sweep: 'true' }
  const onSchedule = { ...GITHUB, GITHUB_EVENT_NAME: 'schedule' }
  it('judges the commits of the heads, whatever the event', () => {
    expect(config(swept, onSchedule)).toMatchObject({
      ...{ condition: null, underTest: null, sweep: { bases: null } },
      forge: { statuses: { mode: 'each' } }
    })
  })
  it('is told of a hash that is none', () => {
    const event = { state: 'read', payload: { inputs: { sha: 'main' } } } as const
    const env = { ...GITHUB, GITHUB_EVENT_NAME: 'workflow_dispatch' }
    expect(config(swept, env, event).notices).toMatchObject([{ code: 'sweep_sha' }])
  })
  it('refuses what belongs to a check of one commit', () => {
    expect(codes({ ...swept, commit: COMMIT }, onSchedule)).toEqual(['commit: sweep_beside'])
  })
  it('takes every outcome to fail on, and has those of a gate without any', () => {
    expect([...config({ ...swept, fail_on: 'running' }, onSchedule).failOn]).toEqual(['running'])
    expect(config({ ...swept, wait: 'true' }, onSchedule).failOn).toEqual(config({}).failOn)
  })
})

describe('what fails the step where nothing is said', () => {
  const failOn = (inputs: Values) => [...config({ ...V5, ...inputs }, {}).failOn]
  it('a snapshot fails for what has not ended, and one of started runs does not', () => {
    expect(failOn({ wait: 'false' })).toEqual([...failOn({}), 'running', 'paused'])
    expect(failOn({ wait: 'false', start: 'true' })).toEqual(failOn({}))
  })
  it('only a snapshot may fail for what is running', () => {
    expect(codes({ fail_on: 'running' })).toEqual(['fail_on: fail_on_running'])
    expect(codes({ fail_on: 'running', wait: 'false' })).toEqual([])
  })
})

describe('what goes together', () => {
  it('a retry needs v5, and to wait', () => {
    expect(issues({ retry: '1' })).toEqual([issue('retry', 'retry_v3', '1')])
    expect(issues({ ...V5, retry: '1', wait: 'false' })).toEqual([issue('retry', 'retry_wait', '1')])
  })

  it('a poll_interval below a second is for a service on this machine', () => {
    const fast = { poll_interval: '500ms' }
    expect(issues(fast)).toEqual([issue('poll_interval', 'poll_interval', '500ms')])
    expect(codes({ ...fast, endpoint: 'https://proxy.example' })).toEqual(['poll_interval: poll_interval'])
    expect(config({ ...fast, endpoint: 'http://127.0.0.1:1' }).pollInterval).toBe(500)
    expect([
      config({ poll_interval: '1s' }).pollInterval,
      config({ poll_interval: 'AUTO' }).pollInterval
    ]).toEqual([1_000, 'auto'])
    expect(codes({ ...fast, endpoint: 'nonsense' })).toEqual([
      'endpoint: endpoint_url',
      'poll_interval: poll_interval'
    ])
  })

  it('statuses are no report that never fails', () => {
    const asked = { ...V5, commit: COMMIT, commit_status: 'one' }
    expect(codes({ ...asked, fail_on: 'none' }, GITHUB)).toEqual(['commit_status: status_fail_on'])
    expect(codes(asked, GITHUB)).toEqual([])
  })

  it('pins among others do not free them from the commit of the event', () => {
    const event = { state: 'read', payload: { after: COMMIT } } as const
    const commit = (pipeline_ids: string) =>
      config({ ...V5, pipeline_ids }, { GITHUB_EVENT_NAME: 'push' }, event).condition?.commit?.commit ?? null
    expect([commit(`${ID}@1 ${OTHER}`), commit(`${ID}@1`)]).toEqual([COMMIT, null])
  })
})

it('steps that ask for different pipelines by name have different digests', () => {
  const digest = (inputs: Values): string | undefined => {
    const asked = { ...V5, pipeline_names: 'build', commit: COMMIT, commit_status: 'one', ...inputs }
    return config(asked, GITHUB).forge?.statuses?.digest
  }
  const asked = [
    {},
    { pipeline_names: 'test' },
    { advisory: 'build' },
    { advisory: 'test' },
    { fail_on: 'error' }
  ]
  expect(new Set(asked.map(digest)).size).toBe(asked.length)
  expect(digest({})).toMatch(/^[0-9a-f]{12}$/)
})

it('no credential at all is one problem among the others', () => {
  const parsed = parse({ access_key: '', secret_key: '' })
  expect(parsed).toMatchObject({ issues: [{ code: 'credential_none' }], base: { notices: [] } })
  expect(parsed).not.toHaveProperty('config')
})

describe('each input arrives where it belongs', () => {
  it('one by one', () => {
    const given = { start_timeout: '7s', timeout: '8s', fail_fast: 'true', summary: 'false', log_lines: '3' }
    const rest = { region: 'cn-south-1', time_zone: 'Asia/Tokyo', started_after: '5m', retry: '2' }
    const ids = { pipeline_ids: `${ID} ${OTHER}`, advisory: OTHER }
    const read = config({ ...V5, ...given, ...rest, ...ids })
    expect(read).toMatchObject({
      ...{ startTimeoutMs: 7_000, timeoutMs: 8_000, failFast: true, summary: false, logLines: 3, retry: 2 },
      ...{ endpoints: { region: 'cn-south-1' }, advisoryLines: [], condition: { commit: null } }
    })
    expect([...read.advisory]).toEqual([OTHER])
    expect(read.timeZone).not.toEqual(config({}).timeZone)
  })

  it('advisory lines wait for names where they need them', () => {
    const named = { ...V5, pipeline_names: 'build' }
    expect(config({ ...named, advisory: 'build' }).advisoryLines).toHaveLength(1)
    expect(config({ ...named, advisory: ID }).advisoryLines).toHaveLength(1)
    expect(config({ ...V5, advisory: 'build' }).advisoryLines).toHaveLength(1)
    expect(codes({ pipeline_names: 'build' })).toEqual(['pipeline_names: names_v3'])
  })

  const address = (project: string, host = 'devcloud.cn-east-2.huaweicloud.com') =>
    `https://${host}/cicd/project/${project}/pipeline/detail/${ID}`

  it('an address gives project and region', () => {
    expect(config({ pipeline_ids: address(PROJECT) })).toMatchObject({
      api: { version: 'v5', projectId: PROJECT },
      endpoints: { region: 'cn-east-2' }
    })
    expect(codes({ pipeline_ids: address(PROJECT), project_id: OTHER })).toEqual([
      'pipeline_ids: address_project'
    ])
    expect(codes({ pipeline_ids: address(PROJECT), region: 'cn-north-4' })).toEqual([
      'pipeline_ids: address_region'
    ])
  })

  it('one of another console needs an endpoint of its own', () => {
    const elsewhere = { pipeline_ids: address(PROJECT, 'console.example') }
    expect(codes(elsewhere)).toHaveLength(1)
    expect(codes({ ...elsewhere, endpoint: 'https://pipeline.example' })).toEqual([])
  })
})
