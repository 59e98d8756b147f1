import fc from 'fast-check'
import {
  answersHtml,
  answersJson,
  errsWith200,
  fails,
  forgets,
  onTheWire,
  speaksOfOthers,
  throttles,
  truncates,
  twins,
  type Misbehaviour,
  type PipelineSpec,
  type RunSpec
} from '../../../simulator/index.js'
import { COMMIT, OTHER_COMMIT } from './commits.js'

export const PROJECT = 'c'.repeat(32)
const SECOND = 1000
const IDS = ['a', 'b', 'c'].map(letter => letter.repeat(32))
/** The one that the fault "a missing" leaves out. */
export const FORGOTTEN = 'a'.repeat(32)

/** Named, so that a story reads as one. */
export const FAULTS: Readonly<Record<string, Misbehaviour>> = {
  'HTTP 500': fails(500),
  'HTTP 401': fails(401, 'APIGW.0301', 'verify aksk signature fail'),
  'HTTP 404': fails(404, 'APIGW.0101', 'no such API'),
  'HTTP 429': throttles(),
  'HTTP 429, ask in 7 s': throttles('7'),
  'HTML 502': answersHtml(502),
  'HTML 200': answersHtml(200),
  'error under 200': errsWith200('DEVPIPE.00011401'),
  'throttled under 200': errsWith200('APIGW.0308'),
  null: answersJson(200, null),
  'an empty list': answersJson(200, []),
  truncated: truncates,
  'twins alike': twins(),
  'twins that differ': twins({ result: 'success', status: 'COMPLETED' }),
  'a missing': forgets(FORGOTTEN),
  'others only': speaksOfOthers,
  dropped: onTheWire({ kind: 'drop' }),
  hangs: onTheWire({ kind: 'hang' }),
  slow: onTheWire({ kind: 'delay', ms: 20 * SECOND })
}

export interface Fault {
  readonly what: string
  /** Requests that are let through first. */
  readonly after: number
  readonly times: number
}

/** A whole story: what the cloud does over time, and what the step asks for. */
export interface Story {
  readonly api: 'v3' | 'v5'
  readonly pipelines: readonly PipelineSpec[]
  readonly asked: readonly string[]
  readonly faults: readonly Fault[]
  /** Runs that are asked for by their IDs, by pipeline. */
  readonly pins: Readonly<Record<string, string>>
  /** Seed of the jitter. */
  readonly chance: number
  readonly inputs: Readonly<Record<string, string>>
}

const time = fc.integer({ min: -400, max: 60 }).map(seconds => seconds * SECOND)
const ending = fc.constantFrom(
  ...([
    ...Array.from({ length: 30 }, () => 'success' as const),
    'error',
    'aborted',
    'paused',
    'running',
    'waiting'
  ] as const)
)
const odd = fc.constantFrom('IGNORED', 'PONDERING', '', 'completed', 'Completed', 'suspend')

const aRun = fc.record({
  start: time,
  takes: fc.integer({ min: 1, max: 120 }),
  between: fc.constantFrom('running', 'paused', 'waiting'),
  ends: ending,
  lag: fc.integer({ min: 0, max: 60 }),
  listLag: fc.integer({ min: 0, max: 60 }),
  ours: fc.constantFrom(true, true, false),
  oddStatus: fc.option(odd, { freq: 15 })
})

const runsOf = fc
  .oneof(
    { arbitrary: fc.constant([]), weight: 1 },
    { arbitrary: fc.array(aRun, { minLength: 1, maxLength: 4, size: 'max' }), weight: 15 }
  )
  .map((list): RunSpec[] =>
    [...list]
      .sort((a, b) => a.start - b.start)
      .map((run, index): RunSpec => {
        const { start } = run
        const last = { at: start + run.takes * SECOND, state: run.ends } as const
        const strange =
          run.oddStatus === null ? {} : { v3: { status: run.oddStatus }, v5: { status: run.oddStatus } }
        return {
          number: index + 1,
          start,
          commit: run.ours ? COMMIT : OTHER_COMMIT,
          visible: {
            batch: start + run.lag * SECOND,
            detail: start + run.lag * SECOND,
            list: start + (run.lag + run.listLag) * SECOND
          },
          moments: [
            { at: start, state: run.between },
            { ...last, ...strange }
          ]
        }
      })
  )

