import { gitHub } from '../forge/github.js'
import type { Bounds } from '../forge/forge.js'
import type { Config } from '../inputs/config.js'
import { commentMark, type CommentInput, type ForgeInput, type StatusInput } from '../inputs/forge.js'
import type { Effects } from '../ports.js'
import { commentOf, waitingComment } from '../report/comment.js'
import { plain } from '../report/escape.js'
import { forgeText } from '../report/forge-text.js'
import type { Messages } from '../report/messages/index.js'
import type { Secrets } from '../secrets.js'
import type { Announcer } from './announcer.js'
import { openCommentAnnouncer, type CommentAnnouncer } from './comment-announcer.js'
import { openStatusAnnouncer, type StatusAnnouncer } from './status-announcer.js'
import { openStatusState } from './status-state.js'

/** The end of a step is delayed for this long at most. */
const CONCLUDE_MS = 10_000
/** A step that is cancelled has this long. */
const CANCEL_MS = 1_500

/** When requests have to end: not before the step does, and then soon. */
interface End {
  readonly bounds: Bounds
  /** From now on there is so much time. */
  endWithin(ms: number): void
  /** Waits for work, but not longer than that. */
  within(work: Promise<unknown>): Promise<void>
}

function openEnd({ clock, signal }: Effects): End {
  const ending = new AbortController()
  let until = Number.POSITIVE_INFINITY
  const endWithin = (ms: number): void => {
    until = Math.min(until, clock.now() + ms)
    ending.abort()
  }
  if (signal.aborted) endWithin(CANCEL_MS)
  else signal.addEventListener('abort', () => endWithin(CANCEL_MS), { once: true })
  return {
    bounds: { until: () => until, hurry: ending.signal },
    endWithin,
    async within(work) {
      let isDone = false
      const done = new AbortController()
      const end = work.then(
        () => void (isDone = true),
        () => void (isDone = true)
      )
      const late = async (): Promise<void> => {
        // The end may come nearer while it is waited for.
        while (!isDone && clock.now() < until)
          await clock.sleep(Math.min(until - clock.now(), 250), done.signal).catch(() => undefined)
      }
      await Promise.race([end, late()])
      done.abort()
    }
  }
}

/** Statuses and comment of a step, as its inputs ask for them. */
export function openAnnouncer(
  config: Config,
  input: ForgeInput,
  messages: Messages,
  effects: Effects,
  secrets: Pick<Secrets, 'redact'>
): Announcer {
  const { http, clock, random } = effects
  const end = openEnd(effects)
  const forge = gitHub({ http, clock, random, ...input })
  const { bounds } = end
  const redact: Secrets['redact'] = value => secrets.redact(value)
  const within = (work: Promise<unknown>): Promise<void> => end.within(work)
  const common = { forge, bounds, messages, redact, within, clock }
  const statuses = input.statuses === null ? null : openStatuses(input.statuses, config, effects, common)
  const comment = input.comment === null ? null : openComment(input.comment, config, common)
  let settling: Promise<void> | null = null
  return {
    begin(pipelines, facts) {
      statuses?.begin(pipelines, facts)
      comment?.begin(pipelines)
    },
    requested: pipelines => statuses?.requested(pipelines),
    polled(pipelines) {
      statuses?.polled(pipelines)
      comment?.polled(pipelines)
    },
    async leftPending() {
      if (statuses === null) return null
      end.endWithin(CONCLUDE_MS)
      return statuses.leftPending()
    },
    cancel(conclusion) {
      end.endWithin(CANCEL_MS)
      settling = statuses?.settle(redact(conclusion)) ?? null
    },
    async conclude(conclusion) {
      end.endWithin(CONCLUDE_MS)
      const told = redact(conclusion)
      await Promise.all([settling ?? statuses?.conclude(told), comment?.conclude(told)])
      const notices = comment?.isHomeless() === true ? [messages.say('forge.no_pull_request')] : []
      return { notices, warnings: warningsOf(statuses, comment, input, messages, redact) }
    }
  }
}

type Common = Pick<
  Parameters<typeof openStatusAnnouncer>[0],
  'forge' | 'bounds' | 'messages' | 'redact' | 'within'
> &
  Pick<Effects, 'clock'>

function openStatuses(
  input: StatusInput,
  { wait, failOn, start }: Config,
  { runner }: Effects,
  { forge, bounds, messages, redact, within }: Common
): StatusAnnouncer {
  let isTold = false
  const state = openStatusState(input.commit, (name, text) => {
    const fault = runner.saveState(name, text)
    if (fault === null || isTold) return
    isTold = true
    const [path, reason] = [plain(fault.path, 400), plain(fault.reason)]
    runner.warning(messages.say('log.unsaved.statuses', { path, reason }))
  })
  return openStatusAnnouncer({
    ...{ forge, bounds, messages, redact, within, input, failOn, state },
    isSnapshot: !wait,
    isStarting: start !== null
  })
}

function openComment(
  input: CommentInput,
  config: Config,
  { forge, bounds, within, clock, messages, redact }: Common
): CommentAnnouncer {
  const mark = commentMark(input.prefix)
  return openCommentAnnouncer({
    ...{ input, forge, bounds, within, clock, mark },
    waitingText: pipelines => `${mark}\n${waitingComment(redact(pipelines), config.failOn, messages)}`,
    finalText: conclusion => `${mark}\n${commentOf(conclusion, messages)}`
  })
}

/** One sentence for what could not be written, and for contexts that are shared. */
function warningsOf(
  statuses: StatusAnnouncer | null,
  comment: CommentAnnouncer | null,
  { readOnlyBecause, statuses: input }: ForgeInput,
  messages: Messages,
  redact: Secrets['redact']
): string[] {
  const unwritten = (['statuses', 'comment'] as const).flatMap(what => {
    const failure = (what === 'statuses' ? statuses : comment)?.failure() ?? null
    return failure === null ? [] : [forgeText(what, redact(failure), readOnlyBecause, messages)]
  })
  const shared = statuses?.shared() ?? []
  const contexts = shared.slice(0, 10).map(context => plain(context, 120))
  return [
    ...unwritten,
    ...(shared.length === 0
      ? []
      : [
          messages.say('forge.shared', {
            contexts: contexts.join(', '),
            prefix: plain(input?.prefix ?? '', 120)
          })
        ])
  ]
}
