import { standingOf } from '../domain/commit-status.js'
import type { SweepInput } from '../inputs/sweep.js'
import type { StatusChange, SweepFailure, SweepReport } from '../report/sweep-text.js'
import type { JudgedHead } from './judge.js'
import type { Due } from './plan.js'
import { changeOf } from './write.js'

/** What is known so far; it is reported whatever ends the sweep. */
export interface Progress {
  bases: readonly string[]
  /** Commits that were checked. */
  readonly swept: Set<string>
  readonly changes: StatusChange[]
  readonly left: { -readonly [K in keyof SweepReport['left']]: number }
  kept: number
  /** Pending statuses, by head and context. */
  readonly pending: Set<string>
  readonly failures: SweepFailure[]
  readonly notices: string[]
  readonly warnings: string[]
}

/** The progress of a sweep that has not begun. */
export function nothingYet({ bases }: SweepInput): Progress {
  return {
    ...{ bases: bases ?? [], swept: new Set<string>(), changes: [], kept: 0, pending: new Set<string>() },
    ...{
      left: { writes: 0, unchecked: 0, refused: 0, moved: 0, heads: 0, unread: 0, behind: 0 },
      failures: [],
      notices: [],
      warnings: []
    }
  }
}

/** Adds what has been checked, as it was then. */
export function noteLooked({ head, wanted }: JudgedHead, progress: Progress): void {
  progress.swept.add(head.commit)
  for (const { slot } of wanted)
    if (standingOf(head, slot.context)?.state === 'pending')
      progress.pending.add(`${head.commit} ${slot.context}`)
}

/** Adds what has been written. */
export function noteWritten(written: readonly Due[], progress: Progress): void {
  for (const { judged, slot, status } of written) {
    progress.swept.add(judged.head.commit)
    const key = `${judged.head.commit} ${slot.context}`
    if (status.state === 'pending') progress.pending.add(key)
    else progress.pending.delete(key)
  }
  progress.changes.push(...written.map(changeOf))
}
