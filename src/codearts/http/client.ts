import { nextPoll } from '../../domain/schedule.js'
import { AbortedError, FailureError, DeadlineError } from '../../errors.js'
import { joinedSignal } from '../../common/signals.js'
import { attempt, type Answer, type ClientOptions, type FailedAttempt } from './attempt.js'
import type { OutgoingRequest, IssuedCredential } from './authorise.js'
import type { Failure, HintCode } from '../../domain/failure.js'
import { retryPause } from './retry.js'
import { isExpired, isRetryable } from './error-codes.js'

const USER_AGENT = 'codearts-pipeline-gate'

/** A host name that is still unknown after this long does not exist. */
const NO_SUCH_HOST_MS = 30_000

/** What the requests of one client share: whether one of them was refused for all. */
type SharedOptions = ClientOptions & { readonly refused: AbortController }

type Headers = Readonly<Record<string, string>>

export interface Client {
  /**
   * Asks until there is an answer, as long as asking again can help.
   * @param path path and query after the endpoint, encoded
   * @throws {FailureError} what is permanent; {DeadlineError}; {AbortedError}
   */
  get(path: string, headers?: Headers): Promise<Answer>
  /** The same with a JSON body; only for calls that change nothing, since they may be repeated. */
  post(path: string, body: unknown, headers?: Headers): Promise<Answer>
  /**
   * Sends a request once, whatever comes of it: one that creates something, or that is not worth a second try. It is
   * sent again only when the credential or the clock was
   * refused and could be put right, because a refusal creates nothing.
   * @param sending called just before it is sent, and never for one that is not; what it throws prevents that
   * @throws {DeadlineError}; {AbortedError}: once it was sent, it is unknown then what it has done
   */
  once(
    method: OutgoingRequest['method'],
    path: string,
    body?: unknown,
    sending?: () => void
  ): Promise<Answer | FailedAttempt>
  /** Length of the URL that a path makes, in characters. */
  urlLength(path: string): number
}

/** A client of the pipeline service that signs, bounds and repeats its requests. */
export function createClient(options: ClientOptions): Client {
  const accepted = new WeakSet<IssuedCredential>()
  const refused = new AbortController()
  const shared = { ...options, refused }
  return {
    get: (path, headers = {}) => send('GET', path, null, headers, shared, accepted),
    post: (path, body, headers = {}) => send('POST', path, JSON.stringify(body), headers, shared, accepted),
    once: (method, path, body, sending = () => undefined) =>
      sendOnce(method, path, body === undefined ? null : JSON.stringify(body), sending, options, accepted),
    urlLength: path => options.endpoint.length + path.length
  }
}

async function send(
  method: OutgoingRequest['method'],
  path: string,
  body: string | null,
  headers: Headers,
  options: SharedOptions,
  accepted: WeakSet<IssuedCredential>
): Promise<Answer> {
  const request = requestOf(method, path, body, headers, options)
  const repair = { left: 1 }
  let lastError: Failure | null = null
  let missingSince: number | null = null
  for (let failures = 0; ;) {
    const begun = options.clock.now()
    const known: Failure | null = lastError
    const outcome: Answer | FailedAttempt = await options.admission.pass(
      () => exchange(request, known, () => undefined, repair, options, accepted),
      options
    )
    if ('json' in outcome) return outcome
    failures++
    missingSince = isHostMissing(outcome.failed) ? (missingSince ?? begun) : null
    const leftMs = missingSince === null ? null : missingSince + NO_SUCH_HOST_MS - options.clock.now()
    if (!isRetryable(outcome.failed) || (leftMs !== null && leftMs <= 0)) {
      // The credential is not accepted any more: the other requests of this client need not be repeated.
      if (outcome.failed.status === 401) options.refused.abort()
      throw new FailureError({ ...outcome.failed, attempts: leftMs === null ? 1 : failures })
    }
    lastError = { ...outcome.failed, attempts: failures }
    options.onRetry(lastError)
    // While a key is locked, the next turn comes when it may be asked for again.
    if (outcome.failed.code !== 'locked')
      await pauseBeforeRetry(failures, outcome.retryAfterMs, leftMs, lastError, options)
  }
}

function isHostMissing({ hint }: Failure): boolean {
  return hint === 'no_such_host' || hint === 'no_identity_host'
}

async function sendOnce(
  method: OutgoingRequest['method'],
  path: string,
  body: string | null,
  sending: () => void,
  options: ClientOptions,
  accepted: WeakSet<IssuedCredential>
): Promise<Answer | FailedAttempt> {
  const { clock, deadline, signal, admission } = options
  const request = requestOf(method, path, body, {}, options)
  const check = (): void => {
    // Its turn may come late.
    if (signal.aborted) throw new AbortedError()
    if (clock.now() >= deadline) throw new DeadlineError(null)
    sending()
  }
  return admission.pass(() => exchange(request, null, check, { left: 1 }, options, accepted), options)
}

