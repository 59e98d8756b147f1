import fc from 'fast-check'
import {
  subPipelineStep,
  type Moment,
  type PipelineSpec,
  type RunSpec,
  type StageSpec,
  type State
} from '../../../simulator/index.js'
import { COMMIT, IDS, OTHER_COMMIT, PROJECT } from './names.js'

const SECOND = 1000

/** One of these in `n` stories, else `null`. */
function rarely<T>(value: fc.Arbitrary<T>, n: number): fc.Arbitrary<T | null> {
  return fc.oneof({ arbitrary: fc.constant(null), weight: n - 1 }, { arbitrary: value, weight: 1 })
}

const time = fc.integer({ min: -400, max: 60 }).map(seconds => seconds * SECOND)
const ending = fc.constantFrom(
  ...([
    ...Array.from({ length: 90 }, () => 'success' as const),
    'error',
    'error',
    'aborted',
    'paused',
    'running',
    'waiting'
  ] as const)
)
const odd = fc.constantFrom('IGNORED', 'PONDERING', '', 'completed', 'Completed', 'suspend')

/** What a run shows as its commit: usually the same everywhere. */
const told = fc.constantFrom(
  ...([
    ...Array.from({ length: 25 }, () => 'the same' as const),
    'another in the detail',
    'none in the detail',
    'none in the list',
    'ours as the second source',
    'ours as the first source'
  ] as const)
)

const aRun = fc.record({
  start: time,
  takes: fc.integer({ min: 1, max: 120 }),
  between: fc.constantFrom('running', 'paused', 'waiting'),
  ends: ending,
  lag: fc.integer({ min: 0, max: 60 }),
  listLag: fc.integer({ min: 0, max: 60 }),
  ours: fc.constantFrom(true, true, true, true, true, false),
  told,
  /** Seconds in the queue before its start. */
  queued: rarely(fc.integer({ min: 1, max: 200 }), 7),
  /** Seconds from its end to when it resumes, and to its next end. */
  again: rarely(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), ending), 8),
  oddStatus: rarely(odd, 30),
  child: rarely(fc.constantFrom(...IDS, 'no ID', ''), 4)
})

type Draft = typeof aRun extends fc.Arbitrary<infer T> ? T : never

export const runs: fc.Arbitrary<readonly RunSpec[]> = fc
  .oneof(
    { arbitrary: fc.constant([]), weight: 1 },
    { arbitrary: fc.array(aRun, { minLength: 1, maxLength: 4, size: 'max' }), weight: 20 }
  )
  .map(list => [...list].sort((a, b) => a.start - b.start).map((run, index) => specOf(run, index + 1)))

function specOf(run: Draft, number: number): RunSpec {
  const { start: triggered, queued } = run
  const start = triggered + (queued ?? 0) * SECOND
  const known = { detail: triggered + run.lag * SECOND, batch: triggered + run.lag * SECOND }
  return {
    number,
    start,
    ...commitsOf(run),
    mergeId: '7',
    visible: { ...known, list: triggered + (run.lag + run.listLag) * SECOND },
    moments: momentsOf(run, start),
    ...(queued === null ? {} : { queue: { at: triggered, until: start } })
  }
}

function commitsOf({ ours, told }: Draft): Partial<RunSpec> {
  const commit = ours ? COMMIT : OTHER_COMMIT
  switch (told) {
    case 'the same':
      return { commit }
    case 'another in the detail':
      return { commit, commitIn: { detail: OTHER_COMMIT } }
    case 'none in the detail':
      return { commit, commitIn: { detail: null } }
    case 'none in the list':
      return { commit, commitIn: { list: null, batch: null } }
    case 'ours as the first source':
      return { commit: COMMIT, sources: [{ commit: COMMIT }, { commit: OTHER_COMMIT }] }
    case 'ours as the second source':
      return { commit: OTHER_COMMIT, sources: [{ commit: OTHER_COMMIT }, { commit }] }
  }
}

function momentsOf({ takes, between, ends, again, oddStatus, child }: Draft, start: number): Moment[] {
  const end = start + takes * SECOND
  const at = (time: number, state: State): Moment => ({ at: time, state, stages: stagesOf(state, child) })
  const strange = oddStatus === null ? {} : { v3: { status: oddStatus }, v5: { status: oddStatus } }
  const first = [at(start, between), { ...at(end, ends), ...strange }]
  if (again === null || oddStatus !== null) return first
  const [pause, secondTakes, secondEnd] = again
  const from = end + pause * SECOND
  return [...first, at(from, 'running'), at(from + secondTakes * SECOND, secondEnd)]
}

/** One stage, whose step runs another pipeline in some runs: that one may fail, be in a circle, or not exist. */
function stagesOf(state: State, child: string | null): StageSpec[] {
  const step = subPipelineStep('deploy', child ?? '', `00000001${(child ?? '').slice(0, 24)}`)
  return [{ name: 'Build', state, jobs: child === null ? [] : [{ name: 'job', steps: [step] }] }]
}

/** The batch answer shows for a while what was true before. */
const aRegression = fc
  .record({ from: time, back: fc.integer({ min: 1, max: 200 }) })
  .map(({ from, back }) => ({ from, to: from + 15 * SECOND, showing: from - back * SECOND }))

export const aPipeline = (id: string): fc.Arbitrary<PipelineSpec> =>
  fc
    .record({
      id: fc.constant(id),
      name: fc.constant(`pipeline ${id.slice(0, 1)}`),
      projectId: fc.constant(PROJECT),
      origin: fc.constant('start' as const),
      neverRan: fc.constantFrom('absent' as const, 'nulls' as const),
      runs,
      queue: fc.constantFrom({ shows: 'queued' as const }, { shows: 'hidden' as const }),
      regressions: fc.array(aRegression, { maxLength: 1 })
    })
    .map(pipeline => ({
      ...pipeline,
      // A pipeline has several sources whenever one of its runs does.
      ...(pipeline.runs.some(({ sources }) => sources !== undefined)
        ? { sources: [{ alias: 'first' }, { alias: 'second' }] }
        : {})
    }))
