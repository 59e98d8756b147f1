import { describe, expect, it } from '@jest/globals'
import {
  answers,
  answersHtml,
  gitHubMessage,
  JOB_ACCOUNT,
  onTheWire,
  rateLimited,
  redirects,
  serve,
  Simulator,
  type Misbehaviour,
  type Permissions,
  type PipelineSpec
} from '../../simulator/index.js'
import { A, cloud, ends, pipelineWith } from '../e2e/cloud.js'
import { eventFile } from '../e2e/event.js'
import { pipelineId, step, type Step } from '../e2e/harness.js'
import { COMMIT, hub, type Hub } from '../e2e/hub.js'

const green: PipelineSpec = {
  ...pipelineWith(A, [{ number: 5, commit: COMMIT, moments: [ends('success')] }]),
  name: 'build'
}
const warnings = ({ lines }: Step): readonly string[] => lines.filter(line => line.startsWith('::warning'))
const accounts = (permissions: Permissions) => [{ ...JOB_ACCOUNT, permissions }]
const WRITES = ['github.set_status', 'github.add_comment', 'github.change_comment']

/** A gate that is green, whatever GitHub says. */
async function played(
  github: Hub,
  more: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>> = {}
): Promise<Step> {
  await using made = await cloud([green])
  const ended = await step(made.v5([A], { ...github.inputs, ...more }), { env: { ...github.env, ...env } })
  expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true', result: 'success' } })
  expectNoToken(ended, github)
  return ended
}

/** The token is nowhere but in the mask command for the runner. */
function expectNoToken({ stdout, stderr, state, summary, outputs, report }: Step, { gitHub }: Hub): void {
  const left = [stdout.replace(/::add-mask::.*/g, ''), stderr, state, summary, outputs, report]
  const written = [gitHub.comments, gitHub.statuses]
  expect(JSON.stringify([...left, ...written])).not.toContain(JOB_ACCOUNT.token)
}

describe('what GitHub refuses changes no verdict, and is one warning', () => {
  it.concurrent.each<readonly [string, string, Misbehaviour, RegExp]>([
    ['a bad token', '401', () => gitHubMessage(401, 'Bad credentials'), /Bad credentials.*github_token/],
    ['nothing there', '404', () => gitHubMessage(404, 'Not Found'), /HTTP 404.*no such repository/],
    ['gone', '410', () => gitHubMessage(410, 'Gone'), /HTTP 410/],
    ['invalid', '422', () => gitHubMessage(422, 'No commit found for SHA'), /422, No commit found/],
    ['a server error', '502', answersHtml(502), /HTTP 502/],
    ['no JSON', '200', answers(200, 'hello'), /HTTP 200/],
    ['a limit', '403', () => rateLimited('secondary', 60_000, Date.now()), /500 an hour.*one/],
    ['a limit as 429', '429', () => rateLimited('secondary', 60_000, Date.now(), 429), /500 an hour/],
    ['the primary limit', '403', () => rateLimited('primary', 3_000_000, Date.now()), /500 an hour/],
    ['a broken connection', '0', onTheWire({ kind: 'drop' }), /could not be written/]
  ])('%s (%s)', async (_, __, does, says) => {
    await using github = await hub({}, [{ does }])
    const ended = await played(github, { commit_status: 'each' })
    expect(warnings(ended)).toEqual([expect.stringMatching(says)])
  })

  it.concurrent.each<readonly [string, Permissions, RegExp]>([
    ['nothing', {}, /statuses: write/],
    ['reading', { statuses: 'read', 'pull-requests': 'read' }, /statuses: write/]
  ])('a token that may do %s', async (_, permissions, says) => {
    await using github = await hub({ accounts: accounts(permissions) })
    const ended = await played(github, { commit_status: 'each', comment: 'true' })
    expect(warnings(ended)).toEqual([
      expect.stringMatching(says),
      expect.stringMatching(/pull-requests: write/)
    ])
    // It is asked once.
    expect(github.requests().filter(({ kind }) => WRITES.includes(kind)).length).toBeLessThanOrEqual(2)
  })

  it.concurrent('a gate that is red stays red, with the same outputs', async () => {
    await using made = await cloud([
      { ...pipelineWith(A, [{ number: 5, commit: COMMIT, moments: [ends('error')] }]), name: 'build' }
    ])
    const results: unknown[] = []
    for (const rules of [[], [{ does: () => gitHubMessage(401, 'Bad credentials') }]]) {
      await using github = await hub({}, rules)
      const inputs = { ...github.inputs, commit_status: 'each', comment: 'true' }
      const ended = await step(made.v5([A], inputs), github)
      expectNoToken(ended, github)
      expect(warnings(ended)).toHaveLength(rules.length * 2)
      const { passed, result, failed_ids: failed, run_ids: runs } = ended.outputs
      results.push([ended.code, passed, result, failed, runs])
    }
    expect(results[0]).toEqual([1, 'false', 'error', JSON.stringify([A]), expect.stringContaining(A)])
    expect(results[1]).toEqual(results[0])
  })

  it.concurrent('a locked conversation', async () => {
    await using github = await hub({ pullRequests: [{ number: 7, head: COMMIT, isLocked: true }] })
    expect(warnings(await played(github, { comment: 'true' }))).toEqual([expect.stringMatching(/locked/)])
  })

  it.concurrent('a pull request from a fork, and Dependabot', async () => {
    const readOnly = { accounts: accounts({ statuses: 'read', 'pull-requests': 'read' }) }
    await using github = await hub(readOnly)
    const base = { repo: { full_name: 'octo/app' } }
    const head = { sha: COMMIT, repo: { full_name: 'mallory/app' } }
    const fork = { GITHUB_EVENT_PATH: eventFile({ pull_request: { number: 7, head, base } }) }
    const forked = await played(github, { commit_status: 'one' }, fork)
    expect(warnings(forked)).toEqual([expect.stringMatching(/statuses: write.*forks.*merge_group/)])
    const bot = await played(github, { commit_status: 'one' }, { GITHUB_ACTOR: 'dependabot[bot]' })
    expect(warnings(bot)).toEqual([expect.stringMatching(/statuses: write.*Dependabot.*permissions:/)])
  })

  it.concurrent('a redirect is not followed, and the other host gets nothing', async () => {
    const elsewhere = new Simulator()
    const other = await serve(elsewhere)
    try {
      await using github = await hub({}, [{ does: redirects(`${other.url}/repos/octo/app`, 307) }])
      const ended = await played(github, { commit_status: 'each', comment: 'true' })
      expect(warnings(ended)).toHaveLength(2)
      expect(warnings(ended)[0]).toMatch(/HTTP 307.*GITHUB_API_URL/)
      expect(elsewhere.requests).toEqual([])
    } finally {
      await other.close()
    }
  })

  it.concurrent('a GitHub that is slow or silent delays the end by ten seconds at most', async () => {
    await using github = await hub({}, [{ on: 'github.set_status', does: onTheWire({ kind: 'hang' }) }])
    const ended = await played(github, { commit_status: 'each' })
    expect(warnings(ended)).toHaveLength(1)
    expect(ended.elapsedMs).toBeLessThan(25_000)
  })
})

