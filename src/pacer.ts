import { pauseFor, type Course } from './domain/pace.js'
import { awaitsRun, type Tracked } from './domain/tracking.js'

/** Says how long to pause before the next look. */
export interface Pacer {
  /** @returns milliseconds */
  pause(pipelines: readonly Tracked[]): number
}

/** The pause that the user asked for. */
export function fixedPacer(ms: number): Pacer {
  return { pause: () => ms }
}

/** A run that is missing is looked for again no sooner than this: the answer may lag. */
const CONFIRMATION_MS = 10_000
/** For more pipelines than this, a request for the history of each costs more than it can save. */
const HISTORY_FOR = 10
/** A history that was throttled is asked for again after the next look, but not for ever. */
const HISTORY_TRIES = 3

export interface AdaptiveOptions {
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly random: () => number
  /** How long runs of a pipeline took before, `null` where the answer did not come; itself `null` where nobody can be asked. */
  readonly durations: ((pipelineId: string) => Promise<readonly number[] | null>) | null
}

/** Places each look by what is known by then; what is still to come is not waited for. */
export function adaptivePacer({ now, random, durations }: AdaptiveOptions): Pacer {
  const known = new Map<string, readonly number[]>()
  const tries = new Map<string, number>()
  const seen = new Map<string, { readonly state: string; readonly at: number }>()

  const changedAt = ({ id, outcome, run }: Tracked): number => {
    const state = [outcome, run?.runId, run?.status, ...(run?.stages ?? []).map(stage => stage.outcome)].join(
      ' '
    )
    const last = seen.get(id)
    if (last?.state === state) return last.at
    seen.set(id, { state, at: now() })
    return now()
  }
  const ask = (open: readonly Tracked[]): void => {
    if (durations === null || open.length > HISTORY_FOR) return
    for (const { id, run } of open) {
      const tried = tries.get(id) ?? 0
      if (known.has(id) || tried >= HISTORY_TRIES || run === null || run.startedAt === null) continue
      tries.set(id, tried + 1)
      void durations(id).then(
        past => {
          if (past !== null) known.set(id, past)
        },
        () => undefined
      )
    }
  }
  return {
    pause(pipelines) {
      const open = pipelines.filter(({ decided }) => !decided)
      ask(open)
      const courses: Course[] = open.map(tracked => ({
        startedAt: tracked.run?.startedAt ?? null,
        changedAt: changedAt(tracked),
        isPaused: tracked.outcome === 'paused',
        hasStagesLeft: (tracked.run?.stages ?? []).some(stage => stage.outcome === null),
        durations: known.get(tracked.id) ?? []
      }))
      const pause = pauseFor(courses, now(), random())
      const isUnconfirmed = open.some(tracked => tracked.misses > 0 && !awaitsRun(tracked))
      return isUnconfirmed ? Math.max(CONFIRMATION_MS, pause) : pause
    }
  }
}
