import type { Clock, Http, HttpRequest } from '../../src/ports.js'
import { newest, type History, type Run } from './history.js'

/** How long an answer takes. */
const LATENCY_MS = 120

export interface HistoryCloud {
  readonly http: Http
  requests: number
}

/**
 * The v5 calls that a gate makes, answered from a history at the time of the clock.
 * @param pushEpoch epoch milliseconds of the push; the histories count from it
 */
export function historyCloud(history: History, clock: Clock, pushEpoch: number): HistoryCloud {
  const cloud: HistoryCloud = {
    requests: 0,
    http: async (request, signal) => {
      cloud.requests++
      await clock.sleep(LATENCY_MS, signal)
      const json = answer(history, request, clock.epoch() - pushEpoch, pushEpoch)
      return { status: 200, headers: { 'x-request-id': String(cloud.requests) }, body: JSON.stringify(json) }
    }
  }
  return cloud
}

function answer(history: History, { url, body }: HttpRequest, now: number, pushEpoch: number): unknown {
  const { pathname, searchParams } = new URL(url)
  const show = (run: Run): object => element(history, run, now, pushEpoch)
  if (pathname.endsWith('/pipelines/status')) {
    const latest = newest(history.runs, now)
    return latest === null ? [] : [show(latest)]
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
