/** The effects that the use case needs, as types only. `src/adapters/` has the real ones. */

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** From the first byte sent to the last byte read. */
  readonly timeoutMs: number
}

export interface HttpResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Sends one request, once: no redirects, no retries.
 * @throws {ConnectionError} when there is no whole answer; `AbortedError` when `signal` ends it
 */
export type Http = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>

export interface Clock {
  /** Milliseconds on a clock that never jumps: for deadlines and pauses. */
  now(): number
  /** Milliseconds since 1970 by the machine's calendar: for signatures and messages. */
  epoch(): number
  /** @throws {AbortedError} at once when `signal` ends it */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** A file that could not be written, and the system's word for why. */
export interface Unwritten {
  readonly path: string
  readonly reason: string
}

/** The webhook payload of the workflow run. */
export type EventFile =
  | { readonly state: 'read'; readonly payload: unknown }
  | { readonly state: 'absent' }
  | { readonly state: 'broken' }

/** How a step ends; `not_judged` where it could not do its job. */
export type StepEnd = 'passed' | 'failed' | 'not_judged'

/** The place that the step runs in: GitHub, or any shell. */
export interface Runner {
  readonly env: Readonly<Record<string, string | undefined>>
  event(): EventFile
  /** Host and port of the proxy that requests to a URL go through, `null` for none. */
  proxyFor(url: string): string | null
  info(line: string): void
  /** Writes a line of the debug log; `null` where none was requested. */
  readonly debug: ((line: string) => void) | null
  warning(message: string): void
  error(message: string, title: string): void
  /** Lines that are folded in the log. */
  group(title: string, lines: readonly string[]): void
  mask(secret: string): void
  outputs(values: Readonly<Record<string, string>>): Unwritten | null
  /** Columns that a line of plain text may take. */
  readonly columns: number
  /** The text in a colour, where colours are shown. */
  readonly paint: (text: string, colour: 'good' | 'bad' | 'warning') => string
  /**
   * Shows a line that changes with time below all others, until another one or `null` takes its place; `null` where
   * nothing may move. @param line returns it for a number of columns
   */
  readonly live: ((line: ((columns: number) => string) | null) => void) | null
  /** What the summary has to be written in. */
  readonly reads: 'markdown' | 'text'
  summary(page: string): Promise<Unwritten | null>
  /** Keeps the report as a file of its own. */
  report(json: string): { readonly path: string } | Unwritten
  /** Keeps a text for the post step of this step; of one name the last text counts. */
  saveState(name: string, state: string): Unwritten | null
  /** What the main step has kept, by name, in its post step; else empty. */
  state(): Readonly<Record<string, string>>
  /** Sets the exit status of the step. */
  end(how: StepEnd): void
}

/** All effects of the use case. */
export interface Effects {
  readonly http: Http
  readonly clock: Clock
  readonly runner: Runner
  /** From 0 to 1. */
  readonly random: () => number
  /** Aborted when the step is cancelled. */
  readonly signal: AbortSignal
}
