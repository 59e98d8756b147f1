import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EXAMPLE_KEY, Identity, type PipelineSpec } from '../simulator/index.js'
import { playWorkflow, ROOT, withEndpoint, type Played, type Runner } from './act.js'
import { AGENCY, callerOf, CREDENTIALS, PROVIDER, TRUST, USER, type Credential } from './callers.js'
import type { Checks } from './checks.js'
import { BY_HAND, EXAMPLES, PULL_REQUEST, PUSH } from './examples.js'
import { BUILD, COMMIT, openWorld, PIPELINES, TESTS, type World } from './world.js'

/** Packages come out of the same cache as everybody's. */
const NPM_CACHE = {
  npm_config_prefer_offline: 'true',
  npm_config_cache: process.env.npm_config_cache ?? join(process.env.HOME ?? '', '.npm')
}
/** A pipeline whose started run ends well. */
const startable = (pipeline: PipelineSpec): PipelineSpec => ({
  ...pipeline,
  onStart: {
    commit: COMMIT,
    moments: [
      { at: 0, state: 'running' },
      { at: 500, state: 'success' }
    ]
  }
})
/** The project of the second pipeline in examples/matrix.yml. */
const inOtherProject = (pipeline: PipelineSpec): PipelineSpec => ({
  ...pipeline,
  projectId: '1e6d2f0b8c4a5d3e9f7b6c5d4e3f2a11'
})

/** How many workflows are played at once: they mostly wait. */
const AT_ONCE = 3

/** Plays the project's own workflows, every example and what can happen to a job. */
export async function playRunner(runner: Runner, checks: Checks): Promise<void> {
  const examples = readdirSync(join(ROOT, 'examples')).filter(file => file.endsWith('.yml'))
  const stories: (readonly [name: string, story: Story])[] = [
    ['self-test.yml', selfTest],
    ['gate.yml, called', calledWorkflow],
    ...CREDENTIALS.map(credential => [`gate.yml, ${credential.name}`, calledWith(credential)] as const),
    ['outputs', outputs],
    ['a failing gate', failure],
    ['a cancelled job', cancellation],
    ['masks', masks],
    // The examples are about the runner, and not about its Node.
    ...(runner.major === 24 ? examples.map(file => [`examples/${file}`, example(file)] as const) : [])
  ]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = stories.shift(); next !== undefined; next = stories.shift()) {
        const [name, story] = next
        await story(runner, checks).catch((error: unknown) =>
          checks.expectNone(`${name} comes to its end`, [String(error)])
        )
      }
    })
  )
}

type Story = (runner: Runner, checks: Checks) => Promise<void>

const example =
  (file: string): Story =>
  async (runner, checks) => {
    const expected = EXAMPLES[file]
    if (expected === undefined) {
      checks.expectNone(`examples/${file}`, ['nobody has said how it ends: add it to interop/runner.ts'])
      return
    }
    const pipelines = PIPELINES.map(pipeline => {
      if (pipeline.id === BUILD) return startable(pipeline)
      return pipeline.id === TESTS && file === 'matrix.yml' ? inOtherProject(pipeline) : pipeline
    })
    await inWorld(pipelines, async world => {
      const identity = new Identity(world.simulator, { sts: { ...TRUST, agencyUrn: AGENCY } })
      const workflow = withEndpoint(read(`examples/${file}`))
      const played = await playWorkflow(runner, {
        workflow,
        event: expected.event,
        url: world.url,
        vars: { HUAWEI_CLOUD_AGENCY_URN: AGENCY, HUAWEI_CLOUD_PROVIDER_URN: PROVIDER },
        env: identity.environment(world.url)
      })
      const name = `examples/${file}`
      checks.expect(`${name} ends ${expected.isGreen ? 'green' : 'red'}`, played.code === 0, expected.isGreen)
      checks.expect(`${name}: result`, played.outputs('result').sort(), expected.results)
      aloneIn(played, name, checks)
    })
  }

/** The project's own workflow, in a copy of this folder: with `npm ci`, and `uses: ./`. */
const selfTest: Story = async (runner, checks) => {
  const workflow = '.github/workflows/self-test.yml'
  const setupNode = /actions\/setup-node@\w+/.exec(read(workflow))?.[0] ?? ''
  const played = await playWorkflow(runner, {
    folder: ROOT,
    workflow,
    // It runs on two events: with each Node, one of them.
    event: runner.major === 20 ? PUSH : PULL_REQUEST,
    url: '',
    actions: [`${setupNode}=${join(ROOT, 'interop/setup-node')}`],
    env: NPM_CACHE
  })
  checks.expect(
    'self-test.yml is green',
    { code: played.code, jobs: played.jobs },
    { code: 0, jobs: { gate: 'success' } }
  )
  checks.expect('self-test.yml runs with this Node', played.printed, new RegExp(`^v${runner.major}\\.`, 'm'))
  checks.expect('self-test.yml: results', played.outputs('result'), ['success', 'error'])
  // GitHub's runner ends what a job has left behind; act does not.
  const strangers = played.leftBehind.filter(name => !/simulator|esbuild/.test(name))
  checks.expectNone('self-test.yml leaves nothing behind but its simulator', strangers)
}

const calledWorkflow: Story = (runner, checks) =>
  inWorld(PIPELINES, async ({ url }) => {
    const played = await playWorkflow(runner, {
      workflow: read('interop/workflows/caller.yml'),
      event: PULL_REQUEST,
      url
    })
    checks.expect('gate.yml, called: the caller is green', played.code, 0)
    checks.expect(
      'gate.yml, called: its outputs in the next job',
      played.printed,
      /passed false, result error, second error/
    )
    aloneIn(played, 'gate.yml, called', checks)
  })

