import { CredentialStore } from './credentials.js'
import { admit } from './gateway.js'
import type { Rule } from './misbehaviour.js'
import type { PipelineSpec } from './model.js'
import { refusal, splitTarget, type SimRequest, type SimResponse } from './transport.js'
import { v3Status, type View } from './v3.js'
import { v5Answer, v5Kind, type V5Call } from './v5.js'

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
  /** From 0 to 1, for rules with a probability. */
  readonly random?: () => number
}

/** A request that was answered. */
export interface Recorded {
  readonly at: number
  /** Such as `v3.status`; `other` for what the cloud does not have. */
  readonly kind: string
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly status: number
  /** Who was recognised, `null` for a request that was refused. */
  readonly as: string | null
}

/** Answers a call of its own, beside the pipeline service: an identity service, for instance. */
export type Service = (
  request: SimRequest
) => { readonly kind: string; readonly honest: () => SimResponse } | null

/** A CodeArts without transport: requests in, answers out, everything recorded. */
export class Simulator {
  readonly requests: Recorded[] = []
  readonly store = new CredentialStore()
  readonly rules: Rule[] = []
  readonly services: Service[] = []
  private readonly pipelines = new Map<string, PipelineSpec>()
  private readonly origins = new Map<string, number>()
  private readonly met = new Map<Rule, { seen: number; hit: number }>()
  private readonly clock: SimClock
  private readonly bornAt: number
  private counter = 0

  constructor(private readonly options: SimulatorOptions = {}) {
    this.clock = options.clock ?? { now: () => Date.now() }
    this.bornAt = this.clock.now()
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

  /** Plays one request. */
  handle(request: SimRequest): SimResponse {
    const { kind, honest, as } = this.route(request)
    const response = this.spoil(kind, request, honest)
    this.counter++
    const requestId = `sim-${String(this.counter).padStart(6, '0')}`
    this.requests.push({ at: this.now(), kind, ...request, status: response.status, as })
    const date = new Date(this.now()).toUTCString()
    return { ...response, headers: { 'x-request-id': requestId, date, ...response.headers } }
  }

  private route(request: SimRequest): { kind: string; honest: () => SimResponse; as: string | null } {
    for (const service of this.services) {
      const served = service(request)
      if (served !== null) return { ...served, as: null }
    }
    const { path } = splitTarget(request.target)
    const isV3 =
      request.method === 'GET' && path === '/v3/pipelines/status' && this.options.v3Offline !== true
    const call = v5Kind(request.method, path)
    if (!isV3 && call === null) return { kind: 'other', honest: noSuchApi, as: null }
    const kind = call?.kind ?? 'v3.status'
    const admission = admit(request, this.store, this.now())
    if ('refused' in admission) return { kind, honest: () => admission.refused, as: null }
    return { kind, honest: () => this.answer(call, request), as: admission.as }
  }

  private answer(call: V5Call | null, request: SimRequest): SimResponse {
    const epochNow = this.now()
    const originOf = (pipeline: PipelineSpec): number => this.originOf(pipeline, epochNow)
    const view: View = { epochNow, pipelines: this.pipelines, originOf }
    return call === null ? v3Status(request, view) : v5Answer(call, request, view)
  }

  private originOf({ id, origin = 'first_look' }: PipelineSpec, epochNow: number): number {
    if (origin === 'start') return this.bornAt
    const known = this.origins.get(id) ?? epochNow
    this.origins.set(id, known)
    return known
  }

  private spoil(kind: string, request: SimRequest, honest: () => SimResponse): SimResponse {
    const rule = this.rules.find(rule => this.meets(rule, kind))
    return rule === undefined ? honest() : rule.does(honest, request)
  }

  private meets(rule: Rule, kind: string): boolean {
    const kinds = typeof rule.on === 'string' ? [rule.on] : rule.on
    if (kinds !== undefined && !kinds.includes(kind)) return false
    const counts = this.met.get(rule) ?? { seen: 0, hit: 0 }
    this.met.set(rule, counts)
    counts.seen++
    if (counts.seen <= (rule.after ?? 0) || counts.hit >= (rule.times ?? Number.POSITIVE_INFINITY))
      return false
    if ((this.options.random ?? Math.random)() >= (rule.probability ?? 1)) return false
    counts.hit++
    return true
  }
}

function noSuchApi(): SimResponse {
  return refusal(404, 'APIGW.0101', 'The API does not exist or has not been published in the environment')
}
