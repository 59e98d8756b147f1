import { cloudEffects, openCloud } from '../codearts/cloud.js'
import type { Finding } from '../codearts/probe.js'
import { unpolled } from '../domain/conclusion.js'
import type { Failure } from '../domain/failure.js'
import { decide } from '../domain/verdict.js'
import type { BaseConfig, Config } from '../inputs/config.js'
import type { Effects, Runner } from '../ports.js'
import { writeOutputs } from '../publish.js'
import type { Messages } from '../report/messages/index.js'
import type { Secrets } from '../secrets.js'
import { bad, isCancelled, notChecked, orFailure, skipped } from './checks.js'
import { forgeChecks, sweepChecks } from './forge-checks.js'
import { pipelineChecks } from './pipeline-checks.js'
import { forecast } from './forecast.js'
import { listChecks, nameChecks } from './name-checks.js'
import type { Check, Forecast } from './check.js'
import { doctorLines, doctorPage, forecastText, isHealthy } from './report.js'
import { ON_THE_WAY, wayChecks } from './way-checks.js'

/** The examination ends after this, or with `timeout`. */
const BUDGET_MS = 60_000
/** An ID that no pipeline has, to ask with where none was given. */
const NO_PIPELINE = '0'.repeat(32)

/** `dry_run: true`: checks one thing after the other, says what to repair, judges nothing and starts nothing. */
export async function examine(
  config: Config,
  messages: Messages,
  effects: Effects,
  secrets: Secrets
): Promise<void> {
  const begunAt = effects.clock.epoch()
  const found = await withNetwork(config, effects, secrets)
  const checks = [
    ...withoutNetwork(found.config, effects.runner),
    ...found.checks,
    ...retryChecks(config),
    ...(await gitHubChecks(config, effects))
  ]
  const now = forecast(checks, found.config)
  const end = { mayFail: config.failOn.size > 0, begunAt, now }
  await tell(redacted(checks, secrets), config, end, messages, effects)
}

function retryChecks({ retry }: Config): Check[] {
  return retry === 0 ? [] : [{ name: 'retry', result: 'ok', about: { code: 'retry', n: retry } }]
}

/** Nothing of GitHub's is checked where nothing is written there. */
async function gitHubChecks({ forge, wait, sweep }: Config, effects: Effects): Promise<Check[]> {
  if (forge === null) return []
  return sweep === null ? forgeChecks(forge, !wait, effects) : sweepChecks(forge, sweep, effects)
}

/** The same for invalid inputs: nothing else can be checked. */
export async function examineInputs(
  refused: Failure,
  base: BaseConfig,
  messages: Messages,
  effects: Pick<Effects, 'clock' | 'runner'>,
  secrets: Secrets
): Promise<void> {
  const later = ['credential', 'permissions', 'proxy', ...ON_THE_WAY, 'pipelines'] as const
  const checks = [bad('inputs', refused), ...later.map(name => skipped(name, 'inputs'))]
  const end = { mayFail: true, begunAt: effects.clock.epoch(), now: { code: 'blocked' } as const }
  await tell(redacted(checks, secrets), base, end, messages, effects)
}

/** What a check is called is ours, what it has found may be CodeArts'. */
function redacted(checks: readonly Check[], secrets: Secrets): Check[] {
  return checks.map(check => ({ ...check, about: secrets.redact(check.about) }))
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

/** What has been found with the network. */
interface Found {
  /** With the pipelines that were given by name, as far as they were found. */
  readonly config: Config
  readonly checks: readonly Check[]
}

async function withNetwork(config: Config, effects: Effects, secrets: Secrets): Promise<Found> {
  const { clock, signal } = effects
  const deadline = clock.now() + Math.min(config.timeoutMs, BUDGET_MS)
  const requests = cloudEffects(effects, secrets, deadline)
  const cloud = openCloud({ ...config, login: config.credential.login }, requests)
  const [anyId = NO_PIPELINE] = config.targets.keys()
  const first = await orFailure(cloud.probe(anyId))
  const finding: Finding = 'failed' in first ? { serverDate: null, ...first } : first.value
  const way = wayChecks(config, finding, clock.epoch())
  if (isCancelled(way)) return { config, checks: [...way, notChecked('pipelines')] }
  const blocking = way.find(({ result, name }) => result === 'bad' && name !== 'clock')
  if (blocking !== undefined) return { config, checks: [...way, skipped('pipelines', blocking.name)] }
  if (cloud.version === 'v3')
    return { config, checks: [...way, ...(await pipelineChecks(config, cloud, null))] }
  if (config.targets.size === 0 && config.names.length === 0)
    return { config, checks: [...way, ...(await listChecks(cloud))] }
  const named = await nameChecks(config, cloud)
  const pipelines = await pipelineChecks(named.config, cloud, cloud.runsApi({ deadline, signal }))
  return { config: named.config, checks: [...way, ...named.checks, ...pipelines] }
}

interface End {
  /** Whether what is wrong fails the step; bad inputs always do. */
  readonly mayFail: boolean
  /** Epoch milliseconds. */
  readonly begunAt: number
  readonly now: Forecast
}

async function tell(
  checks: readonly Check[],
  base: BaseConfig,
  { mayFail, begunAt, now }: End,
  messages: Messages,
  { clock, runner }: Pick<Effects, 'clock' | 'runner'>
): Promise<void> {
  const verdict = decide([], new Set(), mayFail && !isHealthy(checks) ? 'bad_inputs' : 'none')
  const cancelled = isCancelled(checks)
  runner.end(verdict.failsStep ? (cancelled ? 'not_judged' : 'failed') : 'passed')
  const { headline, lines, complaints } = doctorLines(checks, messages)
  runner.info(headline)
  for (const line of lines) runner.info(line)
  const errors = cancelled ? [...complaints, forecastText(now, messages)] : complaints
  for (const complaint of errors)
    if (verdict.failsStep) runner.error(complaint, messages.say('annotation.title'))
    else runner.warning(complaint)
  if (!cancelled) runner.info(forecastText(now, messages))
  // A required check that is left like this would be green without having judged anything.
  if (!verdict.failsStep) runner.warning(messages.say('doctor.take_out'))
  const conclusion = unpolled(verdict, null, begunAt, clock.epoch() - begunAt)
  // Where the page would be text, the log has it already.
  const page = base.summary && runner.reads === 'markdown' ? doctorPage(checks, now, messages) : null
  await writeOutputs(conclusion, page, messages, runner)
}