/** The batch answer shows for a while what was true before. */
const aRegression = fc
  .record({ from: time, back: fc.integer({ min: 1, max: 200 }) })
  .map(({ from, back }) => ({ from, to: from + 15 * SECOND, showing: from - back * SECOND }))

const aPipeline = (id: string): fc.Arbitrary<PipelineSpec> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(`pipeline ${id.slice(0, 1)}`),
    projectId: fc.constant(PROJECT),
    origin: fc.constant('start' as const),
    neverRan: fc.constantFrom('absent' as const, 'nulls' as const),
    runs: runsOf,
    regressions: fc.array(aRegression, { maxLength: 1 })
  })

const failOn = fc.constantFrom(
  '',
  'none',
  'error',
  'error, aborted',
  'error, aborted, timed_out, not_found, stale, unknown, paused'
)

/** The nth run of each of these pipelines, which may not be there. */
function pinsOf(ids: readonly string[], numbers: readonly number[]): Record<string, string> {
  const number = (id: string): number => numbers[IDS.indexOf(id)] ?? 1
  return Object.fromEntries(
    ids.map(id => [id, `${number(id).toString(16).padStart(8, '0')}${id.slice(0, 24)}`])
  )
}

const aFault: fc.Arbitrary<Fault> = fc.record({
  what: fc.constantFrom(...Object.keys(FAULTS)),
  after: fc.nat(12),
  times: fc.constantFrom(1, 1, 1, 2, 2, 5, 1000)
})

export const stories: fc.Arbitrary<Story> = fc
  .record({
    api: fc.constantFrom('v3' as const, 'v5' as const),
    pipelines: fc.tuple(...IDS.map(aPipeline)),
    asked: fc.oneof(
      fc.constantFrom(...IDS).map(id => [id]),
      fc.constantFrom(...IDS).map(id => [id]),
      fc.subarray(IDS, { minLength: 1 })
    ),
    faults: fc.oneof(
      fc.constant([]),
      fc.constant([]),
      fc.constant([]),
      fc.array(aFault, { minLength: 1, maxLength: 2 })
    ),
    wait: fc.constantFrom('true', 'true', 'true', 'true', 'true', 'true', 'true', 'false'),
    failFast: fc.constantFrom('true', 'false'),
    timeout: fc.constantFrom('5s', '40s', '3m', '10m', '10m', '10m', '10m', '10m'),
    interval: fc.constantFrom('auto', 'auto', '2s', '7s', '30s'),
    rule: fc.constantFrom('latest', 'latest', 'commit', 'commit', 'started_after', 'both', 'pins'),
    pinned: fc.tuple(...IDS.map(() => fc.constantFrom(1, 1, 1, 1, 2, 3))),
    chance: fc.nat(1_000_000),
    startTimeout: fc.constantFrom('10s', '2m'),
    failOn
  })
  .map(
    ({
      api,
      pipelines,
      asked,
      faults,
      wait,
      failFast,
      timeout,
      interval,
      rule,
      pinned,
      chance,
      startTimeout,
      failOn
    }) => ({
      api,
      pipelines,
      asked,
      faults,
      chance,
      pins: pinsOf(api === 'v5' && rule === 'pins' ? asked : [], pinned),
      inputs: {
        pipeline_ids: asked
          .map(id => {
            const run = pinsOf(api === 'v5' && rule === 'pins' ? asked : [], pinned)[id]
            return run === undefined ? id : `${id}@${run}`
          })
          .join(' '),
        wait,
        fail_fast: failFast,
        timeout,
        poll_interval: interval,
        fail_on: failOn,
        start_timeout: startTimeout,
        ...(api === 'v5' ? { project_id: PROJECT } : {}),
        ...((rule === 'commit' || rule === 'both') && api === 'v5' ? { commit: COMMIT.slice(0, 9) } : {}),
        ...(rule === 'started_after' || rule === 'both' ? { started_after: '30s' } : {})
      }
    })
  )
