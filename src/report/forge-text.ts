import type { ForgeFailure, ForgeProblem } from '../domain/forge-failure.js'
import { plain, type Escape } from './escape.js'
import type { Messages } from './messages/index.js'
import { joined } from './phrases.js'

/** Why GitHub is likely to give no right to write. */
export type ReadOnlyBecause = 'fork' | 'dependabot' | 'permissions'

const HINTS: Partial<Record<ForgeProblem, 'token' | 'limit' | 'repository' | 'locked' | 'redirected'>> = {
  credential: 'token',
  limit: 'limit',
  not_found: 'repository',
  locked: 'locked',
  redirected: 'redirected'
}

/** What GitHub has not let be written, or read. */
export type Refused = 'statuses' | 'comment' | 'heads'

/** What could not be written or read, why, and what to do. */
export function forgeText(
  what: Refused,
  failure: ForgeFailure,
  because: ReadOnlyBecause,
  messages: Messages,
  escape: Escape = plain
): string {
  const { problem, status, words, permission } = failure
  const facts = [
    status === null ? '' : messages.say('fact.status', { status }),
    words === null ? '' : escape(words, 200)
  ]
  const list = joined(facts, messages)
  const said = messages.say(`forge.unwritten.${what}`, {
    facts: list === '' ? '' : messages.say('facts', { list })
  })
  const next =
    problem === 'permission' ? readOnlyText(because, permission, messages) : hintText(what, failure, messages)
  return messages.language === 'zh' || next === '' ? `${said}${next}` : `${said} ${next}`
}

/** What to do about a problem other than a missing permission; empty where there is nothing to do. */
function hintText(what: Refused, { problem, permission }: ForgeFailure, messages: Messages): string {
  // Nothing is written before the heads are known.
  if (what === 'heads' && problem === 'limit') return messages.say('forge.hint.limit.heads')
  const hint = HINTS[problem]
  return hint === undefined ? '' : messages.say(`forge.hint.${hint}`, { permission })
}

/** Why a token may not write, and what gives it the right to. */
export function readOnlyText(because: ReadOnlyBecause, permission: string, messages: Messages): string {
  return messages.say(`forge.hint.permission.${because}`, { permission })
}

/** Which statuses may be pending for good. */
export function leftPendingText(
  contexts: readonly string[],
  why: 'refused' | 'inputs lost',
  messages: Messages
): string {
  const key = why === 'refused' ? 'forge.left_pending' : 'forge.left_pending.inputs'
  return messages.say(key, {
    n: contexts.length,
    contexts: joined(
      contexts.map(context => plain(context, 120)),
      messages
    )
  })
}
