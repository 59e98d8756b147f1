import { openCloud, type Cloud, type CloudEffects } from '../codearts/cloud.js'
import { inFlight } from '../codearts/http/limit.js'
import type { Finding } from '../codearts/probe.js'
import { serverClock } from '../codearts/http/server-clock.js'
import { aliasesIn, planFailure, planStart } from '../codearts/v5/start-plan.js'
import type { Starter } from '../codearts/v5/starter.js'
import { observe, track, type Tracked, type WaitRules } from '../domain/tracking.js'
import { decide } from '../domain/verdict.js'
import { AbortedError, FailureError, DeadlineError } from '../errors.js'
import type { Effects, Runner } from '../ports.js'
import { doctorLines, doctorPage, isHealthy, type Check, type CheckName } from './report.js'
import type { Messages } from '../report/messages/index.js'
import { writeOutputs } from '../publish.js'
import type { Secrets } from '../secrets.js'
import { failure, type Failure } from '../domain/failure.js'
import type { JsonObject } from '../codearts/http/values.js'
import type { Config, Frame } from '../inputs/config.js'

/** The examination ends after this, or with `timeout`. */
const PATIENCE_MS = 60_000
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
  frame: Frame,
  messages: Messages,
  effects: Pick<Effects, 'clock' | 'runner'>
): Promise<void> {
  const later = ['credential', 'permissions', 'proxy', ...ON_THE_WAY, 'pipelines'] as const
  const checks = [bad('inputs', refused), ...later.map(name => skipped(name, 'inputs'))]
  await tell(checks, frame, true, effects.clock.epoch(), messages, effects)
}

function withoutNetwork({ api, found, place, targets }: Config, runner: Runner): Check[] {
  const keyless = found.login.kind === 'sts' || found.login.kind === 'idp'
  const proxy = runner.proxyFor(place.endpoint)
  return [
    { name: 'inputs', mark: 'ok', about: { code: 'inputs', n: targets.size, api: api.version } },
    { name: 'credential', mark: 'ok', about: { code: 'credential', source: found.source } },
    keyless
      ? { name: 'permissions', mark: 'ok', about: { code: 'permissions' } }
      : { name: 'permissions', mark: 'skipped', about: { code: 'not_keyless' } },
    proxy === null
      ? { name: 'proxy', mark: 'skipped', about: { code: 'no_proxy' } }
      : { name: 'proxy', mark: 'ok', about: { code: 'proxy', proxy } }
  ]
}

