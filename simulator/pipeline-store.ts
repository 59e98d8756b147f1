import { ENDED, queuePhase, runIdOf, runsAt, shifted } from './model.js'
import type { PipelineSpec, RunSpec, State } from './specs.js'

/** A run, by its IDs. */
export interface RunKey {
  readonly pipelineId: string
  readonly runId: string
}

/** The pipelines of the simulated cloud and the true state of their runs; answers can show something else. */
export class PipelineStore {
  /** Runs that were started, stopped and retried through the API, in their order; started ones may be in the queue. */
  readonly started: RunKey[] = []
  readonly stopped: RunKey[] = []
  readonly retried: RunKey[] = []
  /** Runs that were taken out of the queue. */
  readonly leftQueue: RunKey[] = []
  readonly pipelines = new Map<string, PipelineSpec>()
  private readonly origins = new Map<string, number>()

  /** Epoch milliseconds of CodeArts, the same for the whole of a request. */
  private now: number

  /**
   * @param bornAt epoch milliseconds
   * @param tenantRuns how many runs may go at once in all
   */
  constructor(
    private readonly bornAt: number,
    private readonly tenantRuns = Number.POSITIVE_INFINITY
  ) {
    this.now = bornAt
  }

  /**
   * Epoch milliseconds that a pipeline's times count from. @param isLook whether the request starts one whose origin
   * is the first poll
   */
  originOf({ id, origin = 'first_look' }: PipelineSpec, isLook = true): number {
    if (origin === 'start') return this.bornAt
    const known = this.origins.get(id) ?? this.now
    if (isLook) this.origins.set(id, known)
    return known
  }

  create(pipeline: PipelineSpec, run: RunSpec): string {
    const runId = runIdOf(pipeline, run)
    this.pipelines.set(pipeline.id, { ...pipeline, runs: [...pipeline.runs, run] })
    this.started.push({ pipelineId: pipeline.id, runId })
    return runId
  }

  /** Puts a run in the place of what it was. */
  replace(pipelineId: string, old: RunSpec, run: RunSpec): void {
    const pipeline = this.pipelines.get(pipelineId)
    if (pipeline === undefined) return
    const runs = pipeline.runs.map(other => (other === old ? run : other))
    this.pipelines.set(pipelineId, { ...pipeline, runs })
  }

  /** Removes a run from the queue: it never starts. A run that was queued for a retry stays failed. */
  leaveQueue(pipelineId: string, run: RunSpec, at: number): void {
    const { queue, ...rest } = run
    if (queue === undefined) return
    const record = { ...queue, course: [] }
    const before = run.moments.filter(moment => moment.at < queue.at)
    const isShown = this.pipelines.get(pipelineId)?.queue?.shows === 'queued'
    const cancelled: RunSpec = isShown
      ? { ...rest, queue: { ...record, until: at }, start: at, moments: [{ at, state: 'aborted' }] }
      : { ...rest, queue: { ...record, cancelledAt: at } }
    this.replace(pipelineId, run, before.length > 0 ? { ...rest, moments: before } : cancelled)
    this.leftQueue.push({ pipelineId, runId: runIdOf({ id: pipelineId }, run) })
  }

  /** Runs that have not ended and do not wait in a queue. */
  going(at = this.now): RunKey[] {
    return [...this.pipelines.values()].flatMap(pipeline => this.goingOf(pipeline, at))
  }

  /** The states of all runs of a pipeline, newest first. */
  statesOf(pipelineId: string, at = this.now): readonly State[] {
    const pipeline = this.pipelines.get(pipelineId)
    if (pipeline === undefined) return []
    const origin = this.originOf(pipeline, false)
    return runsAt(pipeline, 'any', at - origin, origin).map(({ moment }) => moment.state)
  }

  /** Runs that wait in a queue. */
  queued(at = this.now): RunKey[] {
    return [...this.pipelines.values()].flatMap(pipeline =>
      this.queuedIn(pipeline, at).map(run => ({ pipelineId: pipeline.id, runId: runIdOf(pipeline, run) }))
    )
  }

  /** The error code of the limit that a further run would exceed; `null` if there is a free slot. */
  fullness(pipeline: PipelineSpec, at = this.now): 'DEVPIPE.00011169' | 'DEVPIPE.00011170' | null {
    const { limit = Number.POSITIVE_INFINITY } = pipeline.queue ?? {}
    if (this.goingOf(pipeline, at).length >= limit) return 'DEVPIPE.00011169'
    return this.tenantRuns !== Number.POSITIVE_INFINITY && this.going(at).length >= this.tenantRuns
      ? 'DEVPIPE.00011170'
      : null
  }

  /** Moves time forward and starts queued runs as slots became free, in the order in which they were queued. */
  advance(epochNow: number): void {
    this.now = epochNow
    for (;;) {
      const next = this.nextToLeave()
      if (next === null) return
      const { pipeline, run, at } = next
      const { course = [], ...queue } = run.queue ?? { at }
      this.replace(pipeline.id, run, {
        ...run,
        start: run.start ?? at,
        queue: { ...queue, until: at },
        moments: [...run.moments, ...shifted(course, at)],
        visible: Object.fromEntries(Object.entries(run.visible ?? {}).map(([by, ms]) => [by, at + ms]))
      })
    }
  }

  private goingOf(pipeline: PipelineSpec, at: number): RunKey[] {
    const origin = this.originOf(pipeline, false)
    return runsAt(pipeline, 'any', at - origin, origin)
      .filter(({ moment, spec }) => !ENDED.has(moment.state) && queuePhase(spec, at - origin) !== 'queued')
      .map(({ id }) => ({ pipelineId: pipeline.id, runId: id }))
  }

  private queuedIn(pipeline: PipelineSpec, at: number): RunSpec[] {
    const now = at - this.originOf(pipeline, false)
    return pipeline.runs.filter(run => queuePhase(run, now) === 'queued')
  }

  /** The next queued run to start, and when it got its slot, in milliseconds from the pipeline's origin. */
  private nextToLeave(): {
    readonly pipeline: PipelineSpec
    readonly run: RunSpec
    readonly at: number
  } | null {
    const waiting = [...this.pipelines.values()]
      .flatMap(pipeline =>
        pipeline.runs.map(run => ({ pipeline, run, origin: this.originOf(pipeline, false) }))
      )
      .flatMap(it =>
        it.run.queue === undefined || it.run.queue.until !== undefined ? [] : [{ ...it, queue: it.run.queue }]
      )
      .sort((a, b) => a.origin + a.queue.at - (b.origin + b.queue.at))
    if (waiting.length === 0) return null
    for (const at of this.turns()) {
      const first = waiting.find(
        ({ pipeline, run, origin, queue }) =>
          at >= origin + queue.at &&
          queuePhase(run, at - origin) === 'queued' &&
          this.fullness(pipeline, at) === null
      )
      if (first !== undefined) return { pipeline: first.pipeline, run: first.run, at: at - first.origin }
    }
    return null
  }

  /** Moments up to now, in epoch milliseconds, at which a slot may have become free or a run was queued. */
  private turns(): number[] {
    const times = [...this.pipelines.values()].flatMap(pipeline => {
      const origin = this.originOf(pipeline, false)
      return pipeline.runs.flatMap(({ moments, queue }) =>
        [...moments.map(({ at }) => at), ...(queue === undefined ? [] : [queue.at])].map(at => origin + at)
      )
    })
    return [...new Set(times)].filter(at => at <= this.now).sort((a, b) => a - b)
  }
}
