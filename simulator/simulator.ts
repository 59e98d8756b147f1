import { CredentialStore } from './credentials.js'
import { admit } from './gateway.js'
import { inLanguage } from './language.js'
import type { Rule } from './misbehaviour.js'
import { ENDED, runIdOf, runsAt, type PipelineSpec, type RunSpec } from './model.js'
import { seededRandom } from './random.js'
import { refusal, splitTarget, type Effect, type SimRequest, type SimResponse } from './transport.js'
import { v3Ids, v3Status, type View } from './v3.js'
import { v5Answer, v5Ids, v5Kind, type V5Call } from './v5.js'

export interface SimClock {
  /** Epoch milliseconds. */
  now(): number
}

export interface SimulatorOptions {
  readonly clock?: SimClock
  /** How much faster than the clock the pipelines live. */
  readonly speed?: number
  /** v3 has been taken offline. */
  readonly v3Offline?: boolean
  /** CodeArts projects that exist, beside those that own a pipeline. */
  readonly projects?: readonly string[]
  /** Where the service stands; `cn-north-4` if not given. */
  readonly region?: string
  /** How many runs may go at once; any number if not given. */
  readonly parallelRuns?: number
  /** From 0 to 1, for rules with a probability; `seededRandom(1)` if not given. */
  readonly random?: () => number
}

/** A request that was answered. */
export interface Recorded {
  readonly at: number
  /** Such as `v3.status`; `other` for what the cloud does not have. */
  readonly kind: string
  readonly method: string
  /** Path and query exactly as sent. */
  readonly target: string
  /** The pipelines that were asked for, as far as the request could be read. */
  readonly ids: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly status: number
  /** Who was recognised, `null` for a request that was refused. */
  readonly as: string | null
  /** What was done to the answer on the wire. */
  readonly effect: Effect['kind'] | null
}

/** What a request is, and how it would be answered if nothing misbehaved. */
interface Route {
  readonly kind: string
  readonly honest: () => SimResponse
  readonly as: string | null
  readonly ids: readonly string[]
}

/** Answers a call of its own, beside the pipeline service: an identity service, for instance. */
export type Service = (
  request: SimRequest
) => { readonly kind: string; readonly honest: () => SimResponse } | null

/** A CodeArts without transport: requests in, answers out, everything recorded. */
export class Simulator {
  readonly requests: Recorded[] = []
  readonly store: CredentialStore
  readonly rules: Rule[] = []
  readonly services: Service[] = []
  /** Runs that were started and stopped through the API, in their order. */
  readonly started: { readonly pipelineId: string; readonly runId: string }[] = []
  readonly stopped: { readonly pipelineId: string; readonly runId: string }[] = []
  private readonly pipelines = new Map<string, PipelineSpec>()
  private readonly origins = new Map<string, number>()
  private readonly met = new Map<Rule, { seen: number; hit: number }>()
  private readonly clock: SimClock
  private readonly bornAt: number
  private readonly random: () => number
  private counter = 0

  constructor(private readonly options: SimulatorOptions = {}) {
    this.clock = options.clock ?? { now: () => Date.now() }
    this.bornAt = this.clock.now()
    this.store = new CredentialStore(options.region)
    this.random = options.random ?? seededRandom(1)
  }

  /** Epoch milliseconds of the cloud, which `speed` runs ahead of the clock's. */
  now(): number {
    return this.bornAt + (this.clock.now() - this.bornAt) * (this.options.speed ?? 1)
  }

  add(...pipelines: readonly PipelineSpec[]): this {
    for (const pipeline of pipelines) this.pipelines.set(pipeline.id, pipeline)
    return this
  }

  misbehave(...rules: readonly Rule[]): this {
    this.rules.push(...rules)
    return this
  }

  /** Forgets what was recorded; the pipelines live on, and rules go on counting. */
  reset(): void {
    this.requests.length = 0
  }

  /** Plays one request. */
  handle(request: SimRequest): SimResponse {
    const { kind, honest, as, ids } = this.route(request)
    const response = this.spoil(kind, request, () => inLanguage(request, honest()))
    this.counter++
    const requestId = `sim-${String(this.counter).padStart(6, '0')}`
    const effect = response.effect?.kind ?? null
    this.requests.push({ at: this.now(), kind, ids, ...request, status: response.status, as, effect })
    const date = new Date(this.clock.now()).toUTCString()
    return { ...response, headers: { 'x-request-id': requestId, date, ...response.headers } }
  }

