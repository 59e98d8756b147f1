import { describe, expect, it } from '@jest/globals'
import {
  answersHtml,
  fails,
  Identity,
  onTheWire,
  type Misbehaviour,
  type PipelineSpec,
  type Rule
} from '../../simulator/index.js'
import { APIS } from '../e2e/cancellations.js'
import { A, B, cloud, ends, pipeline, pipelineWith, WALL, type Cloud } from '../e2e/cloud.js'
import { arrange, FAULTS } from '../e2e/faults.js'
import { pipelineId, step, type Inputs } from '../e2e/harness.js'
import { USER } from '../e2e/identity-cloud.js'
import { TROUBLES } from '../e2e/troubles.js'

/** What a machine that does other things as well may take from a step, its start included. */
const BUSY_MS = 5_000
const RUN = '1'.repeat(32)
const hangs = onTheWire({ kind: 'hang' })

const wall = (pipelines: readonly PipelineSpec[], rules: readonly Rule[] = []): Promise<Cloud> =>
  cloud(pipelines, rules, { clock: WALL })

const inputsOf = (made: Cloud, api: (typeof APIS)[number]): Cloud['v5'] =>
  api === 'v3' ? made.inputs : made.v5

describe('`timeout` holds by the wall clock to within 3 s', () => {
  const TIMEOUT_MS = 2_000
  const onBoth = TROUBLES.flatMap(one => APIS.map(api => ({ ...one, api })))
  it.concurrent.each(onBoth)('when $api $what', async ({ does, api }) => {
    await using made = await wall([pipeline(A, ends('running'))], [{ on: ['v3.status', 'v5.status'], does }])
    const ended = await step(inputsOf(made, api)([A], { timeout: `${TIMEOUT_MS}ms` }))
    expect(made.sinceMs(`${api}.status`)).toBeLessThan(TIMEOUT_MS + 3_000)
    expect(ended.elapsedMs).toBeGreaterThan(TIMEOUT_MS - 500)
  })

  const late = FAULTS.filter(({ inputs }) => inputs?.timeout !== undefined)
  it.concurrent.each(late.flatMap(fault => APIS.map(api => ({ ...fault, api }))))(
    '$api, $group: $name',
    async fault => {
      await using arranged = await arrange(fault, fault.api)
      const { inputs, env, nodeArguments } = arranged
      const ended = await step(inputs, { env, nodeArguments, before: fault.before, folder: fault.folder })
      expect(ended.elapsedMs).toBeLessThan(Number(inputs.timeout?.replace('s', '')) * 1_000 + 3_000 + BUSY_MS)
    }
  )

  it.concurrent.each([
    ['everything', undefined],
    ['the pipelines', ['v5.pipeline']]
  ])('a setup check, where %s hangs', async (_, on) => {
    const rule = { does: hangs, ...(on === undefined ? {} : { on }) }
    await using made = await wall([pipeline(A, ends('success')), pipeline(B, ends('success'))], [rule])
    const ended = await step(made.v5([A, B], { dry_run: 'true', timeout: '3s' }))
    expect(ended.elapsedMs).toBeLessThan(3_500 + BUSY_MS)
  })

  it.concurrent('`start_timeout`, too', async () => {
    await using made = await wall([pipeline(A, ends('success'))])
    const inputs = made.v5([A], { commit: 'f'.repeat(40), start_timeout: '1500ms', poll_interval: '15s' })
    expect((await step(inputs)).elapsedMs).toBeLessThan(3_000 + BUSY_MS)
  })
})

