import { openCloud, type Cloud, type CloudEffects } from '../codearts/cloud.js'
import { inFlight } from '../codearts/http/limit.js'
import type { Finding } from '../codearts/probe.js'
import { serverClock } from '../codearts/http/server-clock.js'
import { aliasesIn, planFailure, planStart } from '../codearts/v5/start-plan.js'
import type { RunsApi } from '../codearts/v5/runs-api.js'
import { observe, initialState, type PipelineState, type WaitRules } from '../domain/tracking.js'
import { decide } from '../domain/verdict.js'
import { AbortedError, FailureError, DeadlineError } from '../errors.js'
import type { Effects, Runner } from '../ports.js'
import { doctorLines, doctorPage, isHealthy, type Check, type CheckName } from './report.js'
import type { Messages } from '../report/messages/index.js'
import { writeOutputs } from '../publish.js'
import type { Secrets } from '../secrets.js'
import { failure, type Failure } from '../domain/failure.js'
import type { JsonObject } from '../codearts/http/values.js'
import type { Config, BaseConfig } from '../inputs/config.js'

/** The examination ends after this, or with `timeout`. */
const BUDGET_MS = 60_000
/** The gateway refuses signatures that are further off. */
const CLOCK_LIMIT_MS = 15 * 60_000

/** What the network is needed for, in this order; the pipelines come after it. */
const ON_THE_WAY = ['endpoint', 'clock', 'sign_in', 'api', 'project'] as const
type OnTheWay = (typeof ON_THE_WAY)[number]

/** `dry_run: true`: checks one thing after the other, says what to repair, judges nothing and starts nothing. */
export async function examine(
  config: Config,
  messages: Messages,
  effects: Effects,
  secrets: Secrets
): Promise<void> {
  const begunAt = effects.clock.epoch()
  const checks = [...withoutNetwork(config, effects.runner), ...(await withNetwork(config, effects, secrets))]
  await tell(checks, config, config.failOn.size > 0, begunAt, messages, effects)
}

/** The same for inputs that cannot be used: nothing else can be looked at. */
export async function examineInputs(
  refused: Failure,
  base: BaseConfig,
  messages: Messages,
  effects: Pick<Effects, 'clock' | 'runner'>
): Promise<void> {
  const later = ['credential', 'permissions', 'proxy', ...ON_THE_WAY, 'pipelines'] as const
  const checks = [bad('inputs', refused), ...later.map(name => skipped(name, 'inputs'))]
  await tell(checks, base, true, effects.clock.epoch(), messages, effects)
}

function withoutNetwork({ api, credential, endpoints, targets }: Config, runner: Runner): Check[] {
  const keyless = credential.login.kind === 'sts' || credential.login.kind === 'idp'
  const proxy = runner.proxyFor(endpoints.endpoint)
  return [
    { name: 'inputs', result: 'ok', about: { code: 'inputs', n: targets.size, api: api.version } },
    { name: 'credential', result: 'ok', about: { code: 'credential', source: credential.source } },
    keyless
      ? { name: 'permissions', result: 'ok', about: { code: 'permissions' } }
      : { name: 'permissions', result: 'skipped', about: { code: 'not_keyless' } },
    proxy === null
      ? { name: 'proxy', result: 'skipped', about: { code: 'no_proxy' } }
      : { name: 'proxy', result: 'ok', about: { code: 'proxy', proxy } }
  ]
}

async function withNetwork(config: Config, effects: Effects, secrets: Secrets): Promise<Check[]> {
  const { clock, signal } = effects
  const deadline = clock.now() + Math.min(config.timeoutMs, BUDGET_MS)
  const cloudEffects: CloudEffects = {
    ...effects,
    env: effects.runner.env,
    deadline,
    redact: text => secrets.redact(text),
    hide: secret => secrets.hide(secret),
    serverClock: serverClock(() => undefined),
    onRetry: () => undefined
  }
  // Names come from the pipelines themselves, so none are looked up beside.
  const cloud = openCloud({ ...config, targets: new Map() }, cloudEffects)
  const [anyId = ''] = config.targets.keys()
  const first = await orFailure(cloud.probe(anyId))
  const finding: Finding = 'failed' in first ? { serverDate: null, ...first } : first.value
  const way = checksOnTheWay(config, finding, clock.epoch())
  const blocking = way.find(({ result, name }) => result === 'bad' && name !== 'clock')
  if (blocking !== undefined) return [...way, skipped('pipelines', blocking.name)]
  const runsApi = config.api.version === 'v5' ? cloud.runsApi({ deadline, signal }) : null
  return [...way, ...(await pipelineChecks(config, cloud, runsApi))]
}

