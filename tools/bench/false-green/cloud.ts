import type { Clock, Http, HttpRequest, HttpResponse } from '../../../src/ports.js'
import { pageOf } from './listing.js'
import { latest, retry, statusAt, type Pipeline, type Run, type Status, type World } from './world.js'

/** How long an answer takes. */
const LATENCY_MS = 120

/** What CodeArts has returned of one pipeline, at which milliseconds from the push. */
export interface Told {
  /** Every run, and when it was returned first. */
  readonly runs: Map<Run, number>
  /** What an answer by a pipeline's latest run or by a run's ID said of it, in order. */
  readonly states: { readonly at: number; readonly run: Run; readonly status: Status }[]
  /** When it was asked for the latest run. */
  readonly asked: number[]
  /** Retries, and the last that had been told of their runs. */
  readonly retries: { readonly run: Run; readonly was: Status | null; readonly isAccepted: boolean }[]
}

export interface WorldCloud {
  readonly http: Http
  readonly told: ReadonlyMap<string, Told>
  requests: number
}

/** What one request is answered from. */
interface Asked {
  readonly request: HttpRequest
  /** Milliseconds from the push. */
  readonly now: number
  readonly pushEpoch: number
  readonly told: ReadonlyMap<string, Told>
}

/**
 * The v5 calls that a gate makes, answered from a world at the time of the clock.
 * @param pushEpoch epoch milliseconds of the push by CodeArts' clock
 */
export function worldCloud(world: World, clock: Clock, pushEpoch: number): WorldCloud {
  const told = new Map(
    world.pipelines.map(({ id }): [string, Told] => [
      id,
      { runs: new Map(), states: [], asked: [], retries: [] }
    ])
  )
  const cloud: WorldCloud = {
    told,
    requests: 0,
    http: async (request, signal): Promise<HttpResponse> => {
      cloud.requests++
      await clock.sleep(LATENCY_MS, signal)
      const epoch = clock.epoch() - world.runnerAheadMs
      const json = answer(world, { request, now: epoch - pushEpoch, pushEpoch, told })
      const date = new Date(epoch).toUTCString()
      const headers = { 'x-request-id': String(cloud.requests), date }
      return { status: 200, headers, body: JSON.stringify(json) }
    }
  }
  return cloud
}

function answer({ pipelines }: World, asked: Asked): unknown {
  const { url, body } = asked.request
  const { pathname, searchParams } = new URL(url)
  if (pathname.endsWith('/pipelines/status')) {
    const ids = JSON.parse(body ?? '[]') as string[]
    return pipelines.flatMap(pipeline => (ids.includes(pipeline.id) ? statusOf(pipeline, asked) : []))
  }
  if (pathname.endsWith('/pipelines/list')) return namesOf(pipelines, body)
  const pipeline = pipelines.find(({ id }) => pathname.includes(`/${id}`))
  if (pipeline === undefined) return NO_SUCH_RUN
  if (pathname.endsWith('/pipeline-runs/list')) return listOf(pipeline, asked)
  if (pathname.endsWith('/retry')) return retried(pipeline, pathname, asked)
  if (pathname.endsWith('/queued-pipeline')) return queueOf(pipeline, asked)
  if (pathname.endsWith('/trigger-failed-record')) return { triggerFailedRecordVOS: [], total: 0 }
  if (pathname.endsWith(pipeline.id)) {
    const sources = Array.from({ length: pipeline.sourceCount }, () => ({ type: 'code', params: {} }))
    return { id: pipeline.id, name: nameOf(pipeline), sources, variables: [] }
  }
  const runId = searchParams.get('pipeline_run_id')
  const run = pipeline.runs.find(
    ({ id, batchAt, start }) =>
      id === runId && batchAt <= asked.now && (pipeline.showsQueued || start <= asked.now)
  )
  return run === undefined ? NO_SUCH_RUN : detailOf(pipeline, run, asked)
}

const NO_SUCH_RUN = { error_code: 'DEVPIPE.00011401', error_msg: 'The pipeline run does not exist.' }

