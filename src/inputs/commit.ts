import type { InputIssueCode } from '../domain/input-issue.js'
import type { CommitRule } from '../domain/selection.js'
import type { EventFile } from '../ports.js'
import { occasionOf, type Occasion } from './event.js'
import { inputValue, type Env } from './known.js'
import { info, warning, type Notice } from './notices.js'
import type { InputIssues } from './values.js'

const HASH = /^[0-9a-f]{7,40}$/i

/** Which commit a run has to be of, and what is to be said of it. */
export interface ParsedCommit {
  /** `null`: any commit. */
  readonly commit: CommitRule | null
  /** The commit that the event is about, `null` where it is about none or the user has named one. */
  readonly underTest: CommitRule | null
  readonly notices: readonly Notice[]
}

/** What of the other inputs the rule depends on. */
export interface CommitContext {
  /** v3 does not return commits. */
  readonly tellsCommits: boolean
  /** Whether every pipeline is pinned to a run: then no commit is required. */
  readonly isAllPinned: boolean
}

type Choice = 'auto' | 'event' | 'empty' | 'any' | { readonly hash: string }

/** Reads `commit`, and asks the event for the commit where that is its job. */
export function parseCommit(
  env: Env,
  event: EventFile,
  { tellsCommits, isAllPinned }: CommitContext,
  issues: InputIssues
): ParsedCommit {
  const choice = choiceOf(env, issues)
  if (choice === null) return rule(null)
  const occasion = occasionOf(env, event)
  if (!tellsCommits) return onV3(choice, occasion, env, issues)
  if (typeof choice === 'object') return rule({ commit: choice.hash, repository: null })
  if (isAllPinned) return { ...anyCommit(occasion), notices: [] }
  if (choice === 'any') return { ...anyCommit(occasion), notices: [info('commit_any')] }
  if (choice === 'auto' && occasion === null)
    return { ...anyCommit(occasion), notices: [info('commit_any_nothing')] }
  if (choice === 'auto' && occasion?.subject === 'branch')
    return { ...anyCommit(occasion), notices: [info('commit_any_event', { event: occasion.name })] }
  return commitOfEvent(choice, occasion, env, issues)
}

/**
 * `null` for what is none. Without the variable it is `auto`; an empty one is an expression that had no value, and asks
 * for no less.
 */
function choiceOf(env: Env, issues: InputIssues): Choice | null {
  const value = inputValue(env, 'commit')
  if (value === '') return env.INPUT_COMMIT === undefined ? 'auto' : 'empty'
  const word = value.toLowerCase()
  if (word === 'auto' || word === 'event' || word === 'any') return word
  if (HASH.test(value)) return { hash: word }
  issues.add({ input: 'commit', value }, 'commit')
  return null
}

function onV3(choice: Choice, occasion: Occasion | null, env: Env, issues: InputIssues): ParsedCommit {
  if (choice !== 'auto' && choice !== 'any') refuse('commit_v3', choice, env, issues)
  const isBlind = choice === 'auto' && occasion?.subject === 'commit'
  return rule(
    null,
    null,
    isBlind
      ? [warning(occasion.variable === undefined ? 'commit_v3' : 'commit_v3_ci', { event: occasion.name })]
      : []
  )
}

function commitOfEvent(
  choice: 'auto' | 'event' | 'empty',
  occasion: Occasion | null,
  env: Env,
  issues: InputIssues
): ParsedCommit {
  if (occasion?.commit.kind === 'commit') {
    const required = { commit: occasion.commit.commit, repository: occasion.repository }
    const notice = info(`commit_${told(occasion)}${choice === 'empty' ? '_empty' : ''}`, {
      ...{ commit: required.commit, event: occasion.name, variable: occasion.variable ?? '', choice }
    })
    return rule(required, occasion.subject === 'commit' ? required : null, [notice])
  }
  if (occasion === null) refuse('commit_event_nothing', choice, env, issues)
  else {
    const [code, params] = whyNone(occasion)
    refuse(code, choice, env, issues, params)
  }
  return rule(null)
}

/** Where the commit comes from. */
function told({ variable }: Occasion): 'event' | 'ci' {
  return variable === undefined ? 'event' : 'ci'
}

/** Why an event has no commit to require. */
function whyNone({
  name,
  variable = '',
  commit
}: Occasion): readonly [InputIssueCode, Readonly<Record<string, string>>] {
  if (commit.kind === 'commit') return ['commit_event', { event: name }]
  switch (commit.reason) {
    case 'no_commit':
      return ['commit_event_none', { event: name }]
    case 'deletion':
      return ['commit_event_deletion', {}]
    case 'no_payload':
      return ['commit_event_missing', { event: name }]
    case 'unreadable':
      return ['commit_event_broken', { event: name }]
    case 'unnamed':
      return ['commit_event_unnamed', {}]
    case 'run_of_branch':
      return commit.trigger === ''
        ? ['commit_event_run_untold', {}]
        : ['commit_event_run', { trigger: commit.trigger }]
    case 'not_told':
      return ['commit_event', { event: name }]
    case 'ci_merge':
    case 'ci_no_hash':
      return [`commit_${commit.reason}`, { ci: name, variable }]
  }
}

/** What an empty value means is part of the message. */
function refuse(
  code: InputIssueCode,
  choice: Choice,
  env: Env,
  issues: InputIssues,
  params: Readonly<Record<string, string>> = {}
): void {
  if (choice === 'empty') issues.addEmpty('commit', code, { ...params, empty: 1 })
  else issues.add({ input: 'commit', value: inputValue(env, 'commit') }, code, { ...params, empty: 0 })
}

function anyCommit(occasion: Occasion | null): ParsedCommit {
  const isTold = occasion?.subject === 'commit' && occasion.commit.kind === 'commit'
  return rule(null, isTold ? { commit: occasion.commit.commit, repository: occasion.repository } : null)
}

function rule(
  commit: CommitRule | null,
  underTest: CommitRule | null = null,
  notices: readonly Notice[] = []
): ParsedCommit {
  return { commit, underTest, notices }
}