async function withNetwork(config: Config, effects: Effects, secrets: Secrets): Promise<Check[]> {
  const { clock, signal } = effects
  const deadline = clock.now() + Math.min(config.timeoutMs, PATIENCE_MS)
  const cloudEffects: CloudEffects = {
    ...effects,
    env: effects.runner.env,
    deadline,
    redact: text => secrets.redact(text),
    hide: secret => secrets.hide(secret),
    serverClock: serverClock(() => undefined),
    onTrouble: () => undefined
  }
  // Names come from the pipelines themselves, so none are looked up beside.
  const cloud = openCloud({ ...config, targets: new Map() }, cloudEffects)
  const [anyId = ''] = config.targets.keys()
  const first = await orFailure(cloud.probe(anyId))
  const finding: Finding = 'failed' in first ? { serverDate: null, ...first } : first.value
  const way = checksOnTheWay(config, finding, clock.epoch())
  const blocking = way.find(({ mark, name }) => mark === 'bad' && name !== 'clock')
  if (blocking !== undefined) return [...way, skipped('pipelines', blocking.name)]
  const starter = config.api.version === 'v5' ? cloud.starter({ deadline, signal }) : null
  return [...way, ...(await pipelineChecks(config, cloud, starter))]
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

function fine(name: OnTheWay, { api, place }: Config, serverDate: number | null, epochNow: number): Check {
  switch (name) {
    case 'endpoint': {
      const { host } = new URL(place.endpoint)
      return { name, mark: 'ok', about: { code: 'endpoint', host, region: place.region } }
    }
    case 'clock': {
      if (serverDate === null) return { name, mark: 'skipped', about: { code: 'no_date' } }
      const offMs = epochNow - serverDate
      const mark = Math.abs(offMs) > CLOCK_LIMIT_MS ? 'bad' : 'ok'
      return { name, mark, about: { code: 'clock', offMs, tolerated: mark === 'ok' } }
    }
    case 'sign_in':
      return { name, mark: 'ok', about: { code: 'accepted' } }
    case 'api':
      return { name, mark: 'ok', about: { code: 'api', api: api.version } }
    case 'project':
      if (api.version === 'v3') return { name, mark: 'skipped', about: { code: 'v3_project' } }
      return { name, mark: 'ok', about: { code: 'project', id: api.projectId } }
  }
}

async function pipelineChecks(config: Config, cloud: Cloud, starter: Starter | null): Promise<Check[]> {
  const ids = [...config.targets.keys()]
  const details = new Map<string, Detail>()
  if (starter !== null)
    await inFlight(ids, async id => {
      details.set(id, await orFailure(starter.detail(id)))
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
    if ('problems' in planned) return badPipeline(name ?? id, planFailure(planned.problems))
    return { name: 'pipeline', mark: 'ok', about: { code: 'would_start', name: name ?? id } }
  }
  const seen = await orFailure(lookAt({ ...track(id, runId), name }, config, cloud))
  if ('failed' in seen) return badPipeline(name ?? id, seen.failed)
  const tracked = seen.value
  const mayCome = config.condition !== null && runId === null
  const isKnown = name !== null || tracked.name !== null || tracked.run !== null
  if (tracked.seen === 'no_run' && mayCome && isKnown)
    return { name: 'pipeline', mark: 'ok', about: { code: 'no_run_yet', name: name ?? tracked.name ?? id } }
  const isFine = tracked.seen === 'run' || tracked.seen === 'no_match'
  return { name: 'pipeline', mark: isFine ? 'ok' : 'bad', about: { code: 'pipeline', tracked } }
}

/** The gate's own look, at one pipeline. */
async function lookAt(tracked: Tracked, { condition }: Config, { look }: Cloud): Promise<Tracked> {
  const startDeadline = condition === null ? null : Number.POSITIVE_INFINITY
  const rules: WaitRules = { wait: false, failOn: new Set(), startDeadline }
  let now = tracked
  await look([tracked], sightings => {
    const sighting = sightings.get(tracked.id)
    if (sighting !== undefined) now = observe(tracked, sighting, rules, 0)
  })
  return now
}

function nameIn({ name }: Readonly<Record<string, unknown>>): string | null {
  return typeof name === 'string' && name !== '' ? name : null
}

function bad(name: CheckName, failure: Failure): Check {
  return { name, mark: 'bad', about: { code: 'failed', failure } }
}

function badPipeline(called: string, failure: Failure): Check {
  return { name: 'pipeline', mark: 'bad', about: { code: 'pipeline_failed', name: called, failure } }
}

function skipped(name: CheckName, because: CheckName): Check {
  return { name, mark: 'skipped', about: { code: 'not_reached', because } }
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
        failed: { ...(error.trouble ?? failure('connection', { hint: 'service' })), code: 'unreachable' }
      }
    if (error instanceof AbortedError) return { failed: failure('cancelled') }
    throw error
  }
}

/** @param mayFail whether what is wrong fails the step; bad inputs always do */
async function tell(
  checks: readonly Check[],
  frame: Frame,
  mayFail: boolean,
  begunAt: number,
  messages: Messages,
  { clock, runner }: Pick<Effects, 'clock' | 'runner'>
): Promise<void> {
  const unseen = [...frame.targets].map(([id, runId]) => track(id, runId))
  const verdict = decide(unseen, new Set(), mayFail && !isHealthy(checks) ? 'bad_inputs' : 'none')
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
    looks: 0,
    elapsedMs: clock.epoch() - begunAt,
    begunAt,
    leftovers: []
  }
  await writeOutputs(conclusion, frame.summary ? doctorPage(checks, messages) : null, messages, runner)
}
