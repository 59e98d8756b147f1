import { EXAMPLE_KEY, type SimKey } from '../simulator/index.js'
import type { Checks } from './checks.js'
import { TypeCheck } from './cloud-types.js'
import type { Fault } from './faults.js'
import { run } from './processes.js'
import { BUILD, clientEnvironment, openWorld, STRANGE_PROJECT, TESTS, type World } from './world.js'

/** A program that makes calls with an official client and prints what the client has read. */
export interface ClientProgram {
  readonly command: string
  readonly args: readonly string[]
}

/** Nothing that a client program does takes longer, on a busy machine as well. */
const CLIENT_MS = 60_000

/** One line that a client program prints. */
interface Told {
  readonly call: string
  readonly answer?: unknown
  /** The service's refusal, as the client reports it. */
  readonly refused?: { readonly status: number; readonly code: string; readonly message: string }
  /** Why the client could not read the answer. */
  readonly unreadable?: string
}

const UNKNOWN_KEY: SimKey = { accessKey: 'AKEXAMPLE-UNKNOWN', secretKey: 'sk-example-unknown' }
const WRONG_KEY: SimKey = { ...EXAMPLE_KEY, secretKey: 'sk-example-wrong' }

const RUN_ID = /^[0-9a-f]{32}$/
const buildRun = { pipeline_id: BUILD, status: 'COMPLETED', run_number: 118 }
const testsRun = { pipeline_id: TESTS, status: 'FAILED', run_number: 64 }
const success = { success: true }

/** What each call has to give, read by the client's own types. */
const STORY: Readonly<Record<string, unknown>> = {
  'v3 status': [
    { pipeline_id: BUILD, pipeline_name: 'build', status: 'completed', result: 'success', build_id: '118' },
    { pipeline_id: TESTS, pipeline_name: 'tests', status: 'completed', result: 'error', build_id: '64' }
  ],
  'batch status': [{ ...buildRun, stage_status_list: [{ name: 'Build', sequence: 0, status: 'COMPLETED' }] }],
  'list pipelines, smallest': { total: 4, offset: 0 },
  'list pipelines, fullest': {
    total: 1,
    pipelines: [{ pipeline_id: BUILD, name: 'build', latest_run: buildRun }]
  },
  'list runs, smallest': { total: 1, pipeline_runs: [testsRun] },
  'list runs, fullest': { total: 1, pipeline_runs: [testsRun] },
  'latest run': { id: RUN_ID, name: 'build', status: 'COMPLETED', run_number: 118 },
  'run detail': {
    id: RUN_ID,
    status: 'FAILED',
    stages: [{ name: 'Test', status: 'FAILED', jobs: [{ name: 'unit', message: '2 tests failed' }] }]
  },
  'log, smallest': { log: 'second\n2 tests failed', has_more: true },
  'log, fullest': { log: 'first\nsecond\n2 tests failed', has_more: false },
  'step outputs': { step_outputs: [{ output_result: [{ key: 'failed', value: '2' }] }] },
  artifacts: { artifacts: [{ name: 'report.xml' }] },
  'pipeline detail': {
    id: BUILD,
    name: 'build',
    sources: [{ type: 'code', params: { git_type: 'codehub', default_branch: 'main' } }],
    variables: [
      { name: 'TARGET', value: 'test' },
      { name: 'REASON', value: '' }
    ]
  },
  'start, smallest': { pipeline_run_id: RUN_ID },
  'start, fullest': { pipeline_run_id: RUN_ID },
  stop: success,
  retry: success,
  'review, pass': success,
  'review, refuse': success
}

/** Plays every operation with a client, then what it is refused. @param lacks the calls that this client does not have */
export async function playClient(
  program: ClientProgram,
  checks: Checks,
  lacks: readonly string[] = [],
  fault: Fault | null = null
): Promise<void> {
  await withWorld(fault, async world => {
    const told = await speak(program, 'story', clientEnvironment(world), checks)
    for (const [call, expected] of Object.entries(STORY))
      if (!lacks.includes(call)) checkAnswer(told, call, expected, checks)
    checkState(world, told, checks)
    checkTypes(world, checks)
  })
  await knockWith(program, checks, 'unknown access key', /ak not exist/, UNKNOWN_KEY)
  await knockWith(program, checks, 'wrong secret key', /verify aksk signature fail/, WRONG_KEY)
  await knockLocked(program, checks)
  await knockElsewhere(program, checks)
}

/** Every call is refused, and the client says with what code and words. */
async function knockWith(
  program: ClientProgram,
  checks: Checks,
  name: string,
  message: RegExp,
  key: SimKey
): Promise<void> {
  await withWorld(null, async world => {
    for (const { call, refused } of await speak(program, 'knock', clientEnvironment(world, key), checks))
      checks.expect(`${name}: ${call}`, refused, { status: 401, code: 'APIGW.0301', message })
  })
}

