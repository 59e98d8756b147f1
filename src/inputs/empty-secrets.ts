import { at } from '../domain/event-commit.js'
import type { InputIssueCode } from '../domain/input-issue.js'
import type { EventFile } from '../ports.js'
import type { Env } from './known.js'

/**
 * Why secrets are likely empty: GitHub gives none to pull requests from forks, and to Dependabot those of its own store;
 * elsewhere on GitHub the secret itself is missing. `unknown` where there is no GitHub.
 * https://docs.github.com/en/actions/concepts/security/secrets
 * https://docs.github.com/en/code-security/reference/supply-chain-security/dependabot-on-actions
 */
export type EmptyBecause = 'fork' | 'dependabot' | 'secret' | 'unknown'

/** The problem where no credential is given. */
export const NONE_GIVEN = {
  fork: 'credential_none_fork',
  dependabot: 'credential_none_dependabot',
  secret: 'credential_none_secret',
  unknown: 'credential_none'
} as const satisfies Readonly<Record<EmptyBecause, InputIssueCode>>

/** The problem where a part of one is missing. */
export const HALF_GIVEN = {
  fork: 'credential_half_fork',
  dependabot: 'credential_half_dependabot',
  secret: 'credential_half_secret',
  unknown: 'credential_half'
} as const satisfies Readonly<Record<EmptyBecause, InputIssueCode>>

/** The likeliest cause of empty secrets. @param event webhook payload of the workflow run */
export function causeOfEmptySecrets(env: Env, event: EventFile): EmptyBecause {
  if (env.GITHUB_ACTOR === 'dependabot[bot]') return 'dependabot'
  if (isFromFork(env, event)) return 'fork'
  return (env.GITHUB_ACTIONS ?? '') === '' ? 'unknown' : 'secret'
}

function isFromFork(env: Env, event: EventFile): boolean {
  // `pull_request_target` runs with the secrets of the base repository.
  if (!/^pull_request(?!_target)/.test(env.GITHUB_EVENT_NAME ?? '')) return false
  const payload = event.state === 'read' ? event.payload : undefined
  const head = at(payload, 'pull_request', 'head', 'repo', 'full_name')
  const base = at(payload, 'pull_request', 'base', 'repo', 'full_name') ?? env.GITHUB_REPOSITORY
  const known = at(payload, 'pull_request', 'head') !== undefined
  // The repository of a deleted fork is null.
  return known && head !== base
}
