import type { Cloud } from '../codearts/cloud.js'
import type { Conclusion } from '../domain/conclusion.js'
import type { PipelineRun } from '../domain/pipeline-run.js'
import { foundLate, type PipelineState } from '../domain/pipeline-state.js'
import type { Verdict } from '../domain/verdict.js'
import type { Watched } from '../polling/watched.js'
import { following } from '../common/signals.js'
import { NOTHING_UNFINISHED } from '../starting/cleanup.js'
import { explainAbsence, type MissingRun } from '../explaining/absence.js'
import { explain } from '../explaining/explain.js'
import type { Gate } from './opened.js'

/** What failed is explained for this long at most; the verdict is final before. */
const EXPLAIN_MS = 9_000
/** The requests end by themselves and say why; if one does not, it is abandoned after this. */
const EXPLAIN_GRACE_MS = 300
/** While runs are stopped it must not take longer than they do. */
const EXPLAIN_BESIDE_STOPS_MS = 5_000
/** Finding reasons does not make the step much longer than `timeout`, however late a run has ended. */
const EXPLAIN_PAST_DEADLINE_MS = 2_000

/** Stops what has to be stopped and adds names and reasons, side by side: the verdict is final before. */
export async function complete(
  gate: Gate,
  watched: Watched,
  verdict: Verdict
): Promise<Pick<Conclusion, 'unfinishedRuns'> & { readonly pipelines: PipelineState[] }> {
  const { effects, cloud, starts, deadline } = gate
  const isStopping = starts !== null && watched.endedBy !== 'all_decided'
  const explainMs = Math.min(
    isStopping ? EXPLAIN_BESIDE_STOPS_MS : EXPLAIN_MS,
    deadline + EXPLAIN_PAST_DEADLINE_MS - effects.clock.now()
  )
  const [{ unfinishedRuns, found }, explained, missing] = await Promise.all([
    starts?.stopUnfinished(watched) ?? NOTHING_UNFINISHED,
    explainRed(gate, watched, verdict, explainMs),
    explainMissing(gate, watched, verdict, explainMs),
    cloud.version === 'v5' ? cloud.names.end() : null
  ])
  const pipelines = explained.map(pipeline => {
    const whole = withFoundRun(pipeline, found)
    return { ...whole, ...missing.get(whole.id), name: nameOf(cloud, whole.id) ?? whole.name }
  })
  return { pipelines, unfinishedRuns }
}

/** A started run that was found only while the step ended. */
function withFoundRun(pipeline: PipelineState, found: ReadonlyMap<string, PipelineRun>): PipelineState {
  const late = pipeline.run === null ? found.get(pipeline.id) : undefined
  return late === undefined ? pipeline : foundLate(pipeline, late)
}

/** A step that could not judge, or was cancelled, has no time for reasons; v3 has none. */
async function explainRed(
  { config: { logLines }, effects: { clock, signal }, cloud, redact }: Gate,
  { failure, pipelines }: Watched,
  { failed }: Verdict,
  explainMs: number
): Promise<readonly PipelineState[]> {
  if (failure !== null || cloud.version === 'v3') return pipelines
  return following(signal, own =>
    explain(pipelines, new Set(failed.map(({ id }) => id)), {
      redact,
      runDetails: cloud.runDetails({ deadline: clock.now() + explainMs, signal: own }),
      logLines,
      clock,
      signal: own,
      budgetMs: explainMs + EXPLAIN_GRACE_MS
    })
  )
}

/** Why there is no run to judge, reported also on v3; a step that could not judge has no time for it. */
async function explainMissing(
  { config, effects, cloud, queues, begun }: Gate,
  { failure, pipelines }: Watched,
  { failed }: Verdict,
  explainMs: number
): Promise<ReadonlyMap<string, MissingRun>> {
  if (failure !== null) return new Map()
  const { clock, signal } = effects
  const { wait, startTimeoutMs, failOn } = config
  return following(signal, own =>
    explainAbsence(pipelines, new Set(failed.map(({ id }) => id)), {
      cloud: cloud.version === 'v5' ? cloud : null,
      bounds: { deadline: clock.now() + explainMs, signal: own },
      isReport: failOn.size === 0,
      queues,
      startTimeoutMs: wait ? startTimeoutMs : null,
      elapsedMs: clock.now() - begun,
      clock,
      signal: own,
      budgetMs: explainMs + EXPLAIN_GRACE_MS
    })
  )
}

/** What a pipeline is called, as far as that has been looked up; `null` on v3. */
export function nameOf(cloud: Cloud, id: string): string | null {
  return cloud.version === 'v5' ? cloud.names.of(id) : null
}
