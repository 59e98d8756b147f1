import { EXAMPLE_TOKEN, Simulator, type PipelineSpec, type SimulatorOptions } from '../../simulator/index.js'

export const A = 'a'.repeat(32)
export const B = 'b'.repeat(32)
export const PROJECT = 'c'.repeat(32)
export const START = Date.UTC(2026, 0, 2, 3, 4, 5)

type Json = Record<string, unknown>

/** A simulator whose clock advances only on request, and calls to it with a token. */
export class Cloud {
  readonly simulator: Simulator
  private now = START

  constructor(pipelines: readonly PipelineSpec[], options: SimulatorOptions = {}) {
    this.simulator = new Simulator({ clock: { now: () => this.now }, ...options }).add(...pipelines)
  }

  pass(ms: number): void {
    this.now += ms
  }

  v3(...ids: readonly string[]): unknown {
    return this.get(`/v3/pipelines/status?pipeline_ids=${ids.join('%2C')}`).body
  }

  batch(...ids: readonly string[]): Json[] {
    return this.post('/status', ids).body as Json[]
  }

  runs(query: object = {}, id = A): { readonly total: number; readonly pipeline_runs: Json[] } {
    return this.post(`/${id}/pipeline-runs/list`, query).body as ReturnType<Cloud['runs']>
  }

  detail(query = '', id = A): { readonly status: number; readonly body: unknown } {
    return this.get(`/v5/${PROJECT}/api/pipelines/${id}/pipeline-runs/detail${query}`)
  }

  get(target: string): { readonly status: number; readonly body: unknown } {
    return this.ask('GET', target, '')
  }

  post(path: string, body: unknown, project = PROJECT): { readonly status: number; readonly body: unknown } {
    return this.ask('POST', `/v5/${project}/api/pipelines${path}`, JSON.stringify(body))
  }

  /** A call about the pipelines of the project. @param body is sent as JSON, nothing if not given */
  call(method: string, path: string, body?: unknown): { readonly status: number; readonly body: unknown } {
    const target = `/v5/${PROJECT}/api/pipelines${path}`
    return this.ask(method, target, body === undefined ? '' : JSON.stringify(body))
  }

  private ask(method: string, target: string, body: string): { status: number; body: unknown } {
    const headers = { host: 'h', 'x-auth-token': EXAMPLE_TOKEN.token }
    const answer = this.simulator.handle({ method, target, headers, body })
    const text = answer.body.toString()
    return { status: answer.status, body: text.startsWith('<') ? text : (JSON.parse(text) as unknown) }
  }
}

export function pipeline(runs: PipelineSpec['runs'], more: Partial<PipelineSpec> = {}): PipelineSpec {
  return { id: A, name: 'build', projectId: PROJECT, runs, ...more }
}
