/** A request as it came over the wire, without the wire. */
export interface SimRequest {
  readonly method: string
  /** Path and query exactly as sent. */
  readonly target: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What the wire does to an answer, beside carrying it. */
export type Effect =
  | { readonly kind: 'delay'; readonly ms: number }
  /** The connection is closed before the first byte. */
  | { readonly kind: 'drop' }
  /** The connection is closed in the middle of the body. */
  | { readonly kind: 'drop_body' }
  /** No answer ever comes. */
  | { readonly kind: 'hang' }
  /** A byte now and then. */
  | { readonly kind: 'drip'; readonly everyMs: number }

export interface SimResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
  readonly effect?: Effect
}

/** An answer with JSON in it. */
export function json(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {}
): SimResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) }
}

/** A page as gateways and proxies send it. */
export function html(status: number, title: string): SimResponse {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
  return { status, headers: { 'content-type': 'text/html' }, body }
}

/** The error body that CodeArts uses most. */
export function refusal(status: number, code: string, message: string): SimResponse {
  return json(status, { error_code: code, error_msg: message })
}

/** Path and raw query of a target. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const at = target.indexOf('?')
  return at < 0 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at + 1) }
}

/** Reads a JSON body; `undefined` for what is none. */
export function readJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
