import { openStarter, type Cloud, type CloudEffects } from './cloud.js'
import type { Look } from './codearts/look.js'
import type { Project } from './codearts/v5-run.js'
import type { Tracked } from './domain/tracking.js'
import { decide } from './domain/verdict.js'
import { describe, newMark } from './description.js'
import { track } from './domain/tracking.js'
import type { Config } from './inputs.js'
import type { StartOrder } from './inputs/start.js'
import { launch } from './launch.js'
import { openLedger, type Ledger } from './ledger.js'
import type { Narrator } from './narrator.js'
import type { Runner } from './ports.js'
import type { Leftover } from './report/conclusion.js'
import { outputsOf } from './report/outputs.js'
import { stopRuns } from './stop.js'
import { endOf, type Watched } from './watch.js'

/** The runner kills a cancelled step after 7.5 seconds; stopping and the last words have to fit in. */
const STOP_MS = 5_500
/** A run whose start was not answered is looked for a last time, when the step ends in no hurry. */
const LAST_SEARCH_MS = 1_000
/** A start that is on its way when the step is cancelled is heard out for this long. */
const HEAR_OUT_MS = 2_000
/** Outputs are written again when a run has been started, but not for every one of many. */
const EARLY_OUTPUTS_MS = 1_000

/** Runs that this step has started, and what has to be done about them. */
export interface StartedRuns {
  readonly pipelines: readonly Tracked[]
  /** What ended the step before all had been started, if anything did. */
  readonly ended: Watched | null
  /** Looks at the runs, and stops at once those that are of another commit than the one asked for. */
  readonly look: Look
  /** Stops what is left when the step ends before the runs do. */
  settle(watched: Watched): Promise<Leftover[]>
}

interface Surroundings {
  readonly cloud: Cloud
  readonly cloudEffects: CloudEffects
  readonly log: Narrator
  readonly runner: Pick<Runner, 'env' | 'outputs' | 'saveState'>
  readonly random: () => number
}

/** Starts all pipelines, and makes the outputs known as soon as there are runs. */
export async function startRuns(
  config: Config,
  order: StartOrder,
  { cloud, cloudEffects, log, runner, random }: Surroundings
): Promise<StartedRuns> {
  const { clock, signal, deadline } = cloudEffects
  const project = cloud.project as Project
  const ledger = openLedger(state => runner.saveState(state))
  const mark = newMark(random)
  const commit = config.condition?.commit ?? null
  const ids = [...config.targets.keys()]
  const cancelledAt = momentOf(signal, () => clock.now())
  const tellEarly = earlyOutputs(config, runner, () => clock.now())

  let pipelines: readonly Tracked[] = ids.map(id => track(id))
  let ended: Watched | null = null
  try {
    await launch({
      ids,
      order: { ...order, ofCommit: commit !== null },
      description: describe(order.description, mark, commit, runner.env),
      mark,
      project,
      starter: cloud.starter({ deadline, signal }),
      patient: cloud.starter({ deadline, signal: delayed(signal, HEAR_OUT_MS, cloudEffects) }),
      ledger,
      clock,
      random,
      signal,
      deadline,
      startTimeoutMs: config.startTimeoutMs,
      hide: cloudEffects.hide,
      log: log.launch,
      onChange: now => tellEarly((pipelines = now), false)
    })
  } catch (error) {
    ended = endOf(error, pipelines, 0, true)
  }
  if (ledger.open().length > 0) tellEarly(pipelines, true)

  const stop = (entries: ReturnType<Ledger['open']>, stopDeadline: number): Promise<Leftover[]> => {
    const never = new AbortController().signal
    const bounds = { ...cloudEffects, deadline: stopDeadline, signal: never, onTrouble: () => undefined }
    return stopRuns(entries, openStarter(config, bounds), clock, never, stopDeadline)
  }
  return {
    pipelines,
    ended,
    look: order.stopOnCancel
      ? stoppingStrays(cloud.look, ledger, entries => stop(entries, clock.now() + STOP_MS))
      : cloud.look,
    async settle(watched) {
      for (const { id, run } of watched.pipelines) if (run?.ended === true) ledger.strike(id)
      const entries = toStop(ledger, watched, config)
      if (!order.stopOnCancel || entries.length === 0) {
        const left = isCutShort(watched) ? ledger.open() : []
        for (const { pipelineId } of ledger.open()) ledger.strike(pipelineId)
        return left.map(entry => ({
          ...entry,
          fate: entry.runId === null ? 'not_there' : 'left',
          trouble: null
        }))
      }
      const patience = isCutShort(watched) ? STOP_MS : LAST_SEARCH_MS
      const leftovers = await stop(entries, (cancelledAt() ?? clock.now()) + patience)
      const isDone = ({ fate }: Leftover): boolean => fate === 'stopped' || fate === 'had_ended'
      for (const leftover of leftovers) if (isDone(leftover)) ledger.strike(leftover.pipelineId)
      // What the run itself was left to do is nobody's business after this.
      const kept = new Set(entries.map(({ pipelineId }) => pipelineId))
      for (const { pipelineId } of ledger.open()) if (!kept.has(pipelineId)) ledger.strike(pipelineId)
      return leftovers
    }
  }
}

