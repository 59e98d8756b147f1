import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { A, B, ends, pipelineWith, PROJECT } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'
import { sample } from '../sample.js'
import { COMMIT, hub } from './hub.js'
import { identityCloud, KINDS, type Signed } from './identity-cloud.js'
import { stepsOf } from './workflow.js'

const GATE = 'codearts-pipeline-gate/codearts-pipeline-gate/.github/workflows/gate.yml@v1'
const SECRETS = ['access_key', 'secret_key', 'security_token', 'auth_token', 'iam_password']
const read = (path: string): string => readFileSync(path, 'utf8')

/** What the step of gate.yml is given by a caller that gives these. */
function called(inputs: Inputs): Inputs {
  const [secrets, given] = [true, false].map(isSecret =>
    Object.fromEntries(Object.entries(inputs).filter(([name]) => SECRETS.includes(name) === isSecret))
  )
  const caller = stringify({ on: {}, jobs: { codearts: { uses: GATE, with: given, secrets } } })
  const [only = {}] = stepsOf(caller, {}, read)
  return only
}

/** A step of gate.yml on a pull request, with the token of its job. */
async function gate({ served, identity }: Signed, inputs: Inputs): Promise<Step> {
  await using github = await hub()
  const { url } = served
  const place = { endpoint: url, iam_endpoint: url, sts_endpoint: url, poll_interval: '20ms' }
  const env = { ...github.env, ...identity.environment(url) }
  const ended = await step({ ...github.inputs, ...called({ ...place, ...inputs }) }, { env })
  expect(github.written().length > 0).toBe('commit_status' in inputs && ended.code === 0)
  return ended
}

const ofCommit = { project_id: PROJECT, pipeline_ids: A }
const run = (id: string) => ({
  ...pipelineWith(id, [{ number: 5, commit: COMMIT, moments: [ends('success')] }]),
  onStart: { commit: COMMIT, moments: [ends('success')] }
})
const world = async (): Promise<Signed> => {
  const made = await identityCloud()
  made.simulator.add(run(A), { ...run(B), name: 'build-b' })
  return made
}

describe('gate.yml, called', () => {
  it.concurrent.each(sample(Object.entries(KINDS)))('signs in with %s', async (_, credential) => {
    await using made = await world()
    expect(await gate(made, { ...ofCommit, ...credential })).toMatchObject({
      code: 0,
      outputs: { passed: 'true' }
    })
  })

  it.concurrent.each<readonly [string, Inputs, RegExp]>([
    ['no credential', {}, /access_key/],
    ['half of one', { access_key: 'AKEXAMPLE' }, /secret_key/],
    ['two', { ...KINDS['a token'], oidc_idp_id: 'github' }, /auth_token[\s\S]*oidc_idp_id/]
  ])('%s is refused, and told like in a step of its own', async (_, credential, says) => {
    await using made = await world()
    const ended = await gate(made, { ...ofCommit, ...credential })
    expect(ended.code).toBe(1)
    expect(ended.stdout).toMatch(says)
    expect(made.count()).toBe(0)
  })

  it('what is not given is not given: the same step as one with these inputs alone', async () => {
    await using made = await world()
    const ended = await gate(made, { ...ofCommit, ...KINDS['a token'] })
    expect(ended.stdout).not.toMatch(/::warning|::notice/)
    // The head of the pull request, as without `commit`.
    expect(ended.pipelines).toMatchObject([{ outcome: 'success', matched_by: 'commit', attempts: 1 }])
    expect(ended.stdout).toContain(COMMIT.slice(0, 10))
  })

  it('an empty commit, from an expression that came to nothing, does not weaken the gate', async () => {
    await using made = await world()
    const ended = await gate(made, { ...ofCommit, ...KINDS['a token'], commit: '' })
    expect(ended.pipelines).toMatchObject([{ matched_by: 'commit' }])
  })

  it.concurrent.each<readonly [string, Inputs]>([
    ['start', { start: 'true', stop_on_cancel: 'false' }],
    ['names, advisory and retry', { pipeline_ids: '', pipeline_names: '*', advisory: 'build-b', retry: '1' }],
    ['statuses', { commit_status: 'each', status_prefix: 'gate/', language: 'zh' }]
  ])('takes %s', async (_, more) => {
    await using made = await world()
    const ended = await gate(made, { ...ofCommit, ...KINDS['a token'], ...more })
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(made.simulator.started).toHaveLength('start' in more ? 1 : 0)
  })
})
