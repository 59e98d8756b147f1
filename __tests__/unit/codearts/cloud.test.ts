import { describe, expect, it } from '@jest/globals'
import { memoryRunner } from '../../../tools/bench/lib/memory-runner.js'
import { simulatedHttp } from '../../../tools/bench/lib/simulated-http.js'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import { EXAMPLE_TOKEN, Simulator } from '../../../simulator/index.js'
import { cloudEffects, openCloud, openRunsApis, type Api, type Cloud } from '../../../src/codearts/cloud.js'
import { initialState, type Observation } from '../../../src/domain/pipeline-state.js'

const ID = 'a'.repeat(32)
const PROJECT = 'c'.repeat(32)
const V5 = { version: 'v5', projectId: PROJECT } as const

function opened(api: Api) {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const simulator = new Simulator({ clock: { now: () => clock.epoch() } }).add({
    id: ID,
    name: 'build',
    projectId: PROJECT,
    runs: [{ number: 7, moments: [{ at: 0, state: 'running' }] }]
  })
  const signal = new AbortController().signal
  const effects = cloudEffects(
    { http: simulatedHttp(simulator, clock), clock, random: () => 0.5, signal, runner: memoryRunner({}) },
    { hide: () => undefined },
    60_000
  )
  const at = 'https://cloud.example'
  const options = {
    api,
    endpoints: { region: 'cn-north-4', endpoint: at, iam: at, sts: at },
    login: { kind: 'given', credential: { kind: 'token', token: EXAMPLE_TOKEN.token } },
    language: 'en'
  } as const
  return { simulator, effects, options, cloud: openCloud(options, effects), signal }
}

async function pollOf(cloud: Cloud): Promise<Observation | undefined> {
  let seen: Observation | undefined
  await cloud.poll([initialState(ID)], observations => (seen = observations.get(ID)))
  return seen
}

describe('the face of CodeArts', () => {
  it('v3 tells the latest run, and no more', async () => {
    const { cloud } = opened({ version: 'v3' })
    expect(await pollOf(cloud)).toMatchObject({ kind: 'run', run: { outcome: 'running' } })
    expect(await cloud.probe(ID)).toMatchObject({ failed: null })
    expect(Object.keys(cloud).sort()).toEqual(['poll', 'probe', 'version'])
  })

  it('v5 has names beside it, and asks for details and runs within bounds of their own', async () => {
    const { cloud, signal, simulator } = opened(V5)
    if (cloud.version === 'v3') throw new Error('not this one')
    cloud.names.lookUp([ID])
    expect(await pollOf(cloud)).toMatchObject({ kind: 'run', run: { runNumber: 7 } })
    await cloud.names.end()
    expect(cloud.names.of(ID)).toBe('build')
    expect(await cloud.runsApi({ deadline: 60_000, signal }).detail(ID)).toMatchObject({ id: ID })
    // What cannot be had is asked for once.
    const asked = simulator.requests.length
    simulator.misbehave({ does: () => ({ status: 503, headers: {}, body: '' }) })
    await expect(cloud.runDetails({ deadline: 60_000, signal }).detail(ID, 'r')).rejects.toThrow()
    expect(simulator.requests).toHaveLength(asked + 1)
  })

  it('v5 lists the pipelines of its project, whose names are known then', async () => {
    const { cloud, simulator } = opened(V5)
    if (cloud.version === 'v3') throw new Error('not this one')
    const pipelines = await cloud.pipelines()
    expect(pipelines).toEqual([{ id: ID, name: 'build' }])
    expect((await cloud.firstPipelines()).pipelines).toMatchObject([{ id: ID, latest: { runNumber: 7 } }])
    cloud.names.know(pipelines)
    cloud.names.lookUp([ID])
    await cloud.names.end()
    expect(cloud.names.of(ID)).toBe('build')
    expect(simulator.requests).toHaveLength(2)
  })

  it('calls that stop runs outlive the step that was cancelled', async () => {
    const { options, effects, simulator } = opened(V5)
    const api = openRunsApis(options, { region: 'cn-north-4', projectId: PROJECT }, effects)(30_000)
    const runId = `00000007${ID.slice(0, 24)}`
    expect(await api.stop(ID, runId)).toBe('stopped')
    expect(simulator.stopped).toEqual([{ pipelineId: ID, runId }])
  })
})
