import { describe, expect, it } from '@jest/globals'
import { EXAMPLE_KEY, Simulator, type PipelineSpec, type Rule, type State } from '../../simulator/index.js'
import { TypeCheck } from '../../interop/cloud-types.js'
import { EXTRA_FIELDS, EXTRA_OPERATIONS } from '../../interop/facts.js'
import { FAULTS } from '../../interop/faults.js'
import { BUILD, COMMIT, CROWDED, PIPELINES, PROJECT, Recorder, TESTS } from '../../interop/world.js'
import { post } from '../../src/post.js'
import { run } from '../../src/run.js'
import { memoryRunner } from '../../tools/bench/lib/memory-runner.js'
import { simulatedHttp } from '../../tools/bench/lib/simulated-http.js'
import { VirtualClock } from '../../tools/bench/lib/virtual-clock.js'
import { makeEveryCall, makeExtraCalls } from './every-call.js'

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
    const answers = makeExtraCalls(simulatorWith(PIPELINES), types)
    const known = ['RunPipeline', ...EXTRA_OPERATIONS.map(({ operation }) => operation)]
    expect(answers.map(({ what }) => what)).toEqual(known)
    for (const { operation, what, status, body } of answers) {
      expect([what, ...types.answerFindings(operation, body)]).toEqual([what])
      // Queued instead of started is the one error code among them.
      expect([what, status, 'error_code' in (body as object)]).toEqual([what, 200, what === 'RunPipeline'])
    }
  })

  it.each(FAULTS)('a planted fault is found: $name', ({ rule, finding }) => {
    expect(findingsOf(simulatorWith(PIPELINES, rule))).toEqual([expect.stringMatching(finding)])
  })

  it('every field and call that the client lacks has a source', () => {
    for (const { source } of [...EXTRA_FIELDS, ...EXTRA_OPERATIONS]) expect(source).toMatch(/^https:\/\//)
  })
})

describe('what the action sends and reads', () => {
  /** Plays a step and its post step on a clock that does not wait. */
  const play = async (more: Readonly<Record<string, string>>): Promise<Recorder> => {
    const clock = new VirtualClock(Date.UTC(2026, 10, 26))
    const simulator = new Recorder({ clock: { now: () => clock.epoch() } }).add(...PIPELINES)
    const runner = memoryRunner({
      pipeline_ids: `${BUILD} ${TESTS}`,
      access_key: EXAMPLE_KEY.accessKey,
      secret_key: EXAMPLE_KEY.secretKey,
      ...more
    })
    const { signal } = new AbortController()
    const effects = { http: simulatedHttp(simulator, clock), clock, runner, random: () => 0.5, signal }
    await run(effects)
    await post(effects)
    return simulator
  }

  const project_id = PROJECT
  const start = { project_id, pipeline_ids: BUILD, start: 'true' }
  const QUEUED = ['v5.start', 'v5.queue', 'v5.cancel_queuing']

  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['v3', {}, ['v3.status']],
    ['a commit', { project_id, commit: COMMIT }, ['v5.log', 'v5.run']],
    ['a commit that no run has', { project_id, commit: 'cd'.repeat(20) }, ['v5.runs']],
    ['a time', { project_id, started_after: '1h' }, ['v5.log', 'v5.run']],
    ['the latest runs', { project_id }, ['v5.log', 'v5.run', 'v5.status']],
    ['the setup check', { project_id, dry_run: 'true' }, ['v5.pipeline', 'v5.status']],
    ['a start', { ...start, variables: 'TARGET=staging', description: 'interop' }, ['v5.start', 'v5.stop']],
    ['a start of a tag', { ...start, tag: 'v1', wait: 'false' }, ['v5.pipeline', 'v5.start']],
    ['a retry', { project_id, pipeline_ids: TESTS, retry: '1' }, ['v5.retry']],
    ['a start that is queued', { ...start, pipeline_ids: CROWDED, timeout: '2m' }, QUEUED]
  ])('%s', async (_, inputs, expected) => {
    const { requests, exchanges } = await play(inputs)
    expect(requests.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...expected]))
    for (const { method, target, requestBody, body } of exchanges) {
      const operation = types.operationOf(method, target)
      if (operation === null) throw new Error(`${method} ${target} is no call of CodeArts Pipeline`)
      const sent = requestBody === '' ? undefined : (JSON.parse(requestBody) as unknown)
      const findings = [
        ...types.requestFindings(operation, sent).map(finding => `sent: ${finding}`),
        ...types.answerFindings(operation, JSON.parse(body)).map(finding => `answered: ${finding}`)
      ]
      expect([operation.operation, ...findings]).toEqual([operation.operation])
    }
  })

  it('a field that a start does not have would be found', () => {
    const operation = types.operationOf('POST', `/v5/${PROJECT}/api/pipelines/${BUILD}/run`)
    if (operation === null) throw new Error('no such call')
    const params = { git_type: 'codehub', git_url: 'https://git.example/code.git', repo_name: 'code' }
    expect(types.requestFindings(operation, { sources: [{ type: 'code', params }] })).toEqual([
      'sources[0].params.repo_name is no field of the client'
    ])
  })
})