/** What the first answer says of the way to the service and of who is asking: fine up to what it complains of. */
function checksOnTheWay(config: Config, { failed, serverDate }: Finding, epochNow: number): Check[] {
  const complaint = failed === null ? null : complaintOf(failed)
  const at = complaint === null ? ON_THE_WAY.length : ON_THE_WAY.indexOf(complaint)
  const isIdentity = failed !== null && isOfIdentity(failed)
  return ON_THE_WAY.map((name, index): Check => {
    if (failed !== null && name === complaint) return bad(name, failed)
    // Who could not sign in has not been to the service yet.
    if (complaint !== null && (index > at || isIdentity)) return skipped(name, complaint)
    return fine(name, config, serverDate, epochNow)
  })
}

/** Which of the checks a failure of the first question belongs to; `null` if it speaks of a pipeline only. */
function complaintOf(failed: Failure): OnTheWay | null {
  if (isOfIdentity(failed)) return 'sign_in'
  if (failed.hint === 'not_owned' || failed.hint === 'no_such_pipeline') return null
  if (failed.hint === 'no_such_project') return 'project'
  if (failed.hint === 'forbidden') return failed.service === 'v5' ? 'project' : 'sign_in'
  if (failed.hint === 'no_such_api' || failed.hint === 'v3_offline') return 'api'
  if (failed.code === 'refused') return 'sign_in'
  return failed.code === 'rejected' && failed.cloudCode !== null ? 'api' : 'endpoint'
}

function isOfIdentity({ service }: Failure): boolean {
  return service !== 'v3' && service !== 'v5'
}

function fine(
  name: OnTheWay,
  { api, endpoints }: Config,
  serverDate: number | null,
  epochNow: number
): Check {
  switch (name) {
    case 'endpoint': {
      const { host } = new URL(endpoints.endpoint)
      return { name, result: 'ok', about: { code: 'endpoint', host, region: endpoints.region } }
    }
    case 'clock': {
      if (serverDate === null) return { name, result: 'skipped', about: { code: 'no_date' } }
      const offMs = epochNow - serverDate
      const result = Math.abs(offMs) > CLOCK_LIMIT_MS ? 'bad' : 'ok'
      return { name, result, about: { code: 'clock', offMs, tolerated: result === 'ok' } }
    }
    case 'sign_in':
      return { name, result: 'ok', about: { code: 'accepted' } }
    case 'api':
      return { name, result: 'ok', about: { code: 'api', api: api.version } }
    case 'project':
      if (api.version === 'v3') return { name, result: 'skipped', about: { code: 'v3_project' } }
      return { name, result: 'ok', about: { code: 'project', id: api.projectId } }
  }
}

async function pipelineChecks(config: Config, cloud: Cloud, runsApi: RunsApi | null): Promise<Check[]> {
  const ids = [...config.targets.keys()]
  const details = new Map<string, Detail>()
  if (runsApi !== null)
    await inFlight(ids, async id => {
      details.set(id, await orFailure(runsApi.detail(id)))
    })
  const aliases = new Set(
    [...details.values()].flatMap(detail => ('value' in detail ? aliasesIn(detail.value) : []))
  )
  const checks = new Map<string, Check>()
  await inFlight(ids, async id => {
    checks.set(id, await pipelineCheck(id, details.get(id) ?? null, aliases, config, cloud))
  })
  return ids.flatMap(id => checks.get(id) ?? [])
}

type Detail = Awaited<ReturnType<typeof orFailure<JsonObject>>>