/** Whether the step ends before the runs: cancelled, hindered, out of time, or by `fail_fast`. */
function isCutShort({ failure, pipelines }: Watched): boolean {
  return failure !== null || pipelines.some(({ decided, outcome }) => !decided || outcome === 'timed_out')
}

/**
 * What is to be stopped: everything that goes on when the step is cut short; else only what may have been
 * started without an answer. A run that waits for a person, or that nobody waits for, goes on.
 */
function toStop(ledger: Ledger, watched: Watched, { wait }: Config): ReturnType<Ledger['open']> {
  if (isCutShort(watched)) return ledger.open()
  return wait ? ledger.open().filter(({ runId }) => runId === null) : []
}

function stoppingStrays(
  look: Look,
  ledger: Ledger,
  stop: (entries: ReturnType<Ledger['open']>) => Promise<Leftover[]>
): Look {
  return async (open, report) => {
    const strays = new Set<string>()
    await look(open, sightings => {
      for (const [id, sighting] of sightings)
        if (sighting.kind === 'moved_on' && !sighting.run.ended) strays.add(id)
      report(sightings)
    })
    const entries = ledger.open().filter(({ pipelineId }) => strays.has(pipelineId))
    for (const { pipelineId, fate } of entries.length === 0 ? [] : await stop(entries))
      if (fate === 'stopped' || fate === 'had_ended') ledger.strike(pipelineId)
  }
}

function earlyOutputs(
  config: Config,
  runner: Pick<Runner, 'outputs'>,
  now: () => number
): (pipelines: readonly Tracked[], atOnce: boolean) => void {
  let toldAt = Number.NEGATIVE_INFINITY
  return (pipelines, atOnce) => {
    if (!atOnce && now() - toldAt < EARLY_OUTPUTS_MS) return
    toldAt = now()
    runner.outputs(outputsOf({ verdict: decide(pipelines, config.failOn) }).values)
  }
}

/** When a signal was aborted, `null` while it was not. */
function momentOf(signal: AbortSignal, now: () => number): () => number | null {
  let at: number | null = signal.aborted ? now() : null
  signal.addEventListener('abort', () => (at = now()), { once: true })
  return () => at
}

/** A signal that follows another after a while. */
function delayed(signal: AbortSignal, ms: number, { clock }: Pick<CloudEffects, 'clock'>): AbortSignal {
  const late = new AbortController()
  const never = new AbortController().signal
  const follow = (): void => void clock.sleep(ms, never).then(() => late.abort())
  if (signal.aborted) follow()
  else signal.addEventListener('abort', follow, { once: true })
  return late.signal
}
