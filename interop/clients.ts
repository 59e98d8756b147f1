import { EXAMPLE_KEY, type SimKey } from '../simulator/index.js'
import { Checks } from './checks.js'
import { TypeCheck } from './cloud-types.js'
import { FAULTS, type Fault } from './faults.js'
import { run } from './processes.js'
import { STORY } from './story.js'
import { BUILD, clientEnvironment, CROWDED, openWorld, STRANGE_PROJECT, type World } from './world.js'

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
  /** Fields of the fullest body that the client knows and that the program has not set. */
  readonly left_out?: readonly string[]
  /** The service's refusal, as the client reports it. */
  readonly refused?: { readonly status: number; readonly code: string; readonly message: string }
  /** Why the client could not read the answer. */
  readonly unreadable?: string
}

const UNKNOWN_KEY: SimKey = { accessKey: 'AKEXAMPLE-UNKNOWN', secretKey: 'sk-example-unknown' }
const WRONG_KEY: SimKey = { ...EXAMPLE_KEY, secretKey: 'sk-example-wrong' }

/** Plays every operation with a client, then what it is refused. @param lacks the calls that this client does not have */
export async function playClient(
  program: ClientProgram,
  checks: Checks,
  lacks: readonly string[] = []
): Promise<void> {
  await playStory(program, checks, lacks)
  for (const fault of FAULTS) await playFault(program, checks, lacks, fault)
  await knockWith(program, checks, 'unknown access key', /ak not exist/, UNKNOWN_KEY)
  await knockWith(program, checks, 'wrong secret key', /verify aksk signature fail/, WRONG_KEY)
  await knockLocked(program, checks)
  await knockElsewhere(program, checks)
}

async function playStory(
  program: ClientProgram,
  checks: Checks,
  lacks: readonly string[],
  fault: Fault | null = null
): Promise<void> {
  await withWorld(fault, async world => {
    const told = await speak(program, 'story', clientEnvironment(world), checks)
    for (const [call, expected] of Object.entries(STORY))
      if (!lacks.includes(call)) checkAnswer(told, call, expected, checks)
    checkState(world, told, lacks, checks)
    checkTypes(world, checks)
    checkFullest(world, told, checks)
  })
}

/** The same story where the simulator has a fault: one of the checks has to find it. */
async function playFault(
  program: ClientProgram,
  checks: Checks,
  lacks: readonly string[],
  fault: Fault
): Promise<void> {
  const played = new Checks()
  await playStory(program, played, lacks, fault)
  const isFound = played.all.some(({ problem }) => fault.finding.test(problem ?? ''))
  checks.expectNone(
    `planted in the simulator, and found: ${fault.name}`,
    isFound ? [] : [`no check has said ${String(fault.finding)}`]
  )
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
function checkState(
  { simulator }: World,
  told: readonly Told[],
  lacks: readonly string[],
  checks: Checks
): void {
  const runIds = ['start, smallest', 'start, fullest'].map(
    call => (answerOf(told, call) as { pipeline_run_id?: string } | undefined)?.pipeline_run_id
  )
  const [queued] = simulator.started.filter(({ pipelineId }) => pipelineId === CROWDED)
  const retried = simulator.retried.filter(({ pipelineId }) => pipelineId === CROWDED)
  checks.expect(
    'both starts have made the runs that they name',
    simulator.started.filter(({ pipelineId }) => pipelineId === BUILD).map(({ runId }) => runId),
    runIds
  )
  checks.expect(
    'the stop has stopped the second of them',
    simulator.stopped.map(({ runId }) => runId),
    runIds.slice(1)
  )
  const hasLeft = lacks.includes('leave the queue') ? [] : retried
  checks.expect('the stop of a queued run has taken it out of the queue', simulator.leftQueue, [
    queued ?? 'a run that was queued',
    ...hasLeft
  ])
  checks.expect('the retry without room is queued', retried.length, 1)
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

/** The fullest bodies have every field that the client can send, by its own words and by the types of the Go client. */
function checkFullest({ exchanges }: World, told: readonly Told[], checks: Checks): void {
  const types = new TypeCheck()
  const leftOut = types.operations.flatMap(operation => {
    const bodies = exchanges.filter(
      ({ method, target, requestBody }) =>
        requestBody !== '' && types.operationOf(method, target) === operation
    )
    const fields = bodies.map(({ requestBody }) =>
      types.fieldsLeftOut(operation, JSON.parse(requestBody) as unknown)
    )
    const [fullest = []] = fields.toSorted((one, other) => one.length - other.length)
    return fullest.map(field => `${operation.operation}: ${field}`)
  })
  const byClient = told.flatMap(({ call, left_out: fields = [] }) => fields.map(field => `${call}: ${field}`))
  checks.expectNone('the fullest bodies have every field of the client', [...leftOut, ...byClient])
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