describe('what GitHub asks to wait for', () => {
  it.concurrent('a short Retry-After is waited out', async () => {
    const does: Misbehaviour = () => rateLimited('secondary', 1000, Date.now())
    await using github = await hub({}, [{ on: 'github.set_status', times: 1, does }])
    const ended = await played(github, { commit_status: 'each' })
    expect(warnings(ended)).toEqual([])
    const [first, second] = github.requests('github.set_status')
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1000)
    expect(github.written()).toEqual(['codearts/build pending', 'codearts/build success'])
  })

  it.concurrent('an error of a moment is asked again', async () => {
    await using github = await hub({}, [{ times: 2, does: answersHtml(503) }])
    expect(warnings(await played(github, { commit_status: 'each' }))).toEqual([])
    expect(github.standing()).toMatchObject({ 'codearts/build': { state: 'success' } })
  })
})

describe('the token', () => {
  it.concurrent('goes to GITHUB_API_URL alone, also on GitHub Enterprise Server', async () => {
    await using made = await cloud([green])
    await using github = await hub({ base: '/api/v3' })
    const inputs = { ...github.inputs, commit_status: 'each', comment: 'true' }
    const ended = await step(made.v5([A], inputs), github)
    expect(ended.code).toBe(0)
    expect(warnings(ended)).toEqual([])
    const paths = github.requests().map(({ target }) => target.replace(/^(\/api\/(v3|graphql)).*/, '$1'))
    expect(new Set(paths)).toEqual(new Set(['/api/v3', '/api/graphql']))
    for (const { headers } of github.requests())
      expect(headers.authorization).toBe(`Bearer ${JOB_ACCOUNT.token}`)
    expect(JSON.stringify(made.simulator.requests)).not.toContain(JOB_ACCOUNT.token)
    expect(ended.lines).toContain(`::add-mask::${JOB_ACCOUNT.token}`)
  })

  it.concurrent('nothing is asked of GitHub where nothing is to be written', async () => {
    await using github = await hub()
    await played(github, {})
    expect(github.requests()).toEqual([])
  })
})

describe('how much is asked', () => {
  const many = (n: number): PipelineSpec[] =>
    Array.from({ length: n }, (_, index) => ({
      ...pipelineWith(pipelineId(`${index + 1000}`), [
        { number: 1, commit: COMMIT, moments: [ends('success')] }
      ]),
      name: `pipeline ${index}`
    }))

  it.concurrent('20 pipelines with each: two lists and two writes for each', async () => {
    const pipelines = many(20)
    await using made = await cloud(pipelines)
    await using github = await hub()
    const ids = pipelines.map(({ id }) => id)
    const ended = await step(made.v5(ids, { ...github.inputs, commit_status: 'each' }), github)
    expect(ended.code).toBe(0)
    expect(warnings(ended)).toEqual([])
    expect(github.requests()).toHaveLength(42)
  })

  it.concurrent('1,000 with one: two lists and two writes', async () => {
    const pipelines = many(1000)
    await using made = await cloud(pipelines)
    await using github = await hub()
    const ids = pipelines.map(({ id }) => id)
    const ended = await step(made.v5(ids, { ...github.inputs, commit_status: 'one', timeout: '55s' }), github)
    expect(ended.code).toBe(0)
    expect(github.requests()).toHaveLength(4)
  })

  it.concurrent('three pushes an hour with 40 pipelines stay below 500 writes', async () => {
    const pipelines = many(40)
    await using made = await cloud(pipelines)
    let now = Date.now()
    await using github = await hub({ now: () => now })
    const ids = pipelines.map(({ id }) => id)
    for (let push = 0; push < 3; push++) {
      const ended = await step(made.v5(ids, { ...github.inputs, commit_status: 'each' }), github)
      expect(warnings(ended)).toEqual([])
      now += 20 * 60_000
    }
    expect(github.requests('github.set_status')).toHaveLength(240)
  })
})