/** More than five wrong signatures lock an access key, also for those who have the right secret key. */
async function knockLocked(program: ClientProgram, checks: Checks): Promise<void> {
  await withWorld(null, async world => {
    const knock = (key: SimKey): Promise<Told[]> =>
      speak(program, 'knock', clientEnvironment(world, key), checks)
    await knock(WRONG_KEY)
    await knock(WRONG_KEY)
    const message = /AK access failed to reach the limit,forbidden/
    for (const { call, refused } of await knock(EXAMPLE_KEY))
      checks.expect(`locked access key: ${call}`, refused, { status: 401, code: 'APIGW.0301', message })
  })
}

/**
 * A project that the key is no member of: an empty list, and an error body for everything else. It comes with status
 * 200, which the clients take for an answer without any data; none of them may read a run or a pipeline out of it.
 */
async function knockElsewhere(program: ClientProgram, checks: Checks): Promise<void> {
  await withWorld(null, async world => {
    const told = await speak(program, 'knock', clientEnvironment(world, EXAMPLE_KEY, STRANGE_PROJECT), checks)
    for (const [index, line] of told.entries()) {
      const name = `project of others: ${line.call}`
      const body = world.exchanges[index]?.body ?? ''
      if (line.call === 'list pipelines, smallest') {
        checks.expect(name, line.answer, { total: 0, pipelines: [] })
        continue
      }
      checks.expect(`${name}, as sent`, body, /"error_code":"DEVPIPE\.00011412"/)
      checks.expect(`${name}, as read`, JSON.stringify(line), new RegExp(`^(?!.*${BUILD})`))
    }
  })
}

/** What the calls have done in the simulator. */
function checkState({ simulator }: World, told: readonly Told[], checks: Checks): void {
  const runIds = ['start, smallest', 'start, fullest'].map(
    call => (answerOf(told, call) as { pipeline_run_id?: string } | undefined)?.pipeline_run_id
  )
  checks.expect(
    'both starts have made the runs that they name',
    simulator.started.map(({ runId }) => runId),
    runIds
  )
  checks.expect(
    'the stop has stopped the second of them',
    simulator.stopped.map(({ runId }) => runId),
    runIds.slice(1)
  )
}

/** Every answer has the types of the official client. */
function checkTypes({ exchanges }: World, checks: Checks): void {
  const types = new TypeCheck()
  const problems = exchanges.flatMap(({ method, target, body }) => {
    const operation = types.operationOf(method, target)
    if (operation === null) return [`${method} ${target}: no such call`]
    return types
      .answerFindings(operation, JSON.parse(body) as unknown)
      .map(finding => `${operation.operation}: ${finding}`)
  })
  checks.expectNone('every answer has the types of the official client', [...new Set(problems)])
}

function checkAnswer(told: readonly Told[], call: string, expected: unknown, checks: Checks): void {
  const { refused, unreadable } = told.find(line => line.call === call) ?? {}
  if (unreadable !== undefined) checks.expectNone(call, [`the client cannot read it: ${unreadable}`])
  else if (refused !== undefined) checks.expectNone(call, [`refused: ${JSON.stringify(refused)}`])
  else checks.expect(call, answerOf(told, call), expected)
}

function answerOf(told: readonly Told[], name: string): unknown {
  const answer = told.find(({ call }) => call === name)?.answer
  // Where an answer is an array, the clients put it into the field `body` of their own type.
  return typeof answer === 'object' && answer !== null && 'body' in answer ? answer.body : answer
}

/** Runs a client program and reads what it prints; that it ends well, in time and alone is a check. */
async function speak(
  { command, args }: ClientProgram,
  scene: 'story' | 'knock',
  env: NodeJS.ProcessEnv,
  checks: Checks
): Promise<Told[]> {
  const ended = await run(command, [...args, scene], { env, timeoutMs: CLIENT_MS })
  const { code, isTimeout, leftBehind } = ended
  if (code !== 0 || isTimeout || leftBehind.length > 0)
    checks.expectNone(`the program (${scene}) ends by itself`, [
      isTimeout ? `it was still going after ${CLIENT_MS / 1000} s` : `exit code ${String(code)}`,
      ...leftBehind.map(name => `left behind: ${name}`),
      ended.stderr.slice(-2_000)
    ])
  return ended.stdout
    .split('\n')
    .filter(line => line.startsWith('{"'))
    .map(line => JSON.parse(line) as Told)
}

async function withWorld(fault: Fault | null, play: (world: World) => Promise<void>): Promise<void> {
  const world = await openWorld(fault === null ? [] : [fault.rule])
  try {
    await play(world)
  } finally {
    await world.close()
  }
}
