import type { ClientOptions } from './http/attempt.js'
import { createClient } from './http/client.js'
import { createRunDetailApi, type RunDetailApi } from './v5/run-detail.js'
import { issuedCredential } from './auth/credential-source.js'
import { openHistory, type History } from './v5/history.js'
import { limiter, STOPS_IN_FLIGHT } from './http/limit.js'
import type { Poll } from './status.js'
import { fetchNames } from './v5/names.js'
import { probe, type Finding } from './probe.js'
import { frozenClock } from './http/server-clock.js'
import { createRunsApi, type RunsApi } from './v5/runs-api.js'
import { v3Poll } from './v3.js'
import { v5Poll } from './v5/status.js'
import type { Project } from './v5/run.js'
import { credentialSource, type SignInOptions } from './auth/login.js'
import type { Config } from '../inputs/config.js'

/** The look-up of names gives up on a slow service after this long. */
const NAMES_MS = 15_000
/** How long the verdict waits for names that are still on their way. */
const NAMES_GRACE_MS = 1_000

/** Names of pipelines, looked up beside the wait. */
export interface Names {
  /** Ends the look-up and gives what is known. Never throws, and hardly waits. */
  settle(): Promise<ReadonlyMap<string, string>>
}

export interface Cloud {
  readonly poll: Poll
  readonly names: Names
  /** Where the pipelines stand, `null` on v3. */
  readonly project: Project | null
  /** How long runs took before; `null` on v3, which does not tell. */
  readonly history: History | null
  /** Asks why runs are red, within these bounds; `null` on v3, which does not know. */
  runDetails(bounds: Pick<ClientOptions, 'deadline' | 'signal'>): RunDetailApi | null
  /** Asks once whether the service answers this caller. */
  probe(id: string): Promise<Finding>
  /** Calls that create, find and stop runs, within these bounds. Only on v5. */
  runsApi(bounds: Pick<ClientOptions, 'deadline' | 'signal'>): RunsApi
}

export type CloudEffects = Pick<
  SignInOptions,
  'http' | 'clock' | 'random' | 'signal' | 'redact' | 'deadline' | 'onRetry' | 'serverClock' | 'hide' | 'env'
>

/** Everything that a step asks of CodeArts, by the generation of the API that the config names. */
export function openCloud(config: Config, effects: CloudEffects): Cloud {
  const { api, condition, endpoints } = config
  const shared = clientOptions(config, effects)
  const client = createClient(shared)
  if (api.version === 'v3') {
    const noNames = { settle: () => Promise.resolve(new Map<string, string>()) }
    return {
      poll: v3Poll(client, condition),
      names: noNames,
      project: null,
      history: null,
      probe: id => probe(client, null, id),
      runDetails: () => null,
      runsApi: noRunsApi
    }
  }
  const project = { region: endpoints.region, projectId: api.projectId }
  const known = new Map<string, string>()
  // What is started tells its name in the pipeline detail, which has to be read for it anyway.
  const unnamed = config.start === null ? [...config.targets.keys()] : []
  return {
    poll: v5Poll({ client, project, condition, names: known }),
    names: collectNames(shared, project, unnamed, known),
    project,
    probe: id => probe(client, api.projectId, id),
    history: openHistory(shared, () => asItIs(shared), project),
    runDetails: bounds => createRunDetailApi(createClient({ ...asItIs(shared), ...bounds }), project),
    runsApi: bounds => createRunsApi(createClient({ ...shared, ...bounds }), project)
  }
}

/**
 * The calls that find and stop runs, with a sign-in of their own: for when that of the step has been ended.
 * @param effects their deadline is that of the sign-in
 * @returns makes calls that end at a time on the monotonic clock
 */
export function openRunsApis(config: Config, effects: CloudEffects): (deadline: number) => RunsApi {
  const { api, endpoints } = config
  if (api.version === 'v3') return noRunsApi
  const project = { region: endpoints.region, projectId: api.projectId }
  const shared = { ...clientOptions(config, effects), limit: limiter(STOPS_IN_FLIGHT) }
  return deadline => createRunsApi(createClient({ ...shared, deadline }), project)
}

function clientOptions(config: Config, effects: CloudEffects): ClientOptions {
  const { api, language, endpoints } = config
  return {
    ...effects,
    limit: limiter(),
    credentials: credentialSource(config, { ...effects, language }),
    endpoint: endpoints.endpoint,
    language,
    service: api.version
  }
}

/** With what is there: nothing is renewed or put right, so that each request is sent once and waits for nobody. */
function asItIs(shared: ClientOptions): ClientOptions {
  const issued = shared.credentials?.issued() ?? null
  return {
    ...shared,
    limit: limiter(),
    credentials: issued === null ? null : issuedCredential(issued),
    serverClock: frozenClock(shared.serverClock)
  }
}

function noRunsApi(): never {
  throw new Error('v3 starts nothing')
}

function collectNames(
  shared: ClientOptions,
  project: Project,
  ids: readonly string[],
  known: Map<string, string>
): Names {
  const { clock, signal } = shared
  const ending = new AbortController()
  const client = createClient({
    ...shared,
    deadline: Math.min(shared.deadline, clock.now() + NAMES_MS),
    signal: AbortSignal.any([signal, ending.signal]),
    onRetry: () => undefined
  })
  // Without a name the ID stands in, so nothing that goes wrong here is told.
  const fetching = fetchNames(client, project, ids, known).catch(() => undefined)
  return {
    async settle() {
      const grace = clock
        .sleep(NAMES_GRACE_MS, AbortSignal.any([signal, ending.signal]))
        .catch(() => undefined)
      await Promise.race([fetching, grace])
      ending.abort()
      await grace
      return known
    }
  }
}

/** The generation of the API, and what only the second one needs. */
export type Api = { readonly version: 'v3' } | { readonly version: 'v5'; readonly projectId: string }
