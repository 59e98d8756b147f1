import { limiter } from '../common/limit.js'
import type { Effects } from '../ports.js'
import { issuedCredential } from './auth/credential-source.js'
import { credentialSource, type Login } from './auth/login.js'
import { openAdmission } from './http/admission.js'
import type { ClientOptions } from './http/attempt.js'
import { createClient } from './http/client.js'
import { timeAt } from '../domain/cloud-clock.js'
import type { NamedPipeline } from '../domain/pipeline-names.js'
import { endedBefore } from '../domain/pipeline-run.js'
import type { Observation } from '../domain/pipeline-state.js'
import { frozenClock, serverClock } from './http/server-clock.js'
import { probe, type Finding } from './probe.js'
import { pipelineEndpoint, type Endpoints } from './regions.js'
import type { Poll } from './status.js'
import { v3Poll } from './v3.js'
import { pipelineAddress, type Project } from './v5/api.js'
import { openHistory, type History } from './v5/history.js'
import { openNames, type Names } from './v5/names.js'
import { readFirstPipelines, readPipelines, type PipelinePage } from './v5/pipeline-list.js'
import { createRunDetailApi, type RunDetailApi } from './v5/run-detail.js'
import { createRunsApi, type RunsApi } from './v5/runs-api.js'
import { v5Poll, v5Sweep, type V5Sweep } from './v5/status.js'
import { createTriggersApi, type TriggersApi } from './v5/triggers-api.js'

/** What the other rooms use of this one, beside CodeArts itself. */
export { isDenied } from './http/error-codes.js'
export { retryPause } from './http/retry.js'
export { DEFAULT_REGION, KNOWN_REGIONS, pipelineEndpoint, serviceLocation } from './regions.js'
export { readTail } from './v5/log-tail.js'
export { consoleFolder, pipelineAddressBeside } from './v5/api.js'
export { announcedRun } from './v5/run.js'
export { planFailure, planStart, sourceNames, type SourceNames } from './v5/start-plan.js'

/** This many runs are stopped at once: there is hardly any time, and nothing else is requested then. */
export const STOPS_IN_FLIGHT = 8

/** The generation of the API, and what only the second one needs. */
export type Api = { readonly version: 'v3' } | { readonly version: 'v5'; readonly projectId: string }

/** Where CodeArts is, and who is asking. */
export interface CloudOptions {
  readonly api: Api
  readonly endpoints: Endpoints
  readonly login: Login
  readonly language: 'en' | 'zh'
}

/** On the monotonic clock, and what ends a call before. */
type Bounds = Pick<ClientOptions, 'deadline' | 'signal'>

interface AnyCloud {
  readonly poll: Poll
  /** Asks once whether the service answers this caller. */
  probe(id: string): Promise<Finding>
}

/** It returns the latest run of a pipeline, and no more. */
export interface V3Cloud extends AnyCloud {
  readonly version: 'v3'
}

export interface V5Cloud extends AnyCloud {
  readonly version: 'v5'
  readonly project: Project
  readonly names: Names
  /**
   * All pipelines of the project, none where it has none.
   * @throws {FailureError} for a project that the caller may not see
   */
  pipelines(): Promise<readonly NamedPipeline[]>
  /** The first page of them, with their latest runs. @throws as `pipelines` */
  firstPipelines(): Promise<PipelinePage>
  /** Polls for many commits, which share what they read. */
  sweep(): V5Sweep
  /** How long runs took before. */
  readonly history: History
  /** Asks why runs are red, within these bounds. */
  runDetails(bounds: Bounds): RunDetailApi
  /** Calls that create, find and stop runs, within these bounds. */
  runsApi(bounds: Bounds): RunsApi
  /** Calls that return triggers that have become no run, within these bounds. */
  triggersApi(bounds: Bounds): TriggersApi
  /** The console's page of a pipeline, `null` where that is not known. */
  pageOf(pipelineId: string): string | null
}

export type Cloud = V3Cloud | V5Cloud

export type CloudEffects = Pick<
  ClientOptions,
  'http' | 'clock' | 'random' | 'signal' | 'deadline' | 'onRetry' | 'serverClock'
> & {
  readonly hide: (secret: string, name: string) => void
  readonly env: Readonly<Record<string, string | undefined>>
}

/** What is reported of requests while they are made; nothing by default. */
interface Listeners {
  readonly onRetry?: ClientOptions['onRetry']
  /** @param offsetMs what this machine's clock lacks, negative when it is ahead */
  readonly onClockOffset?: (offsetMs: number) => void
}