/** Each pipeline by its name, beside one whose name only begins like it. */
function namesOf(pipelines: readonly Pipeline[], body: string | null): object {
  const { offset, limit } = JSON.parse(body ?? '{}') as { offset: number; limit: number }
  const all = pipelines.flatMap(pipeline => [
    { pipeline_id: `${pipeline.id.slice(1)}0`, name: `${nameOf(pipeline)}-nightly` },
    { pipeline_id: pipeline.id, name: nameOf(pipeline) }
  ])
  return { offset, limit, total: all.length, pipelines: all.slice(offset, offset + limit) }
}

export function nameOf({ id }: Pipeline): string {
  return `build ${id.slice(0, 8)}`
}

function retried(pipeline: Pipeline, pathname: string, { now, told }: Asked): object {
  const run = pipeline.runs.find(({ id }) => pathname.includes(`/${id}/`))
  if (run === undefined) return NO_SUCH_RUN
  const known = told.get(pipeline.id)
  const was = known?.states.findLast(state => state.run === run)?.status ?? null
  const isAccepted = statusAt(run, now) === 'FAILED'
  known?.retries.push({ run, was, isAccepted })
  if (!isAccepted)
    return { error_code: 'DEVPIPE.00011999', error_msg: 'Only a run that has failed can be retried.' }
  retry(run, now)
  return { success: true }
}

function statusOf(pipeline: Pipeline, { now, pushEpoch, told }: Asked): object[] {
  const known = told.get(pipeline.id)
  known?.asked.push(now)
  const run = latest(pipeline, now)
  if (run === null) return []
  tell(known, run, now)
  known?.states.push({ at: now, run, status: statusAt(run, now) })
  return [element(pipeline, run, now, pushEpoch)]
}

function listOf(pipeline: Pipeline, { request, now, pushEpoch, told }: Asked): object {
  const { offset, limit } = JSON.parse(request.body ?? '{}') as { offset: number; limit: number }
  const { total, page } = pageOf(pipeline, now, offset, limit)
  for (const { run } of page) if (run !== null) tell(told.get(pipeline.id), run, now)
  return {
    offset,
    limit,
    total,
    pipeline_runs: page.map(({ run, change }) => ({
      ...(run === null ? {} : element(pipeline, run, now, pushEpoch)),
      ...change
    }))
  }
}

function queueOf({ runs }: Pipeline, { now, pushEpoch }: Asked): object {
  const waiting = runs.filter(({ queuedAt, start }) => queuedAt <= now && now < start)
  return {
    total: waiting.length,
    queuedPipelines: waiting.map(({ id, queuedAt }) => ({
      id: id.split('').reverse().join(''),
      pipeline_run_id: id,
      enqueue_time: Math.round(pushEpoch + queuedAt),
      status: 'QUEUED'
    }))
  }
}

function detailOf(pipeline: Pipeline, run: Run, { now, pushEpoch, told }: Asked): object {
  told.get(pipeline.id)?.states.push({ at: now, run, status: statusAt(run, now) })
  return {
    ...element(pipeline, run, now, pushEpoch),
    build_params: undefined,
    id: run.id,
    name: nameOf(pipeline),
    sources: run.sources.map(({ url, commit }) => ({
      type: 'code',
      params: { git_url: url, build_params: { commit_id: commit } }
    })),
    stages: []
  }
}

function tell(told: Told | undefined, run: Run, now: number): void {
  if (told?.runs.has(run) === false) told.runs.set(run, now)
}

function element({ id }: Pipeline, run: Run, now: number, pushEpoch: number): Record<string, unknown> {
  const status = statusAt(run, now)
  const isOver = status !== 'QUEUED' && status !== 'RUNNING'
  const end = run.course.findLast(({ at }) => at <= now)?.at ?? 0
  return {
    pipeline_id: id,
    pipeline_run_id: run.id,
    status,
    run_number: run.number,
    trigger_type: run.trigger,
    build_params: { commit_id: run.listed },
    start_time: status === 'QUEUED' ? null : Math.round(pushEpoch + run.start),
    end_time: isOver ? Math.round(pushEpoch + end) : null,
    stage_status_list: []
  }
}
