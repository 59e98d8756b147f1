import { CredentialStore } from './credentials.js'
import { admit } from './gateway.js'
import { inLanguage } from './language.js'
import type { Rule } from './misbehaviour.js'
import { PipelineStore, type RunKey } from './pipeline-store.js'
import { seededRandom } from './random.js'
import { refuse, underStatus } from './refusals.js'
import type { PipelineSpec, State } from './specs.js'
import { splitTarget, type Effect, type SimRequest, type SimResponse } from './transport.js'
import { v3Ids, v3Status } from './v3.js'
import { v5Ids, v5Kind, type V5Call } from './v5-call.js'
import { v5Answer } from './v5.js'
import type { Behaviour } from './view.js'

export interface SimClock {
  /** Epoch milliseconds. */
  now(): number
}

export interface SimulatorOptions extends Behaviour {
  readonly clock?: SimClock
  /** How much faster than the clock the pipelines live. */
  readonly speed?: number
  /** v3 has been taken offline. */
  readonly v3Offline?: boolean
  /** How long an access key is locked after too many failed signatures; five minutes by default. */
  readonly keyLockMs?: number
  /** Where the service stands; `cn-north-4` if not given. */
  readonly region?: string
  /** How many runs of all pipelines may run at once before a start is queued; unlimited by default. */
  readonly tenantRuns?: number
  /** From 0 to 1, for rules with a probability; `seededRandom(1)` if not given. */
  readonly random?: () => number
}

/** A request that was answered. */
export interface Recorded {
  readonly at: number
  /** Such as `v3.status`; `other` for what CodeArts does not have. */
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
  private readonly pipelines: PipelineStore
  private readonly met = new Map<Rule, { seen: number; hit: number }>()
  private readonly clock: SimClock
  private readonly bornAt: number
  private readonly random: () => number
  private counter = 0

  constructor(private readonly options: SimulatorOptions = {}) {
    this.clock = options.clock ?? { now: () => Date.now() }
    this.bornAt = this.clock.now()
    this.store = new CredentialStore(options.region, options.keyLockMs)
    this.random = options.random ?? seededRandom(1)
    this.pipelines = new PipelineStore(this.bornAt, options.tenantRuns)
  }

  /** Runs that were started through the API, in their order. */
  get started(): readonly RunKey[] {
    return this.pipelines.started
  }

  get stopped(): readonly RunKey[] {
    return this.pipelines.stopped
  }

  get retried(): readonly RunKey[] {
    return this.pipelines.retried
  }

  /** The pipelines as they have become: with what was started, stopped and retried. */
  get current(): readonly PipelineSpec[] {
    return [...this.pipelines.pipelines.values()]
  }

  /** Runs that were removed from a queue. */
  get leftQueue(): readonly RunKey[] {
    return this.pipelines.leftQueue
  }

  /**
   * Epoch milliseconds of CodeArts, which `speed` runs ahead of the clock's: whole ones, as the service returns them.
   */
  now(): number {
    return Math.floor(this.bornAt + (this.clock.now() - this.bornAt) * (this.options.speed ?? 1))
  }

  add(...pipelines: readonly PipelineSpec[]): this {
    for (const pipeline of pipelines) this.pipelines.pipelines.set(pipeline.id, pipeline)
    return this
  }

  remove(...ids: readonly string[]): this {
    for (const id of ids) this.pipelines.pipelines.delete(id)
    return this
  }

  misbehave(...rules: readonly Rule[]): this {
    this.rules.push(...rules)
    return this
  }

  /** Forgets what was recorded; the pipelines stay, and rules keep counting. */
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
    this.pipelines.advance(epochNow)
    const view = { epochNow, store: this.pipelines, behaviour: this.options }
    const answer = call === null ? v3Status(request, view) : v5Answer(call, request, view)
    return underStatus(answer, this.options.errorStatus)
  }

  /** Runs that have not ended: what the simulator itself knows, whatever its answers show. */
  going(): RunKey[] {
    this.pipelines.advance(this.now())
    return this.pipelines.going()
  }

  /** The states of all runs of a pipeline, newest first: what the simulator itself knows. */
  statesOf(pipelineId: string): readonly State[] {
    this.pipelines.advance(this.now())
    return this.pipelines.statesOf(pipelineId)
  }

  /** Queued runs. */
  queued(): RunKey[] {
    this.pipelines.advance(this.now())
    return this.pipelines.queued()
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
  return refuse('APIGW.0101', 'The API does not exist or has not been published in the environment')
}