/**
 * Sends a request, and once more where what it was refused for could be put right.
 * @param sending called just before each time
 * @param repair how often a refusal may still be put right
 */
async function exchange(
  request: OutgoingRequest,
  lastError: Failure | null,
  sending: () => void,
  repair: { left: number },
  options: ClientOptions,
  accepted: WeakSet<IssuedCredential>
): Promise<Answer | FailedAttempt> {
  for (;;) {
    const issued = options.credentials === null ? null : await options.credentials.current()
    const outcome = await options.limit(async () => {
      sending()
      return attempt(request, issued, lastError, options)
    })
    if ('json' in outcome) {
      if (issued !== null) accepted.add(issued)
      return outcome
    }
    if (repair.left === 0 || !(await recover(outcome, issued, accepted, options)))
      return { ...outcome, failed: explained(outcome.failed, issued, accepted, options) }
    repair.left--
  }
}

function requestOf(
  method: OutgoingRequest['method'],
  path: string,
  body: string | null,
  headers: Headers,
  { endpoint, language }: ClientOptions
): OutgoingRequest {
  return {
    method,
    url: `${endpoint}${path}`,
    headers: {
      accept: 'application/json',
      'cache-control': 'no-cache',
      'content-type': 'application/json',
      'user-agent': USER_AGENT,
      'x-language': language === 'zh' ? 'zh-cn' : 'en-us',
      ...headers
    },
    body
  }
}

/** A refusal may be a wrong clock or a credential that has ended: both are put right once, and asked again. */
async function recover(
  { failed, serverDate, offsetMs }: FailedAttempt,
  issued: IssuedCredential | null,
  accepted: WeakSet<IssuedCredential>,
  { credentials, serverClock, clock }: ClientOptions
): Promise<boolean> {
  if (failed.code !== 'refused' || issued === null || credentials === null) return false
  if (issued.credential.kind === 'access_key') {
    serverClock.correct(serverDate, clock.epoch())
    if (serverClock.offsetMs !== offsetMs) return true
  }
  return seemsExpired(failed, issued, accepted) && (await credentials.renew(issued))
}

/** What was accepted before and is not recognised now has ended, whatever words the gateway has for it. */
function seemsExpired(
  failed: Failure,
  issued: IssuedCredential,
  accepted: WeakSet<IssuedCredential>
): boolean {
  if (failed.hint === 'clock') return false
  return isExpired(failed) || (failed.status === 401 && accepted.has(issued))
}

/** What a gateway says of a credential that is no longer good, as little as it says it of a wrong one. */
const MAY_MEAN_EXPIRED: ReadonlySet<HintCode | null> = new Set([
  'wrong_token',
  'token_renewal',
  'wrong_key',
  'wrong_secret_key',
  'no_identity'
])

/**
 * A lent credential that ended in the middle of the wait is another matter than a wrong one. A permanent key
 * does not end, and what CodeArts says plainly, such as a key that was disabled meanwhile, remains.
 */
function explained(
  failed: Failure,
  issued: IssuedCredential | null,
  accepted: WeakSet<IssuedCredential>,
  { credentials }: ClientOptions
): Failure {
  if (issued === null || credentials === null || credentials.renews || !accepted.has(issued)) return failed
  const ended =
    isTemporary(issued) && seemsExpired(failed, issued, accepted) && MAY_MEAN_EXPIRED.has(failed.hint)
  return ended ? { ...failed, hint: 'cannot_renew' } : failed
}

function isTemporary({ credential }: IssuedCredential): boolean {
  return credential.kind === 'token' || credential.securityToken !== null
}

/** @param longestMs the longest that it may be, `null` for no such bound */
async function pauseBeforeRetry(
  failures: number,
  retryAfterMs: number | null,
  longestMs: number | null,
  lastError: Failure,
  { clock, random, deadline, signal, refused }: SharedOptions
): Promise<void> {
  const pause = Math.min(retryPause(failures, retryAfterMs, random()), longestMs ?? Number.POSITIVE_INFINITY)
  const at = nextPoll(clock.now(), pause, deadline)
  const ending = joinedSignal(signal, refused.signal)
  try {
    await clock.sleep((at ?? deadline) - clock.now(), ending.signal)
  } catch (error) {
    throw refused.signal.aborted && !signal.aborted ? new DeadlineError(lastError) : error
  } finally {
    ending.release()
  }
  if (at === null) throw new DeadlineError(lastError)
}
