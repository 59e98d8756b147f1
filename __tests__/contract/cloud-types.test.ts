import { afterEach, describe, expect, it } from '@jest/globals'
import { EXAMPLE_KEY, Simulator, type PipelineSpec, type Rule, type State } from '../../simulator/index.js'
import { TypeCheck } from '../../interop/cloud-types.js'
import { EXTRA_FIELDS, EXTRA_OPERATIONS } from '../../interop/facts.js'
import { FAULTS } from '../../interop/faults.js'
import { BUILD, COMMIT, openWorld, PIPELINES, PROJECT, TESTS, type World } from '../../interop/world.js'
import { postStep, step, type Inputs } from '../e2e/harness.js'
import { EXTRA_PIPELINES, makeEveryCall, makeExtraCalls } from './every-call.js'

const types = new TypeCheck()

/** What is wrong with the answers to every call, smallest and fullest bodies: refusals, types, fields without a source. */
function findingsOf(simulator: Simulator): string[] {
  return makeEveryCall(simulator, types).flatMap(({ operation, what, status, body }) => {
    const isRefused = status !== 200 || 'error_code' in (body as object)
    return isRefused
      ? [`${what}: refused with ${JSON.stringify(body)}`]
      : types.answerFindings(operation, body).map(finding => `${what}: ${finding}`)
  })
}

const simulatorWith = (pipelines: readonly PipelineSpec[], ...rules: readonly Rule[]): Simulator =>
  new Simulator().add(...pipelines).misbehave(...rules)

describe('the simulator answers with the types of the official client', () => {
  it('every call, smallest and fullest body', () => {
    expect(findingsOf(simulatorWith(PIPELINES))).toEqual([])
  })

  const STATES: readonly State[] = ['waiting', 'running', 'paused', 'success', 'error', 'aborted']

  it.each(STATES)('a run that is %s', state => {
    const pipelines = PIPELINES.map(pipeline =>
      pipeline.id === BUILD
        ? {
            ...pipeline,
            runs: pipeline.runs.map(run => ({
              ...run,
              moments: run.moments.map(moment => ({ ...moment, state }))
            }))
          }
        : pipeline
    )
    expect(findingsOf(simulatorWith(pipelines))).toEqual([])
  })

  it('a pipeline of several code sources, a run of a tag, and one without sources', () => {
    const several: Partial<PipelineSpec> = {
      sources: [{ alias: 'code' }, { alias: 'library', defaultBranch: 'v2' }]
    }
    const pipelines = PIPELINES.map((pipeline, index) => ({
      ...pipeline,
      ...(index === 0 ? several : {}),
      ...(index === 1 ? { sources: [] } : {}),
      runs: pipeline.runs.map(({ branch, ...run }) =>
        index === 0 ? { ...run, branch: branch ?? '' } : { ...run, tag: 'v1' }
      )
    }))
    expect(findingsOf(simulatorWith(pipelines))).toEqual([])
  })

  it('a start that is queued, and the calls that the client lacks', () => {
    const answers = makeExtraCalls(simulatorWith(EXTRA_PIPELINES), types)
    const known = ['RunPipeline', ...EXTRA_OPERATIONS.map(({ operation }) => operation)]
    expect(answers.map(({ what }) => what)).toEqual(known)
    for (const { operation, what, status, body } of answers) {
      expect([what, ...types.answerFindings(operation, body)]).toEqual([what])
      // Queued instead of started is the one error code among them.
      expect([what, status, 'error_code' in (body as object)]).toEqual([what, 200, what === 'RunPipeline'])
    }
  })

  it.each(FAULTS)('a planted fault is found: $name', ({ rule }) => {
    expect(findingsOf(simulatorWith(PIPELINES, rule))).toEqual([
      expect.stringMatching(/is of type|is no field|refused with/)
    ])
  })

  it('every field and call that the client lacks has a source', () => {
    for (const { source } of [...EXTRA_FIELDS, ...EXTRA_OPERATIONS]) expect(source).toMatch(/^https:\/\//)
  })
})

describe('what the action sends and reads', () => {
  let world: World | null = null
  afterEach(async () => {
    await world?.close()
    world = null
  })

  const play = async (more: Inputs): Promise<World> => {
    world = await openWorld()
    const inputs: Inputs = {
      pipeline_ids: `${BUILD} ${TESTS}`,
      endpoint: world.url,
      access_key: EXAMPLE_KEY.accessKey,
      secret_key: EXAMPLE_KEY.secretKey,
      poll_interval: '100ms',
      timeout: '2s',
      ...more
    }
    const ended = await step(inputs)
    await postStep(inputs, ended)
    return world
  }

  const project_id = PROJECT
  const STORIES: Readonly<Record<string, Inputs>> = {
    v3: {},
    'v5 with a commit': { project_id, commit: COMMIT },
    'v5 with a time': { project_id, started_after: '1h', poll_interval: 'auto' },
    'the setup check': { project_id, dry_run: 'true' },
    'a start that does not end in time': {
      project_id,
      pipeline_ids: BUILD,
      start: 'true',
      branch: 'main',
      variables: 'TARGET=staging',
      description: 'interop'
    },
    'a start of a tag': { project_id, pipeline_ids: BUILD, start: 'true', tag: 'v1', wait: 'false' }
  }

  it.each(Object.entries(STORIES))('%s', async (_, inputs) => {
    const { exchanges } = await play(inputs)
    expect(exchanges).not.toEqual([])
    for (const { method, target, requestBody, body } of exchanges) {
      const operation = types.operationOf(method, target)
      if (operation === null) throw new Error(`${method} ${target} is no call of CodeArts Pipeline`)
      const sent = requestBody === '' ? undefined : (JSON.parse(requestBody) as unknown)
      expect([operation.operation, ...types.requestFindings(operation, sent)]).toEqual([operation.operation])
      expect([operation.operation, ...types.answerFindings(operation, JSON.parse(body))]).toEqual([
        operation.operation
      ])
    }
  })
})
