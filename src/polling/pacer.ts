import type { History } from '../codearts/v5/history.js'
import { pauseFor, type RunProgress } from './pace.js'
import type { Stage } from '../domain/pipeline-run.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { isHistoryWorthwhile } from './pace.js'

/** Says how long to pause before the next poll. */
export interface Pacer {
  /** @returns milliseconds */
  pause(pipelines: readonly PipelineState[]): number
}

/** Shorter pauses than this are not spread: they do not last long. */
const SPREAD_FROM_MS = 1_000
/** How much shorter a pause may be than requested. */
const JITTER = 0.1

/**
 * The pause that the user asked for, or a little less; the first one anything down to a tenth of it. Gates
 * that one push has started at the same moment drift apart so, and do not ask in step.
 */
export function fixedPacer(ms: number, random: () => number): Pacer {
  if (ms < SPREAD_FROM_MS) return { pause: () => ms }
  let spread = 1 - JITTER
  return {
    pause(pipelines) {
      // A run that is missing is looked for again after the whole pause: the answer may lag.
      if (pipelines.some(({ decided, misses }) => !decided && misses > 0)) return ms
      const pause = ms * (1 - spread * random())
      spread = JITTER
      return pause
    }
  }
}

/** A run that is missing is looked for again no sooner than this: the answer may lag. */
const CONFIRMATION_MS = 10_000
/** A history that could not be had is asked for so often, and no sooner than this after the last time. */
const HISTORY_TRIES = 3
const HISTORY_PAUSE_MS = 30_000

export interface AdaptiveOptions {
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Milliseconds until the wait ends anyway. */
  readonly timeLeft: () => number
  readonly random: () => number
  /** `null` where it cannot be asked for. */
  readonly history: Pick<History, 'durations'> | null
}

/** Schedules each poll by what is known at that time; what is still to come is not waited for. */
export function adaptivePacer({ now, timeLeft, random, history }: AdaptiveOptions): Pacer {
  const past = pastOf(history, now)
  const lastObservation = new Map<string, { readonly state: string; readonly at: number }>()
  const pausedRuns = new Set<string>()

  const changedAt = ({ id, outcome, run }: PipelineState): number => {
    const stages = (run?.stages ?? []).map(stage => stage.outcome)
    const state = [outcome, run?.runId, run?.status, ...stages].join(' ')
    const last = lastObservation.get(id)
    if (last?.state === state) return last.at
    lastObservation.set(id, { state, at: now() })
    return now()
  }
  const progressOf = (pipeline: PipelineState): RunProgress => {
    const { id, outcome, run } = pipeline
    const runKey = `${id} ${run?.runId ?? ''}`
    if (outcome === 'paused') pausedRuns.add(runKey)
    return {
      startedAt: run?.startedAt ?? null,
      changedAt: changedAt(pipeline),
      isPaused: outcome === 'paused',
      hasStagesLeft: hasStagesLeft(run?.stages ?? []),
      // How long a manual review took says nothing about the time that is left.
      durations: pausedRuns.has(runKey) ? [] : past.of(id)
    }
  }
  return {
    pause(pipelines) {
      const open = pipelines.filter(({ decided }) => !decided)
      const progresses = open.map(pipeline => ({ id: pipeline.id, ...progressOf(pipeline) }))
      for (const progress of progresses)
        if (isHistoryWorthwhile(progress, now(), timeLeft(), open.length)) past.ask(progress.id)
      const pause = pauseFor(progresses, now(), random())
      const isUnconfirmed = open.some(({ misses, run }) => misses === 1 && run === null)
      return isUnconfirmed ? Math.max(CONFIRMATION_MS, pause) : pause
    }
  }
}

/** Stages after the last one that has begun, except those that never will. */
function hasStagesLeft(stages: readonly Stage[]): boolean {
  const last = stages.findLastIndex(({ outcome }) => outcome !== null)
  return stages.slice(last + 1).some(({ leftOut }) => leftOut !== true)
}

/** What is known of earlier runs; each pipeline is asked about once, and again only where that has failed. */
function pastOf(history: AdaptiveOptions['history'], now: () => number) {
  const known = new Map<string, readonly number[]>()
  const asked = new Map<string, { readonly tries: number; readonly notBefore: number }>()
  return {
    of: (id: string): readonly number[] => known.get(id) ?? [],
    ask(id: string): void {
      const { tries, notBefore } = asked.get(id) ?? { tries: 0, notBefore: 0 }
      if (history === null || tries >= HISTORY_TRIES || now() < notBefore) return
      // Nothing more is asked about it until this is answered, nor after that if the answer is good.
      asked.set(id, { tries: tries + 1, notBefore: Infinity })
      void history.durations(id).then(
        past => {
          if (past.durations === null)
            asked.set(id, {
              tries: tries + 1,
              notBefore: now() + Math.max(HISTORY_PAUSE_MS, past.retryAfterMs ?? 0)
            })
          else known.set(id, past.durations)
        },
        () => undefined
      )
    }
  }
}