  private route(request: SimRequest): Route {
    for (const service of this.services) {
      const served = service(request)
      if (served !== null) return { ...served, as: null, ids: [] }
    }
    const { path } = splitTarget(request.target)
    const isV3 =
      request.method === 'GET' && path === '/v3/pipelines/status' && this.options.v3Offline !== true
    const call = v5Kind(request.method, path)
    if (!isV3 && call === null) return { kind: 'other', honest: noSuchApi, as: null, ids: [] }
    const kind = call?.kind ?? 'v3.status'
    const ids = call === null ? v3Ids(request) : v5Ids(call, request)
    const admission = admit(request, this.store, { wall: this.clock.now(), cloud: this.now() })
    if ('refused' in admission) return { kind, honest: () => admission.refused, as: null, ids }
    return { kind, honest: () => this.answer(call, request), as: admission.as, ids }
  }

  private answer(call: V5Call | null, request: SimRequest): SimResponse {
    const epochNow = this.now()
    const view: View = {
      epochNow,
      pipelines: this.pipelines,
      projects: new Set([
        ...(this.options.projects ?? []),
        ...[...this.pipelines.values()].flatMap(({ projectId }) => projectId ?? [])
      ]),
      originOf: pipeline => this.originOf(pipeline, epochNow),
      glance: pipeline => this.originOf(pipeline, epochNow, false),
      isFull: () => this.going().length >= (this.options.parallelRuns ?? Number.POSITIVE_INFINITY),
      startedOf: id => this.started.filter(({ pipelineId }) => pipelineId === id).length,
      create: (pipeline, run) => this.create(pipeline, run),
      stop: (pipeline, run) => this.stop(pipeline, run)
    }
    return call === null ? v3Status(request, view) : v5Answer(call, request, view)
  }

  /** Runs that have not ended: what the cloud itself knows, whatever its answers show. */
  going(): { readonly pipelineId: string; readonly runId: string }[] {
    return [...this.pipelines.values()].flatMap(pipeline => {
      const origin = this.originOf(pipeline, this.now(), false)
      return runsAt(pipeline, 'any', this.now() - origin, origin)
        .filter(({ moment }) => !ENDED.has(moment.state))
        .map(({ id }) => ({ pipelineId: pipeline.id, runId: id }))
    })
  }

  private create(pipeline: PipelineSpec, run: RunSpec): string {
    const runId = runIdOf(pipeline, run)
    this.pipelines.set(pipeline.id, { ...pipeline, runs: [...pipeline.runs, run] })
    this.started.push({ pipelineId: pipeline.id, runId })
    return runId
  }

  private stop(pipeline: PipelineSpec, stopped: RunSpec): void {
    const at = this.now() - this.originOf(pipeline, this.now())
    const past = stopped.moments.filter(moment => moment.at <= at)
    const last = past.at(-1)
    const stages = (last?.stages ?? []).map(stage =>
      stage.state === 'running' || stage.state === 'paused' ? { ...stage, state: 'aborted' as const } : stage
    )
    const run = { ...stopped, moments: [...past, { at, state: 'aborted' as const, stages }] }
    const runs = pipeline.runs.map(other => (other === stopped ? run : other))
    this.pipelines.set(pipeline.id, { ...pipeline, runs })
    this.stopped.push({ pipelineId: pipeline.id, runId: runIdOf(pipeline, run) })
  }

  private originOf({ id, origin = 'first_look' }: PipelineSpec, epochNow: number, isLook = true): number {
    if (origin === 'start') return this.bornAt
    const known = this.origins.get(id) ?? epochNow
    if (isLook) this.origins.set(id, known)
    return known
  }

  private spoil(kind: string, request: SimRequest, honest: () => SimResponse): SimResponse {
    const rule = this.rules.find(rule => this.meets(rule, kind, request))
    return rule === undefined ? honest() : rule.does(honest, request)
  }

  private meets(rule: Rule, kind: string, request: SimRequest): boolean {
    const kinds = typeof rule.on === 'string' ? [rule.on] : rule.on
    if (kinds !== undefined && !kinds.includes(kind)) return false
    if (rule.when?.(request) === false) return false
    const counts = this.met.get(rule) ?? { seen: 0, hit: 0 }
    this.met.set(rule, counts)
    counts.seen++
    if (counts.seen <= (rule.after ?? 0) || counts.hit >= (rule.times ?? Number.POSITIVE_INFINITY))
      return false
    if (rule.probability !== undefined && this.random() >= rule.probability) return false
    counts.hit++
    return true
  }
}

function noSuchApi(): SimResponse {
  return refusal(404, 'APIGW.0101', 'The API does not exist or has not been published in the environment')
}
