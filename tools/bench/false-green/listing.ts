import { listed, type Pipeline, type Run } from './world.js'

/** One element of a page: a run as it is, a run with other fields, or something of another pipeline. */
export interface Listed {
  readonly run: Run | null
  readonly change: Readonly<Record<string, unknown>>
}

/** What the wrong one of two elements of the same run says instead. */
const WRONG = { status: 'COMPLETED', build_params: { commit_id: 'd'.repeat(40) }, start_time: null }
const STRANGER = { pipeline_run_id: 'e'.repeat(32), status: 'COMPLETED', run_number: 99_999 }

/** One page of the run list at a time, in the order and size that are this pipeline's own. */
export function pageOf(
  pipeline: Pipeline,
  now: number,
  offset: number,
  limit: number
): { readonly total: number; readonly page: readonly Listed[] } {
  const { pageSize, hasStrangers } = pipeline.listing
  const runs = inOrder(pipeline, now)
  const part = runs.slice(offset, offset + Math.min(limit, pageSize))
  const page = part.flatMap(run => twice(run, pipeline))
  return { total: runs.length, page: hasStrangers ? page.concat(strangers(part)) : page }
}

function inOrder(pipeline: Pipeline, now: number): Run[] {
  const runs = [...listed(pipeline, now)]
  switch (pipeline.listing.order) {
    case 'as_asked':
      // By start, as api.md has it; those that wait in the queue have none.
      return runs.sort((a, b) => startedBy(b, now) - startedBy(a, now) || b.number - a.number)
    case 'oldest_first':
      return runs.sort((a, b) => a.number - b.number)
    case 'shuffled':
      return runs.sort((a, b) => (a.id < b.id ? -1 : 1))
  }
}

function startedBy({ start }: Run, now: number): number {
  return start <= now ? start : Number.MAX_SAFE_INTEGER
}

function twice(run: Run, { listing }: Pipeline): Listed[] {
  const right = { run, change: {} }
  // Every third run, the same ones each time.
  if (listing.twice === 'never' || run.number % 3 !== 0) return [right]
  if (listing.twice === 'alike') return [right, right]
  const wrong = { run, change: WRONG }
  return listing.twice === 'first_wrong' ? [wrong, right] : [right, wrong]
}

/** Runs of others, which seem to be newer and of our commit. */
function strangers(part: readonly Run[]): Listed[] {
  const change = { ...STRANGER, build_params: { commit_id: part[0]?.listed ?? null } }
  return [
    { run: null, change: { ...change, pipeline_id: 'a1'.repeat(16) } },
    { run: part[0] ?? null, change: { ...change, project_id: 'b2'.repeat(16) } }
  ]
}