const outputs: Story = (runner, checks) =>
  inWorld(PIPELINES, async ({ url, simulator }) => {
    const played = await playWorkflow(runner, {
      workflow: read('interop/workflows/outputs.yml'),
      event: PULL_REQUEST,
      url
    })
    const run = (JSON.parse(played.outputs('run_ids')[0] ?? '{}') as Record<string, string>)[TESTS]
    checks.expect('outputs: the job is green', played.code, 0)
    checks.expect(
      'outputs in a later step and through fromJSON',
      played.printed,
      new RegExp(`passed false, result error, second tests 64, run ${run ?? 'missing'}`)
    )
    checks.expect('outputs: the report file is there for a later step', played.printed, /report of 2/)
    checks.expect('outputs: the steps, and a post step with nothing to do', played.steps, [
      'Main gate: success',
      'Main later: success',
      'Post gate: success'
    ])
    checks.expect('the summary names both pipelines', played.summary, /^##[\s\S]*build[\s\S]*tests/)
    checks.expect('the runs were asked for by this key', simulator.requests.at(-1)?.as, EXAMPLE_KEY.accessKey)
    aloneIn(played, 'outputs', checks)
  })

const failure: Story = (runner, checks) =>
  inWorld(PIPELINES, async ({ url }) => {
    const played = await playWorkflow(runner, {
      workflow: read('interop/workflows/failing.yml'),
      event: PULL_REQUEST,
      url
    })
    checks.expect('a failing gate: the job is red', played.jobs, { codearts: 'failure' })
    checks.expect('a failing gate: which steps run, and its post step', played.steps, [
      'Main gate: failure',
      'Main only after failure: success',
      'Post gate: success'
    ])
    checks.expect(
      'a failing gate: its outputs are there',
      played.printed,
      new RegExp(`passed false, outcome failure, failed ${TESTS}`)
    )
    checks.expect('a failing gate: its summary too', played.summary, /^##[\s\S]*tests/)
    aloneIn(played, 'a failing gate', checks)
  })

/** On SIGINT act kills the step, which can do nothing more, and runs its post step. */
const cancellation: Story = (runner, checks) =>
  inWorld(PIPELINES, async ({ url, simulator }) => {
    let waiting: NodeJS.Timeout | undefined
    const played = await playWorkflow(runner, {
      workflow: read('interop/workflows/cancelled.yml'),
      event: BY_HAND,
      url,
      onStart: act => {
        waiting = setInterval(() => {
          if (simulator.started.length === 0) return
          clearInterval(waiting)
          act.kill('SIGINT')
        }, 50)
      }
    }).finally(() => clearInterval(waiting))
    const [started] = simulator.started
    checks.expect('a cancelled job is not green', played.code === 0, false)
    checks.expect('a cancelled job: the post step runs', played.steps, [
      'Main gate: failure',
      'Post gate: success'
    ])
    checks.expect('a cancelled job: the run that it has started is stopped', simulator.stopped, [
      started ?? 'a run that was started'
    ])
    aloneIn(played, 'a cancelled job', checks)
  })

const masks: Story = (runner, checks) =>
  inWorld(PIPELINES, async ({ url }) => {
    const played = await playWorkflow(runner, {
      workflow: read('interop/workflows/masks.yml'),
      event: BY_HAND,
      url,
      vars: { ACCESS_KEY: EXAMPLE_KEY.accessKey, SECRET_KEY: EXAMPLE_KEY.secretKey }
    })
    checks.expect('masks: the job is green', played.code, 0)
    checks.expect('masks: a later step cannot print the secret key', played.printed, /the key is \*\*\*/)
    checks.expect('masks: it is nowhere in the log', played.log.includes(EXAMPLE_KEY.secretKey), false)
    aloneIn(played, 'masks', checks)
  })

/** A caller of gate.yml that signs in like this. */
const calledWith =
  ({ name, inputs, secrets, refusal }: Credential): Story =>
  (runner, checks) =>
    inWorld(PIPELINES, async world => {
      const identity = new Identity(world.simulator, {
        users: [USER],
        sts: { ...TRUST, agencyUrn: AGENCY },
        idp: { ...TRUST, provider: 'github' }
      })
      const workflow = callerOf(read('interop/workflows/caller-signs-in.yml'), { inputs, secrets })
      const played = await playWorkflow(runner, {
        ...{ workflow, event: PULL_REQUEST, url: world.url },
        env: identity.environment(world.url)
      })
      const about = `gate.yml, ${name}`
      checks.expect(`${about}: green or red`, played.code === 0, refusal === null)
      checks.expect(`${about}: its result`, played.outputs('result'), [
        refusal === null ? 'success' : 'unknown'
      ])
      if (refusal !== null) checks.expect(`${about}: why`, played.log, refusal)
      aloneIn(played, about, checks)
    })

function aloneIn({ leftBehind }: Played, name: string, checks: Checks): void {
  checks.expectNone(`${name}: no process is left behind`, leftBehind)
}

async function inWorld(
  pipelines: readonly PipelineSpec[],
  play: (world: World) => Promise<void>
): Promise<void> {
  const world = await openWorld([], pipelines)
  try {
    await play(world)
  } finally {
    await world.close()
  }
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
