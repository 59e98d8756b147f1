import type { CloudEffects, V5Cloud } from '../codearts/cloud.js'
import { awaitsStart, type Launched, type PipelineState } from '../domain/pipeline-state.js'
import { observeStart } from '../domain/tracking.js'
import { decide } from '../domain/verdict.js'
import { initialStates, type Config } from '../inputs/config.js'
import type { StartOrder } from '../inputs/start-order.js'
import type { Runner } from '../ports.js'
import { joinedSignal } from '../common/signals.js'
import { outputsOf } from '../report/outputs.js'
import { describer, newCorrelationId } from './description.js'
import type { Journal } from './journal.js'
import { launch } from './launch.js'
import type { StartLog } from './launch-options.js'
import { after } from './signals.js'
import { throttle } from './throttle.js'

/** A start that is in flight when the wait ends may take this long to respond. */
const HEAR_OUT_MS = 2_000

/** What starting needs beside what it is to do. */
export interface Surroundings {
  readonly cloud: V5Cloud
  readonly effects: CloudEffects
  readonly log: StartLog
  readonly runner: Pick<Runner, 'env' | 'outputs' | 'saveState'>
  readonly random: () => number
  /** Takes secrets out of the texts of a value. */
  readonly redact: <T>(value: T) => T
}

/** What ended the starts: the error that something could not be started with, `null` when all have been. */
export interface LaunchEnd {
  readonly error: unknown
}

/** Starts that continue beside the polls. */
export interface Launching {
  readonly end: Promise<LaunchEnd>
  /** Aborted as soon as something cannot be started. */
  readonly failed: AbortSignal
  isGoingOn(): boolean
  /** How far the start of a pipeline has come, `null` while it has not begun. */
  of(pipelineId: string): Launched | null
  /** The pipeline with what its start has brought, where it still waits for that. */
  catchUp(pipeline: PipelineState): PipelineState
  /** Sends nothing more, and waits a while for the answers to what was sent. */
  finish(): Promise<LaunchEnd>
  /** The service has not returned the run of a start that was sent. */
  giveUp(pipelineId: string, correlationId: string): void
}

/** Begins to start all pipelines, and makes the outputs known as soon as there are runs. */
export function beginLaunch(
  config: Config,
  order: StartOrder,
  journal: Journal,
  { cloud, effects, log, runner, random, redact }: Surroundings
): Launching {
  const { clock, signal, deadline } = effects
  const commit = config.condition?.commit?.commit ?? null
  const launched = new Map<string, Launched>()
  const catchUp = (pipeline: PipelineState): PipelineState => {
    const news = awaitsStart(pipeline) ? launched.get(pipeline.id) : undefined
    return news === undefined ? pipeline : observeStart(pipeline, news)
  }
  const outputs = throttle(() => {
    // A log has them once, when they are final.
    if ((runner.env.GITHUB_OUTPUT ?? '') === '') return
    const verdict = decide(initialStates(config).map(catchUp), config.failOn)
    runner.outputs(outputsOf({ verdict: redact(verdict) }).values)
  }, clock)

  const finished = new AbortController()
  const failed = new AbortController()
  const over = new AbortController()
  const ending = joinedSignal(signal, finished.signal)
  const end = launch({
    ids: [...config.targets.keys()],
    order: { ...order, ofCommit: commit !== null },
    newCorrelationId: () => newCorrelationId(random),
    describe: describer(config, runner.env),
    runsApi: bounds => cloud.runsApi(bounds),
    ...{ project: cloud.project, journal, clock, random, deadline, log, hide: effects.hide },
    startTimeoutMs: config.startTimeoutMs,
    signal: ending.signal,
    lateSignal: after(ending.signal, HEAR_OUT_MS, clock, over.signal),
    onChange(id, news) {
      launched.set(id, news)
      if (news.kind !== 'not_started') outputs.tell()
    }
  })
    .then(
      () => ({ error: null }),
      (error: unknown) => {
        failed.abort()
        return { error }
      }
    )
    .finally(() => {
      over.abort()
      ending.release()
      outputs.end()
    })
  return {
    end,
    failed: failed.signal,
    catchUp,
    isGoingOn: () => !over.signal.aborted,
    of: pipelineId => launched.get(pipelineId) ?? null,
    finish() {
      finished.abort()
      return end
    },
    giveUp(pipelineId, correlationId) {
      const name = launched.get(pipelineId)?.name ?? pipelineId
      launched.set(pipelineId, { kind: 'start_lost', name, correlationId })
    }
  }
}
