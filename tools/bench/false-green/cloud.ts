import type { Clock, Http, HttpRequest } from '../../../src/ports.js'
import { latest, type History, type Run } from './history.js'

/** How long an answer takes. */
const LATENCY_MS = 120
const TELLS_RUNS = /\/pipelines\/status|\/pipeline-runs\/list/

export interface HistoryCloud {
  readonly http: Http
  requests: number
  /** When an answer last told which runs there are, in milliseconds from the push. */
  toldAt: number
  /** Every run that an answer has told. */
  readonly told: ReadonlySet<Run>
}

/**
 * The v5 calls that a gate makes, answered from a history at the time of the clock.
 * @param pushEpoch epoch milliseconds of the push; the histories count from it
 */
export function historyCloud(history: History, clock: Clock, pushEpoch: number): HistoryCloud {
  const told = new Set<Run>()
  const cloud: HistoryCloud = {
    told,
    requests: 0,
    toldAt: Number.NEGATIVE_INFINITY,
    http: async (request, signal) => {
      cloud.requests++
      await clock.sleep(LATENCY_MS, signal)
      const now = clock.epoch() - pushEpoch
      if (TELLS_RUNS.test(request.url)) cloud.toldAt = now
      const show = (run: Run): object => {
        told.add(run)
        return element(history, run, now, pushEpoch)
      }
      const json = answer(history, request, now, show)
      return { status: 200, headers: { 'x-request-id': String(cloud.requests) }, body: JSON.stringify(json) }
    }
  }
  return cloud
}

function answer(
  history: History,
  { url, body }: HttpRequest,
  now: number,
  show: (run: Run) => object
): unknown {
  const { pathname, searchParams } = new URL(url)
  if (pathname.endsWith('/pipelines/status')) {
    const last = latest(history, now)
    return last === null ? [] : [show(last)]
  }
  if (pathname.endsWith('/pipeline-runs/list')) {
    const { offset, limit } = JSON.parse(body ?? '{}') as { offset: number; limit: number }
    const listed = history.runs.filter(run => run.listAt <= now).sort((a, b) => b.start - a.start)
    return {
      offset,
      limit,
      total: listed.length,
      pipeline_runs: listed.slice(offset, offset + limit).map(show)
    }
  }
  if (pathname.endsWith('/pipeline-runs/detail')) {
    const run = history.runs.find(({ id }) => id === searchParams.get('pipeline_run_id'))
    return run === undefined ? {} : { ...show(run), id: run.id, name: 'pipeline', sources: [], stages: [] }
  }
  return { offset: 0, limit: 50, total: 0, pipelines: [] }
}

function element({ pipelineId }: History, run: Run, now: number, pushEpoch: number): object {
  const ended = now >= run.end
  return {
    pipeline_id: pipelineId,
    pipeline_run_id: run.id,
    status: ended ? run.result : 'RUNNING',
    run_number: run.number,
    trigger_type: run.trigger,
    build_params: { commit_id: run.commit },
    start_time: Math.round(pushEpoch + run.start),
    end_time: ended ? Math.round(pushEpoch + run.end) : null,
    stage_status_list: []
  }
}
