import { isObject } from '../common/json.js'
import { contextKey, type StatusOwner } from '../domain/commit-status.js'

/** A status that a step has left pending. */
export interface SavedStatus {
  readonly commit: string
  readonly context: string
  readonly owner: StatusOwner
}

/** What is pending on the commit, kept for the case that the step is killed. */
export interface StatusState {
  /** A status of this context may be pending from now on. */
  open(context: string, owner: StatusOwner): void
  /** Whether what was written last in a context is pending. */
  keep(context: string, isPending: boolean): void
}

const STATUS = 'status_'
/** As many contexts as a step can have. */
const MOST = 40

/** @param save keeps a text for the post step, in the place of the one before of that name; it holds no secrets */
export function openStatusState(commit: string, save: (name: string, state: string) => void): StatusState {
  const entries = new Map<string, { readonly name: string; readonly text: string; isKept: boolean }>()
  return {
    open(context, owner) {
      const name = `${STATUS}${entries.size}`
      const text = JSON.stringify({ commit, context, owner })
      entries.set(contextKey(context), { name, text, isKept: true })
      save(name, text)
    },
    keep(context, isPending) {
      const entry = entries.get(contextKey(context))
      if (entry === undefined || entry.isKept === isPending) return
      entry.isKept = isPending
      save(entry.name, isPending ? entry.text : '')
    }
  }
}

/** What a step has left pending, checked like an input: whoever can set a variable of the job could have written it. */
export function savedStatuses(state: Readonly<Record<string, string>>): SavedStatus[] {
  return Array.from({ length: MOST }, (_, index) => state[`${STATUS}${index}`] ?? '').flatMap(
    text => readStatus(text) ?? []
  )
}

function readStatus(text: string): SavedStatus | null {
  if (text === '') return null
  try {
    const value: unknown = JSON.parse(text)
    if (!isObject(value)) return null
    const { commit, context } = value
    const owner = readOwner(value.owner)
    const isWhole = isMatch(commit, /^[0-9a-f]{40}$/) && isMatch(context, /^[^\p{Cc}]{1,255}$/u)
    return isWhole && owner !== null ? { commit, context, owner } : null
  } catch {
    return null
  }
}

function readOwner(value: unknown): StatusOwner | null {
  const { kind, id, digest } = isObject(value) ? value : {}
  if (kind === 'pipeline' && isMatch(id, /^[0-9A-Za-z]{32}$/)) return { kind, id }
  return kind === 'step' && isMatch(digest, /^[0-9a-f]{1,32}$/) ? { kind, digest } : null
}

function isMatch(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value)
}