describe('what need not be waited for ends at once', () => {
  it.concurrent.each(FAULTS.filter(({ inputs }) => inputs?.timeout === undefined))('$name', async fault => {
    await using arranged = await arrange(fault)
    const { inputs, env, nodeArguments } = arranged
    const ended = await step(inputs, { env, nodeArguments, before: fault.before, folder: fault.folder })
    expect(ended.elapsedMs).toBeLessThan(5_000 + BUSY_MS)
  })

  const many = Array.from({ length: 100 }, (_, index) => pipelineId(`x${index}x`))
  const pinned = [A, B].map(id => pipelineWith(id, [{ number: 1, id: RUN, moments: [ends('running')] }]))
  it.concurrent.each<{
    what: string
    pipelines: PipelineSpec[]
    rules: Rule[]
    ids: string[]
    more?: Inputs
  }>([
    {
      what: 'fail_fast, while another request is repeated',
      pipelines: [pipeline(A, ends('error')), ...many.map(id => pipeline(id, ends('running')))],
      rules: [{ on: 'v5.status', when: ({ body }) => !body.includes(A), does: fails(503) }],
      ids: [A, ...many],
      more: { fail_fast: 'true' }
    },
    {
      what: 'fail_fast, while another pipeline runs',
      pipelines: [pipeline(A, ends('running')), pipeline(B, ends('running'), ends('error', 300))],
      rules: [],
      ids: [A, B],
      more: { fail_fast: 'true' }
    },
    {
      what: 'a refused credential, while another request is repeated',
      pipelines: pinned,
      rules: [A, B].map(id => ({
        on: 'v5.run',
        when: ({ target }) => target.includes(id),
        after: 1,
        does: id === A ? fails(401, 'APIGW.0301', 'no') : fails(503)
      })),
      ids: [A, B].map(id => `${id}@${RUN}`)
    },
    {
      what: 'a look-up of names that hangs',
      pipelines: [pipeline(A, ends('success'))],
      rules: [{ on: ['v5.list', 'v5.run'], does: hangs }],
      ids: [A]
    }
  ])('$what', async ({ pipelines, rules, ids, more }) => {
    await using made = await wall(pipelines, rules)
    expect((await step(made.v5(ids, more))).elapsedMs).toBeLessThan(4_000 + BUSY_MS)
  })
})

describe('why it is red is not waited for longer than it is worth', () => {
  const stages = [
    {
      name: 'Test',
      state: 'error' as const,
      jobs: [{ name: 'Unit', steps: [{ name: 'npm test', state: 'error' as const, log: 'no' }] }]
    }
  ]
  const red = pipeline(A, { at: 0, state: 'error', stages })
  const answers: readonly (readonly [what: string, does: Misbehaviour, atMostMs: number])[] = [
    ['403', fails(403), 2_000],
    ['500', fails(500), 2_000],
    ['HTML', answersHtml(200), 2_000],
    ['nothing', hangs, 9_500]
  ]
  const kinds = ['v5.run', 'v5.log'] as const
  it.concurrent.each(answers.flatMap(answer => kinds.map(on => [on, ...answer] as const)))(
    '%s answers %s',
    async (on, _, does, atMostMs) => {
      await using made = await wall([red], [{ on, does }])
      expect((await step(made.v5([A]))).elapsedMs).toBeLessThan(atMostMs + BUSY_MS)
    }
  )

  it.concurrent.each(['running', 'error'] as const)(
    'long after `timeout`: a run that is %s then',
    async state => {
      const one = pipeline(A, ends('running'), ends(state, 1_500))
      await using made = await wall([one], [{ on: 'v5.run', does: hangs }])
      await step(made.v5([A], { timeout: '2s' }))
      // Less than the 9 s that there are while the time is not up.
      expect(made.sinceMs('v5.run')).toBeLessThan(8_500)
      expect(made.sinceMs('v5.status')).toBeLessThan(2_000 + 5_000)
    }
  )

  it.concurrent.each(kinds)('%s, with a credential that has ended, while IAM hangs', async on => {
    const gone = fails(401, 'APIGW.0307', 'The token must be updated')
    await using made = await wall(
      [red],
      [
        { on: 'iam.token', after: 1, does: hangs },
        { on, does: gone }
      ]
    )
    const identity = new Identity(made.simulator, { users: [USER] })
    const { url } = made.served
    const credential = {
      ...{ access_key: '', secret_key: '', iam_endpoint: url },
      ...{ iam_domain: USER.domain, iam_username: USER.name, iam_password: USER.password }
    }
    const ended = await step(made.v5([A], credential), { env: identity.environment(url) })
    expect(ended.elapsedMs).toBeLessThan(2_000 + BUSY_MS)
  })
})
