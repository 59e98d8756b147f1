import { describe, expect, it } from '@jest/globals'
import { fails, onTheWire } from '../../simulator/index.js'
import { A, cloud, ends, pipelineWith } from './cloud.js'
import { step, type Step } from './harness.js'
import { COMMIT, hub } from './hub.js'
import { identityCloud, KINDS } from './identity-cloud.js'

const DEBUG = { RUNNER_DEBUG: '1' }
const debugLines = ({ lines }: Step): string[] =>
  lines.filter(line => line.startsWith('::debug::')).map(line => line.slice('::debug::'.length))
const green = {
  ...pipelineWith(A, [{ number: 5, commit: COMMIT, moments: [ends('success')] }]),
  name: 'build'
}

describe('with step debug logging', () => {
  it.concurrent('each request is one line: method, path, status, duration, request ID', async () => {
    await using made = await cloud([green], [{ on: 'v5.status', times: 1, does: fails(503) }])
    await using github = await hub()
    const inputs = { ...github.inputs, commit_status: 'one', comment: 'true', commit: 'auto' }
    const ended = await step(made.v5([A], inputs), { env: { ...github.env, ...DEBUG } })
    expect(ended.code).toBe(0)
    const lines = debugLines(ended)
    expect(lines).toHaveLength(made.simulator.requests.length + github.requests().length)
    for (const line of lines) expect(line).toMatch(/^(GET|POST|PATCH) \/[^ ?]* \d{3} \d+ms( [\w:-]+)?$/)
    expect(lines.filter(line => line.includes(' 503 '))).toHaveLength(1)
    expect(lines).toContainEqual(expect.stringMatching(/^POST \/graphql 200 /))
    expect(lines).toContainEqual(expect.stringMatching(/^POST \/repos\/octo\/app\/statuses\/1f1f\w+ 201 /))
    expect(lines.join('\n')).not.toContain(Object.values(github.inputs)[0])
  })

  it.concurrent('a request without an answer says what failed', async () => {
    await using made = await cloud(
      [green],
      [{ on: 'v5.status', times: 1, does: onTheWire({ kind: 'drop' }) }]
    )
    const ended = await step(made.v5([A]), { env: DEBUG })
    expect(debugLines(ended)).toContainEqual(expect.stringMatching(/^POST \/v5\/\S+ ECONNRESET \d+ms$/))
  })

  it.concurrent('sign-in is in it, and no query: that of the OIDC address is not for a log', async () => {
    await using made = await identityCloud()
    const url = made.served.url
    const inputs = { ...made.inputs([A]), endpoint: url, iam_endpoint: url, sts_endpoint: url }
    const ended = await step(
      { ...inputs, access_key: '', secret_key: '', ...KINDS['an agency'] },
      { env: { ...made.identity.environment(url), ...DEBUG } }
    )
    const lines = debugLines(ended)
    expect(lines).toHaveLength(made.simulator.requests.length)
    expect(lines).toContainEqual(expect.stringMatching(/^POST \/v5\/agencies\/assume-with-oidc 200 /))
    expect(lines.filter(line => line.includes('?'))).toEqual([])
  })
})

describe('without it', () => {
  it.concurrent.each([
    ['on GitHub', {}],
    [
      'where nothing reads workflow commands',
      {
        ...DEBUG,
        ...{ GITHUB_ACTIONS: '', GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '', RUNNER_TEMP: '' }
      }
    ]
  ])('there is no such command: %s', async (_, env) => {
    await using made = await cloud([green])
    const ended = await step(made.v5([A]), { env })
    expect(ended.code).toBe(0)
    expect(ended.stdout).not.toContain('::debug')
    expect(ended.lines.some(line => / 200 \d+ms/.test(line))).toBe('RUNNER_DEBUG' in env)
  })
})
