import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { EXAMPLE_KEY, type PipelineSpec, type State } from '../../simulator/index.js'
import { AGENCY, identityCloud, PROVIDER } from './identity-cloud.js'
import { eventFile } from './event.js'
import { step, type Inputs, type Step } from './harness.js'
import { sample } from '../sample.js'
import { hub } from './hub.js'
import { stepsOf, type Contexts } from './workflow.js'

const COMMIT = 'ab'.repeat(20)
const BUILD = '7f1d6b5f0c5e4c0e9a3e2b1d4c6f8a90'
const TEST = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'

const CONTEXTS: Contexts = {
  'secrets.HUAWEI_CLOUD_AK': EXAMPLE_KEY.accessKey,
  'secrets.HUAWEI_CLOUD_SK': EXAMPLE_KEY.secretKey,
  'vars.HUAWEI_CLOUD_AGENCY_URN': AGENCY,
  'vars.HUAWEI_CLOUD_PROVIDER_URN': PROVIDER,
  'github.ref_name': 'main',
  'github.run_id': '42'
}

const PULL_REQUEST = {
  name: 'pull_request',
  payload: {
    pull_request: {
      number: 7,
      head: { sha: COMMIT, repo: { full_name: 'o/r' } },
      base: { repo: { full_name: 'o/r' } }
    }
  }
}
const MERGE_GROUP = { name: 'merge_group', payload: { merge_group: { head_sha: COMMIT } } }
const PUSH = { name: 'push', payload: { after: COMMIT, head_commit: { id: COMMIT } } }
const BY_HAND = { name: 'workflow_dispatch', payload: {} }

/** How each step of an example has to end while the first pipeline succeeds and the second fails. */
interface Expected {
  readonly event: { readonly name: string; readonly payload: object }
  readonly ends: readonly { readonly code: number; readonly result: string }[]
  readonly says?: RegExp
}

const ERROR = { code: 1, result: 'error' }
const SUCCESS = { code: 0, result: 'success' }

const EXPECTED: Readonly<Record<string, Expected>> = {
  'announce.yml': { event: PULL_REQUEST, ends: [ERROR] },
  'setup-check.yml': {
    event: BY_HAND,
    ends: [{ code: 0, result: 'unknown' }],
    says: /no errors, 1 warning/
  },
  'forks.yml': { event: MERGE_GROUP, ends: [SUCCESS] },
  'keyless.yml': { event: PULL_REQUEST, ends: [SUCCESS], says: /STS/ },
  'matrix.yml': { event: PULL_REQUEST, ends: [SUCCESS, ERROR] },
  'nightly.yml': { event: BY_HAND, ends: [ERROR], says: /门禁未通过/ },
  'one-line.yml': { event: MERGE_GROUP, ends: [SUCCESS] },
  'outputs.yml': { event: PUSH, ends: [{ code: 0, result: 'error' }] },
  'release-branches.yml': { event: PULL_REQUEST, ends: [SUCCESS] },
  'required-check.yml': { event: PULL_REQUEST, ends: [SUCCESS] },
  'snapshot.yml': { event: BY_HAND, ends: [SUCCESS] },
  'statuses.yml': { event: PULL_REQUEST, ends: [ERROR], says: /add-mask/ },
  'sweep.yml': {
    event: { name: 'workflow_dispatch', payload: { inputs: { sha: COMMIT } } },
    ends: [{ code: 0, result: 'unknown' }],
    says: /2 statuses written/
  },
  'start-and-wait.yml': { event: PUSH, ends: [SUCCESS], says: /started run/ }
}

/** Those of other CI are in a folder of their own (templates.test.ts). */
const FILES = readdirSync('examples')
  .filter(file => file.endsWith('.yml'))
  .sort()
const read = (path: string): string => readFileSync(path, 'utf8')

async function play(inputs: Inputs, { name, payload }: Expected['event']): Promise<Step> {
  const run = (id: string, state: State): PipelineSpec => ({
    id,
    name: id === BUILD ? 'build' : 'test',
    projectId: inputs.project_id ?? '0d5c1e9a7b3f4c2d8e6a5b4c3d2e1f00',
    variables: [{ name: 'TARGET' }, { name: 'REASON' }],
    runs: [{ number: 7, commit: COMMIT, branch: 'main', moments: [{ at: 0, state }] }],
    onStart: { commit: COMMIT, moments: [{ at: 0, state: 'success' }] }
  })
  await using made = await identityCloud({}, [], {
    region: inputs.region ?? 'cn-north-4'
  })
  const { simulator, served, identity } = made
  simulator.add(run(BUILD, 'success'), run(TEST, 'error'))
  const place = {
    endpoint: served.url,
    iam_endpoint: served.url,
    sts_endpoint: served.url,
    poll_interval: '100ms'
  }
  await using github = await hub({ repository: 'o/r', pullRequests: [{ number: 7, head: COMMIT }] })
  const env = {
    GITHUB_API_URL: github.url,
    ...identity.environment(served.url),
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: eventFile(payload),
    GITHUB_SHA: COMMIT,
    GITHUB_REPOSITORY: 'o/r'
  }
  // Only after its end may the simulator be closed.
  const ended = await step({ ...github.inputs, ...inputs, ...place }, { env })
  expect(ended.stdout).not.toMatch(/could not be written/)
  const isAsked = (inputs.commit_status ?? '') !== ''
  // Each pipeline begins with pending, but in a sweep, which finds the ends.
  const written = inputs.sweep === undefined || inputs.sweep === '' ? 4 : 2
  expect([github.written().length, github.gitHub.comments.length]).toEqual(isAsked ? [written, 1] : [0, 0])
  return ended
}

describe('every example ends as it has to', () => {
  it('none is left out', () => {
    expect(FILES).toEqual(Object.keys(EXPECTED).sort())
  })

  it.concurrent.each(sample(Object.entries(EXPECTED)))('%s', async (file, { event, ends, says = /./ }) => {
    const text = read(`examples/${file}`)
    const steps = stepsOf(text, CONTEXTS, read)
    const ended = await Promise.all(steps.map(inputs => play(inputs, event)))
    expect(ended.map(({ code, outputs }) => ({ code, result: outputs.result }))).toEqual(ends)
    for (const { stdout } of ended) expect(stdout).toMatch(says)
  })

  it.each(sample(FILES))(
    '%s is set off by an event that it is tested with, and has least permissions',
    file => {
      const { on, permissions } = parse(read(`examples/${file}`)) as {
        on: Record<string, unknown>
        permissions: Record<string, string>
      }
      const tested = EXPECTED[file]?.event.name ?? ''
      expect(Object.keys(on)).toContain(file === 'nightly.yml' ? 'schedule' : tested)
      const more: Readonly<Record<string, object>> = {
        'keyless.yml': { 'id-token': 'write' },
        'announce.yml': { statuses: 'write', 'pull-requests': 'write' },
        'statuses.yml': { statuses: 'write', 'pull-requests': 'write' },
        'sweep.yml': { statuses: 'write', 'pull-requests': 'write', contents: 'read' }
      }
      expect(permissions).toEqual(more[file] ?? {})
    }
  )

  it('an expression that nobody knows is an error, not an empty input', () => {
    const text = 'jobs: { a: { steps: [{ uses: ./, with: { region: "${{ vars.NOWHERE }}" } }] } }'
    expect(() => stepsOf(text, CONTEXTS, read)).toThrow('nobody knows vars.NOWHERE')
  })
})
