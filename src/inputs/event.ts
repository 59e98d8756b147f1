import { commitOf, subjectOf, type EventCommit, type EventSubject } from '../domain/event-commit.js'
import { repositoryOf } from '../domain/repository.js'
import type { EventFile } from '../ports.js'
import type { Env } from './known.js'
import { commitInOtherCi } from './other-ci.js'

/** What the step runs for. */
export interface Occasion {
  /** The name of the event, or of the CI. */
  readonly name: string
  /** The variable by which another CI than GitHub's has named the commit. */
  readonly variable?: string
  readonly subject: EventSubject
  /** The repository that the commit is of, `null` where it is unknown. */
  readonly repository: string | null
  readonly commit:
    | EventCommit
    | { readonly kind: 'none'; readonly reason: 'unreadable' | 'unnamed' | 'ci_merge' | 'ci_no_hash' }
}

/**
 * The event that the step runs for, `null` where there is none. The only place that asks the surroundings which commit
 * is under test.
 * @param file payload of the event
 */
export function occasionOf(env: Env, file: EventFile): Occasion | null {
  const name = (env.GITHUB_EVENT_NAME ?? '').trim()
  // A payload without the name of its event may well be about a commit.
  if (name === '')
    return file.state === 'absent'
      ? inOtherCi(env)
      : { name, subject: 'commit', repository: null, commit: { kind: 'none', reason: 'unnamed' } }
  const payload = file.state === 'read' ? file.payload : undefined
  const commit = commitOf({ name, payload, sha: (env.GITHUB_SHA ?? '').trim() })
  const isUnreadable = commit.kind === 'none' && commit.reason === 'no_payload' && file.state === 'broken'
  return {
    name,
    subject: subjectOf(name),
    repository: repositoryOf(`${env.GITHUB_SERVER_URL ?? ''}/${env.GITHUB_REPOSITORY ?? ''}`),
    commit: isUnreadable ? { kind: 'none', reason: 'unreadable' } : commit
  }
}

/** A runner of GitHub's without an event has none: what else is in its environment says nothing of it. */
function inOtherCi(env: Env): Occasion | null {
  const named = env.GITHUB_ACTIONS === 'true' ? null : commitInOtherCi(env)
  if (named === null) return null
  const { ci: name, variable, commit } = named
  const told =
    typeof commit === 'object'
      ? ({ kind: 'commit', commit: commit.hash } as const)
      : ({ kind: 'none', reason: `ci_${commit}` } as const)
  return { name, variable, subject: 'commit', repository: null, commit: told }
}
