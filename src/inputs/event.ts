import { commitOf, subjectOf, type EventCommit, type EventSubject } from '../domain/event-commit.js'
import { repositoryOf } from '../domain/repository.js'
import type { EventFile } from '../ports.js'
import type { Env } from './known.js'

/** What the step runs for. */
export interface Occasion {
  /** The name of the event. */
  readonly name: string
  readonly subject: EventSubject
  /** The repository that the commit is of, `null` where it is not told. */
  readonly repository: string | null
  readonly commit: EventCommit | { readonly kind: 'none'; readonly reason: 'unreadable' | 'unnamed' }
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
      ? null
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
