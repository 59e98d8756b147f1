import {
  fails,
  graphqlRateLimited,
  rateLimited,
  refuses,
  type GitHub,
  type SimPullRequest,
  type SimResponse,
  type SimStatus,
  type Simulator
} from '../../../simulator/index.js'
import { ConnectionError } from '../../../src/errors.js'
import type { Http } from '../../../src/ports.js'
import type { Random } from '../lib/random.js'
import type { VirtualClock } from '../lib/virtual-clock.js'
import { answered, asked, GITHUB, takes, type Heard } from '../lib/wire.js'
import type { Day, Head, Trouble } from './story.js'

export const EPOCH = Date.UTC(2026, 5, 1)

/** A status that a step has sent, when, and the one that GitHub has made of it. */
export interface Sent {
  readonly sentAt: number
  readonly status: SimStatus
}

/** What all steps of a day share. */
export interface World {
  readonly day: Day
  readonly clock: VirtualClock
  readonly cloud: Simulator
  readonly gitHub: GitHub
  readonly latency: Random
}

/** The way to CodeArts and to GitHub: a request takes time to arrive, and so does its answer. */
export function wireOf(world: World, heard: Heard[], sent: Sent[], counts: { writes: number }): Http {
  const { clock, cloud, gitHub, latency, day } = world
  const onItsWay = (timeoutMs: number, signal: AbortSignal): Promise<void> =>
    takes(latency.between(10, day.latencyMs / 2), timeoutMs, clock, signal)
  return async (request, signal) => {
    const { method, url, timeoutMs } = request
    const { host, pathname } = new URL(url)
    const simRequest = asked(request)
    const sentAt = clock.now()
    await onItsWay(timeoutMs, signal)
    const at = clock.now()
    const trouble = troubleFor(host === GITHUB, world)
    if (host !== GITHUB) {
      cloud.rules.splice(0)
      if (trouble === 'codearts') cloud.misbehave({ does: fails(502) })
      if (trouble === 'denied') cloud.misbehave({ does: refuses('APIGW.0301', 'decrypt token fail') })
      const answer = cloud.handle(simRequest)
      const { kind = '', ids = [] } = cloud.requests.at(-1) ?? {}
      await onItsWay(timeoutMs, signal)
      if (trouble === null) heard.push({ at, heardAt: clock.now(), kind, target: simRequest.target, ids })
      return answered(answer)
    }
    open(world)
    const before = gitHub.statuses.length
    const answer = refused(trouble, method, pathname, clock) ?? gitHub.service(simRequest)?.honest()
    if (answer === undefined) throw new Error(`${method} ${url} is no call`)
    if (method !== 'GET' && !pathname.endsWith('/graphql')) counts.writes++
    sent.push(...gitHub.statuses.slice(before).map(status => ({ sentAt, status })))
    await onItsWay(timeoutMs, signal)
    if (trouble === 'lost answer') throw new ConnectionError('ECONNRESET', 'socket hang up')
    const date = new Date(clock.epoch()).toUTCString()
    return answered({ ...answer, headers: { date, ...answer.headers } })
  }
}

function refused(
  trouble: Trouble['what'] | null,
  method: string,
  pathname: string,
  clock: VirtualClock
): SimResponse | null {
  if (trouble === 'down') return { status: 502, headers: {}, body: '<html>' }
  if (trouble === 'limits' && method !== 'GET') return rateLimited('secondary', 20_000, clock.epoch())
  return trouble === 'graphql' && pathname.endsWith('/graphql') ? graphqlRateLimited() : null
}

/** What happens to a request, as a rule nothing. */
function troubleFor(isGitHub: boolean, { day, clock, latency }: World): Trouble['what'] | null {
  const now = clock.now()
  const trouble = day.troubles.find(({ from, to }) => now >= from && now < to)
  if (trouble === undefined) return null
  if (isGitHub === (trouble.what === 'codearts' || trouble.what === 'denied')) return null
  return trouble.what === 'denied' || latency.chance(0.6) ? trouble.what : null
}

/** What is open now. */
function open({ day, clock, gitHub }: World): void {
  const now = clock.now()
  const isNow = ({ from, until }: Head): boolean => from <= now && now < until
  const numbers = [...new Set(day.heads.map(({ pullRequest }) => pullRequest))]
  const pulls = numbers.flatMap((number): SimPullRequest[] => {
    if (number === null) return []
    const begun = day.heads.filter(head => head.pullRequest === number && head.from <= now)
    const head = begun.find(isNow) ?? begun.at(-1)
    if (head === undefined) return []
    return [
      {
        ...{ number, head: head.commit, base: head.base, isFork: head.isFork },
        state: isNow(head) ? 'open' : 'closed',
        createdAt: EPOCH + head.openedAt,
        updatedAt: EPOCH + head.from,
        committedAt: EPOCH + head.committedAt
      }
    ]
  })
  gitHub.pullRequests.splice(0, gitHub.pullRequests.length, ...pulls)
  const groups = day.heads.filter(head => head.pullRequest === null && isNow(head))
  const queued = groups.map(({ commit, committedAt }) => ({
    ...{ base: 'main', number: 1, head: commit, committedAt: EPOCH + committedAt }
  }))
  gitHub.queue.splice(0, gitHub.queue.length, ...queued)
}