/**
 * The effects of a step, as CodeArts is asked with them.
 * @param secrets learns of new ones
 * @param deadline on the monotonic clock
 */
export function cloudEffects(
  { http, clock, random, signal, runner }: Effects,
  secrets: Pick<CloudEffects, 'hide'>,
  deadline: number,
  { onRetry = () => undefined, onClockOffset = () => undefined }: Listeners = {}
): CloudEffects {
  return {
    ...{ http, clock, random, signal, deadline, onRetry },
    env: runner.env,
    hide: (secret, name) => secrets.hide(secret, name),
    serverClock: serverClock(onClockOffset)
  }
}

/** Everything that a step asks of CodeArts, by the generation of the API. */
export function openCloud(options: CloudOptions, effects: CloudEffects): Cloud {
  const { api, endpoints } = options
  const begunAt = stepBegan(effects)
  const shared = clientOptions(options, effects)
  const client = createClient(shared)
  if (api.version === 'v3')
    return {
      version: 'v3',
      poll: dated(v3Poll(client, begunAt), begunAt),
      probe: id => probe(client, null, id)
    }
  const project = projectAt(endpoints, api.projectId)
  const names = openNames(shared, project)
  return {
    version: 'v5',
    project,
    names,
    pipelines: () => readPipelines(client, project),
    firstPipelines: () => readFirstPipelines(client, project),
    poll: dated(v5Poll({ client, project, nameOf: id => names.of(id), begunAt }), begunAt),
    sweep: () => v5Sweep({ client, project, nameOf: id => names.of(id), begunAt }),
    probe: id => probe(client, project, id),
    history: openHistory(shared, () => asItIs(shared), project),
    runDetails: bounds => createRunDetailApi(createClient({ ...asItIs(shared), ...bounds }), project),
    runsApi: bounds => createRunsApi(createClient({ ...shared, ...bounds }), project),
    triggersApi: bounds => createTriggersApi(createClient({ ...asItIs(shared), ...bounds }), project),
    pageOf: id => pipelineAddress(project, id)
  }
}

/** Adds to runs how long before the step began they had ended. @param begunAt by CodeArts' clock */
function dated(poll: Poll, begunAt: () => number): Poll {
  return (asked, report) =>
    poll(asked, observations =>
      report(new Map([...observations].map(([id, observation]) => [id, datedRun(observation, begunAt())])))
    )
}

function datedRun(observation: Observation, begunAt: number): Observation {
  if (observation.kind !== 'run') return observation
  return { ...observation, endedBeforeMs: endedBefore(observation.run, begunAt) }
}

/** A project, as the service at these addresses has it. */
export function projectAt(
  { region, endpoint }: Pick<Endpoints, 'region' | 'endpoint'>,
  projectId: string
): Project {
  return { region, projectId, hasOwnEndpoint: endpoint !== pipelineEndpoint(region) }
}

/** When the step began, by CodeArts' clock; by this machine's until a response has shown it. */
function stepBegan({ clock, serverClock }: CloudEffects): () => number {
  const machine = { epochMs: clock.epoch(), at: clock.now() }
  return () => timeAt(serverClock.reading ?? machine, machine.at)
}

/**
 * The calls that find and stop runs of a project, with a sign-in of their own: for when that of the step has been ended.
 * @param effects their deadline is that of the sign-in
 * @returns makes calls that end at a time on the monotonic clock
 */
export function openRunsApis(
  options: CloudOptions,
  project: Project,
  effects: CloudEffects
): (deadline: number) => RunsApi {
  const shared = {
    ...clientOptions(options, effects),
    limit: limiter(STOPS_IN_FLIGHT),
    // Without it nothing would have been started.
    admission: openAdmission(effects.clock, 'accepted')
  }
  return deadline => createRunsApi(createClient({ ...shared, deadline }), project)
}

function clientOptions(options: CloudOptions, effects: CloudEffects): ClientOptions {
  const { api, language, endpoints, login } = options
  return {
    ...effects,
    limit: limiter(),
    admission: openAdmission(effects.clock),
    credentials: credentialSource(login, endpoints, { ...effects, language }),
    endpoint: endpoints.endpoint,
    language,
    service: api.version
  }
}

/** With what is there: nothing is renewed or put right, so that each request is sent once and waits for nothing. */
function asItIs(shared: ClientOptions): ClientOptions {
  const issued = shared.credentials?.issued() ?? null
  return {
    ...shared,
    limit: limiter(),
    credentials: issued === null ? null : issuedCredential(issued),
    serverClock: frozenClock(shared.serverClock)
  }
}
