import {
  EXAMPLE_KEY,
  serve,
  Simulator,
  type PipelineSpec,
  type Rule,
  type Served,
  type StageSpec
} from '../simulator/index.js'

/**
 * Made-up IDs. The first pipeline succeeded and can be started, the second failed, two wait for a manual review, one
 * has no room for another run, two wait for a manual trigger.
 */
export const PROJECT = '0d5c1e9a7b3f4c2d8e6a5b4c3d2e1f00'
export const BUILD = '7f1d6b5f0c5e4c0e9a3e2b1d4c6f8a90'
export const TESTS = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'
export const RELEASE = '1a2b3c4d5e6f708192a3b4c5d6e7f809'
export const DEPLOY = '2a3b4c5d6e7f8091a2b3c4d5e6f70819'
export const CROWDED = '3a4b5c6d7e8f9a01b2c3d4e5f6071829'
export const STAGING = '4a5b6c7d8e9fa0b1c2d3e4f506172839'
export const PRODUCTION = '5a6b7c8d9eafb0c1d2e3f40516273849'
/** A project that the key is no member of. */
export const STRANGE_PROJECT = 'ffffffffffffffffffffffffffffffff'
export const COMMIT = 'ab'.repeat(20)

const BUILT: readonly StageSpec[] = [
  {
    name: 'Build',
    state: 'success',
    jobs: [
      {
        name: 'compile',
        steps: [{ name: 'make', log: 'compiled\ndone', outputs: { package: 'app-1.0.tar.gz' } }]
      }
    ]
  }
]
const FAILED: readonly StageSpec[] = [
  {
    name: 'Test',
    state: 'error',
    jobs: [
      {
        name: 'unit',
        message: '2 tests failed',
        steps: [
          { name: 'install', state: 'success' },
          {
            name: 'test',
            message: 'exit code 1',
            log: 'first\nsecond\n2 tests failed',
            outputs: { failed: '2' }
          }
        ]
      }
    ]
  }
]
const waits = (name: string): readonly StageSpec[] => [
  {
    name,
    state: 'paused',
    jobs: [{ name: 'approval', steps: [{ name: 'manual review', task: 'official_devcloud_manualReview' }] }]
  }
]

const triggered = (name: string): readonly StageSpec[] => [
  {
    name,
    state: 'paused',
    pre: [{ name: 'manual trigger' }],
    jobs: [{ name: 'deploy', state: null, steps: [{ name: 'copy' }] }]
  }
]

const run = { commit: COMMIT, branch: 'main', executor: 'octocat' }

/** The pipelines that every part of the interop run sees. */
export const PIPELINES: readonly PipelineSpec[] = [
  {
    id: BUILD,
    name: 'build',
    projectId: PROJECT,
    variables: [{ name: 'TARGET', value: 'test' }, { name: 'REASON' }],
    runs: [{ ...run, number: 118, moments: [{ at: 0, state: 'success', stages: BUILT }] }],
    onStart: { commit: COMMIT, moments: [{ at: 0, state: 'running' }] }
  },
  {
    id: TESTS,
    name: 'tests',
    projectId: PROJECT,
    runs: [
      {
        ...run,
        number: 64,
        moments: [{ at: 0, state: 'error', stages: FAILED }],
        artifacts: [{ name: 'report.xml', version: '64' }]
      }
    ]
  },
  {
    id: RELEASE,
    name: 'release',
    projectId: PROJECT,
    runs: [{ ...run, number: 31, moments: [{ at: 0, state: 'paused', stages: waits('Release') }] }]
  },
  {
    id: DEPLOY,
    name: 'deploy',
    projectId: PROJECT,
    runs: [{ ...run, number: 7, moments: [{ at: 0, state: 'paused', stages: waits('Deploy') }] }]
  },
  {
    id: CROWDED,
    name: 'crowded',
    projectId: PROJECT,
    queue: { limit: 1, shows: 'queued' },
    runs: [
      { ...run, number: 1, moments: [{ at: 0, state: 'error' }] },
      { ...run, number: 2, moments: [{ at: 0, state: 'running' }] }
    ],
    failedTriggers: [{ at: 0, reason: 'The branch is not in the list.' }]
  },
  {
    id: STAGING,
    name: 'staging',
    projectId: PROJECT,
    runs: [{ ...run, number: 12, moments: [{ at: 0, state: 'paused', stages: triggered('Staging') }] }]
  },
  {
    id: PRODUCTION,
    name: 'production',
    projectId: PROJECT,
    runs: [{ ...run, number: 3, moments: [{ at: 0, state: 'paused', stages: triggered('Production') }] }]
  }
]

/** A request and the answer that it got. */
export interface Exchange {
  readonly method: string
  readonly target: string
  readonly requestBody: string
  readonly status: number
  readonly body: string
  /** Who was recognised, `null` for a request that was refused. */
  readonly as: string | null
}

/** A simulator that keeps what it has answered. */
export class Recorder extends Simulator {
  readonly exchanges: Exchange[] = []

  override handle(request: Parameters<Simulator['handle']>[0]): ReturnType<Simulator['handle']> {
    const answer = super.handle(request)
    this.exchanges.push({
      method: request.method,
      target: request.target,
      requestBody: request.body,
      status: answer.status,
      body: answer.body.toString(),
      as: this.requests.at(-1)?.as ?? null
    })
    return answer
  }
}

/** A simulated CodeArts on a free port. */
export interface World {
  readonly simulator: Simulator
  readonly exchanges: readonly Exchange[]
  readonly url: string
  close(): Promise<void>
}

/** Starts the simulator on a free port of this machine. @param rules faults that are planted in it */
export async function openWorld(rules: readonly Rule[] = [], pipelines = PIPELINES): Promise<World> {
  const simulator = new Recorder().add(...pipelines).misbehave(...rules)
  const served: Served = await serve(simulator)
  return { simulator, exchanges: simulator.exchanges, url: served.url, close: () => served.close() }
}

/** The environment that the client programs read, beside the credential. */
export function clientEnvironment(world: World, key = EXAMPLE_KEY, project = PROJECT): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ENDPOINT: world.url,
    HUAWEICLOUD_SDK_AK: key.accessKey,
    HUAWEICLOUD_SDK_SK: key.secretKey,
    PROJECT_ID: project,
    BUILD_ID: BUILD,
    TESTS_ID: TESTS,
    RELEASE_ID: RELEASE,
    DEPLOY_ID: DEPLOY,
    CROWDED_ID: CROWDED,
    STAGING_ID: STAGING,
    PRODUCTION_ID: PRODUCTION
  }
}