/** One pipeline: known, called, allowed, and which run of it would be judged. */
async function pipelineCheck(
  id: string,
  detail: Detail | null,
  aliases: ReadonlySet<string>,
  config: Config,
  cloud: Cloud
): Promise<Check> {
  const runId = config.targets.get(id) ?? null
  if (detail !== null && 'failed' in detail) return badPipeline(id, detail.failed)
  const name = detail === null ? null : nameIn(detail.value)
  if (detail !== null && config.start !== null) {
    const ofCommit = (config.condition?.commit ?? null) !== null
    const planned = planStart(id, detail.value, { ...config.start, ofCommit }, aliases)
    if ('issues' in planned) return badPipeline(name ?? id, planFailure(planned.issues))
    return { name: 'pipeline', result: 'ok', about: { code: 'would_start', name: name ?? id } }
  }
  const lastObservation = await orFailure(pollPipeline({ ...initialState(id, runId), name }, config, cloud))
  if ('failed' in lastObservation) return badPipeline(name ?? id, lastObservation.failed)
  const pipeline = lastObservation.value
  const mayCome = config.condition !== null && runId === null
  const isKnown = name !== null || pipeline.name !== null || pipeline.run !== null
  if (pipeline.lastObservation === 'no_run' && mayCome && isKnown)
    return {
      name: 'pipeline',
      result: 'ok',
      about: { code: 'no_run_yet', name: name ?? pipeline.name ?? id }
    }
  const isFine = pipeline.lastObservation === 'run' || pipeline.lastObservation === 'no_match'
  return { name: 'pipeline', result: isFine ? 'ok' : 'bad', about: { code: 'pipeline', pipeline } }
}

/** The gate's own look, at one pipeline. */
async function pollPipeline(
  pipeline: PipelineState,
  { condition }: Config,
  { poll }: Cloud
): Promise<PipelineState> {
  const startDeadline = condition === null ? null : Number.POSITIVE_INFINITY
  const rules: WaitRules = { wait: false, failOn: new Set(), startDeadline }
  let now = pipeline
  await poll([pipeline], observations => {
    const observation = observations.get(pipeline.id)
    if (observation !== undefined) now = observe(pipeline, observation, rules, 0)
  })
  return now
}

function nameIn({ name }: Readonly<Record<string, unknown>>): string | null {
  return typeof name === 'string' && name !== '' ? name : null
}

function bad(name: CheckName, failure: Failure): Check {
  return { name, result: 'bad', about: { code: 'failed', failure } }
}

function badPipeline(called: string, failure: Failure): Check {
  return { name: 'pipeline', result: 'bad', about: { code: 'pipeline_failed', name: called, failure } }
}

function skipped(name: CheckName, because: CheckName): Check {
  return { name, result: 'skipped', about: { code: 'not_reached', because } }
}

/** What was found, or why it could not be: every check ends. */
async function orFailure<T>(
  finding: Promise<T>
): Promise<{ readonly value: T } | { readonly failed: Failure }> {
  try {
    return { value: await finding }
  } catch (error) {
    if (error instanceof FailureError) return { failed: error.failure }
    if (error instanceof DeadlineError)
      return {
        failed: { ...(error.lastError ?? failure('connection', { hint: 'service' })), code: 'unreachable' }
      }
    if (error instanceof AbortedError) return { failed: failure('cancelled') }
    throw error
  }
}

/** @param mayFail whether what is wrong fails the step; bad inputs always do */
async function tell(
  checks: readonly Check[],
  base: BaseConfig,
  mayFail: boolean,
  begunAt: number,
  messages: Messages,
  { clock, runner }: Pick<Effects, 'clock' | 'runner'>
): Promise<void> {
  const unobserved = [...base.targets].map(([id, runId]) => initialState(id, runId))
  const verdict = decide(unobserved, new Set(), mayFail && !isHealthy(checks) ? 'bad_inputs' : 'none')
  runner.end(verdict.failsStep)
  const { headline, lines, complaints } = doctorLines(checks, messages)
  runner.info(headline)
  for (const line of lines) runner.info(line)
  for (const complaint of complaints)
    if (verdict.failsStep) runner.error(complaint, messages.say('annotation.title'))
    else runner.warning(complaint)
  // A required check that is left like this would be green without having judged anything.
  if (!verdict.failsStep) runner.warning(messages.say('doctor.take_out'))
  const conclusion = {
    verdict,
    failure: null,
    region: null,
    polls: 0,
    elapsedMs: clock.epoch() - begunAt,
    begunAt,
    unfinishedRuns: []
  }
  await writeOutputs(conclusion, base.summary ? doctorPage(checks, messages) : null, messages, runner)
}
