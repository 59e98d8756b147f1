import { contextKey, saysAlready, type NewStatus } from '../domain/commit-status.js'
import { isLasting, type ForgeFailure } from '../domain/forge-failure.js'
import { ForgeError } from '../errors.js'
import { limiter } from '../common/limit.js'
import type { Bounds } from './forge.js'

/** The statuses of one step on one commit, as they are to be and as they have been written. */
export interface StatusBoard {
  /** What a context begins with: it is written first, whatever is wanted by then. */
  begin(status: NewStatus): void
  /** From now on it is to be this; written if its state differs from what was written last. */
  want(status: NewStatus): void
  /** The same, and written in any case. */
  insist(status: NewStatus): void
  /** What is wanted is already there. */
  accept(status: NewStatus): void
  /** What was written last in a context, `null` while nothing was. */
  written(context: string): NewStatus | null
  /** Whether a write is still running. */
  isBusy(): boolean
  /** Ends when no write is running; what failed temporarily is tried again first. */
  idle(): Promise<void>
  /** What keeps statuses from being written, `null` if nothing does. */
  failure(): ForgeFailure | null
}

export interface BoardOptions {
  readonly write: (status: NewStatus, bounds: Bounds) => Promise<void>
  readonly bounds: Bounds
  /** Called as soon as a status has been written. */
  readonly onWritten: (status: NewStatus) => void
}

/** This many contexts are written at once. */
const SLOTS = 8

interface Entry {
  first: NewStatus | null
  wanted: NewStatus
  written: NewStatus | null
  isInsisted: boolean
  writing: Promise<void> | null
}

/** Each context has one write at a time; what changed meanwhile is written after it. */
export function openStatusBoard({ write, bounds, onWritten }: BoardOptions): StatusBoard {
  const entries = new Map<string, Entry>()
  const failures = new Map<string, ForgeFailure>()
  let lasting: ForgeFailure | null = null
  const slot = limiter(SLOTS)

  const isDue = ({ first, wanted, written, isInsisted }: Entry): boolean =>
    lasting === null && (first !== null || isInsisted || written === null || !isSame(written, wanted))
  const writeOnce = async (key: string, entry: Entry): Promise<boolean> => {
    const status = entry.first ?? entry.wanted
    const wasInsisted = entry.isInsisted && entry.first === null
    // A success that had to wait must not be sent when the pipeline runs again by now.
    const isStale = (): boolean => entry.first !== status && !isSame(entry.wanted, status)
    try {
      await write(status, { ...bounds, isStale })
    } catch (error) {
      const failure = failureOf(error)
      if (isStale() && !isLasting(failure)) return true
      failures.set(key, failure)
      if (isLasting(failure)) lasting ??= failure
      return false
    }
    failures.delete(key)
    entry.written = status
    if (entry.first === status) entry.first = null
    if (wasInsisted && entry.wanted === status) entry.isInsisted = false
    onWritten(status)
    return true
  }
  const pump = (key: string, entry: Entry): void => {
    if (entry.writing !== null || !isDue(entry)) return
    entry.writing = slot(async () => {
      while (isDue(entry)) if (!(await writeOnce(key, entry))) break
    }).finally(() => (entry.writing = null))
  }
  const change = (status: NewStatus, news: Partial<Entry>): void => {
    const key = contextKey(status.context)
    const entry = entries.get(key) ?? {
      first: null,
      wanted: status,
      written: null,
      isInsisted: false,
      writing: null
    }
    entries.set(key, Object.assign(entry, { wanted: status }, news))
    pump(key, entry)
  }
  return {
    begin: status => change(status, { first: status }),
    want: status => change(status, {}),
    insist: status => change(status, { first: null, isInsisted: true }),
    accept: status => change(status, { first: null, written: status, isInsisted: false }),
    written: context => entries.get(contextKey(context))?.written ?? null,
    isBusy: () => writesOf(entries).length > 0,
    async idle() {
      for (const [key, entry] of entries) pump(key, entry)
      for (let busy = writesOf(entries); busy.length > 0; busy = writesOf(entries)) await Promise.all(busy)
    },
    failure: () => lasting ?? [...failures.values()][0] ?? null
  }
}

function writesOf(entries: ReadonlyMap<string, Entry>): Promise<void>[] {
  return [...entries.values()].flatMap(({ writing }) => writing ?? [])
}

/** A status is written when its state changes; what has ended may also lead to another run. */
function isSame(one: NewStatus, other: NewStatus): boolean {
  return saysAlready(one, other, null, 'same address')
}

function failureOf(error: unknown): ForgeFailure {
  if (error instanceof ForgeError) return error.failure
  // A mistake of our own must not cost the verdict.
  return { problem: 'refused', status: null, words: String(error), permission: 'statuses: write' }
}
