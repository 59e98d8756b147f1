import { describe, expect, it } from '@jest/globals'
import { changesRuns, type PipelineSpec, type RunSpec, type SimulatorOptions } from '../../simulator/index.js'
import { A, B, cloud, ends, pipelineWith } from './cloud.js'
import { step } from './harness.js'
import { sample } from '../sample.js'

const COMMIT = '4f0c2d1b9a'.padEnd(40, 'a')
const OTHER = 'deadbeef'.padEnd(40, '0')
const succeeded = (number: number, commit: string, more: Partial<RunSpec> = {}): RunSpec => ({
  number,
  commit,
  moments: [ends('success')],
  ...more
})
const failed = (number: number, commit: string, more: Partial<RunSpec> = {}): RunSpec => ({
  ...succeeded(number, commit, more),
  moments: [ends('error')]
})
/** Whatever order was asked for. */
const OLDEST_FIRST: SimulatorOptions = { listOrder: (a, b) => a.spec.number - b.spec.number }
const ONE_A_PAGE: SimulatorOptions = { pageSize: () => 1 }
const inputs = { commit: COMMIT, start_timeout: '300ms' }

describe('the newest run of the commit counts, whatever the answers look like', () => {
  const many = Array.from({ length: 70 }, (_, index) => succeeded(index + 1, OTHER))
  const at = (number: number, run: RunSpec): RunSpec[] => many.map(one => (one.number === number ? run : one))
  const two = [succeeded(5, COMMIT), failed(6, COMMIT), succeeded(7, OTHER)]
  const lists: readonly (readonly [string, readonly RunSpec[], SimulatorOptions, string])[] = [
    ['the list comes oldest first', two, OLDEST_FIRST, 'error'],
    ['pages of one run', two, ONE_A_PAGE, 'error'],
    ['pages of one run, oldest first', two, { ...ONE_A_PAGE, ...OLDEST_FIRST }, 'error'],
    ['it stands on the second page', at(3, succeeded(3, COMMIT)), {}, 'success'],
    [
      'a newer one stands on the second page, because the list comes oldest first',
      [...at(3, succeeded(3, COMMIT)).filter(({ number }) => number !== 69), failed(69, COMMIT)],
      OLDEST_FIRST,
      'error'
    ],
    [
      'the one on the first page is not proven, and a newer one than the last stands on the second',
      [succeeded(4, COMMIT), failed(5, COMMIT), succeeded(6, COMMIT, { commitIn: { detail: OTHER } })],
      ONE_A_PAGE,
      'error'
    ]
  ]
  it.concurrent.each(sample(lists))('%s', async (_, runs, options, result) => {
    await using made = await cloud([pipelineWith(A, runs)], [], options)
    expect((await step(made.v5([A], inputs))).outputs).toMatchObject({ result })
  })

  it.concurrent('told twice with different content, its detail decides', async () => {
    await using made = await cloud(
      [pipelineWith(A, two)],
      [
        {
          on: 'v5.runs',
          does: changesRuns(runs =>
            runs.flatMap(run => (run.run_number === 6 ? [{ ...run, status: 'COMPLETED' }, run] : [run]))
          )
        }
      ]
    )
    expect((await step(made.v5([A], inputs))).outputs).toMatchObject({ result: 'error' })
  })

  it.concurrent.each(
    sample([
      ['first', [OTHER, COMMIT]],
      ['second', [COMMIT, OTHER]]
    ])
  )('told twice, the %s time of another commit, its detail decides', async (_, commits) => {
    const twice = changesRuns(runs =>
      runs.flatMap(run =>
        run.run_number === 6
          ? commits.map(commit => ({ ...run, build_params: { commit_id: commit } }))
          : [run]
      )
    )
    await using made = await cloud([pipelineWith(A, two)], [{ on: 'v5.runs', does: twice }])
    expect((await step(made.v5([A], inputs))).outputs).toMatchObject({ result: 'error' })
  })

  it.concurrent('a run of another project is nobody else’s', async () => {
    const foreign = succeeded(9, COMMIT, { raw: { list: { project_id: 'b'.repeat(32) } } })
    await using made = await cloud([pipelineWith(A, [failed(6, COMMIT), foreign, succeeded(10, OTHER)])])
    expect((await step(made.v5([A], inputs))).outputs).toMatchObject({ result: 'error' })
  })

  it.concurrent.each(
    sample([
      ['null', null],
      ['empty', '']
    ])
  )('an element whose pipeline is %s is of the pipeline that was asked for', async (_, id) => {
    const run = succeeded(6, COMMIT, { raw: { list: { pipeline_id: id } } })
    await using made = await cloud([pipelineWith(A, [run, succeeded(7, OTHER)])])
    expect((await step(made.v5([A], inputs))).outputs).toMatchObject({ result: 'success' })
  })
})

describe('the detail of a run proves its commit', () => {
  it.concurrent.each<[string, NonNullable<RunSpec['commitIn']>, string]>([
    [
      'batch and list tell the commit, the detail another',
      { batch: COMMIT, list: COMMIT, detail: OTHER },
      'stale'
    ],
    [
      'the batch tells another, list and detail the commit',
      { batch: OTHER, list: COMMIT, detail: COMMIT },
      'success'
    ],
    ['the detail tells none', { batch: COMMIT, list: COMMIT, detail: null }, 'success'],
    ['nobody tells it', { batch: null, list: null, detail: null }, 'stale']
  ])('%s: %s', async (_, commitIn, result) => {
    await using made = await cloud([pipelineWith(A, [succeeded(6, OTHER, { commitIn })])])
    expect((await step(made.v5([A], inputs))).outputs).toMatchObject({ result })
  })

  it.concurrent('is read once before its end, and once after it', async () => {
    const run: RunSpec = { number: 6, commit: COMMIT, moments: [ends('running'), ends('success', 700)] }
    await using made = await cloud([pipelineWith(A, [run])])
    expect((await step(made.v5([A], inputs))).outputs).toMatchObject({ result: 'success' })
    expect([made.count('v5.run'), made.count('v5.runs')]).toEqual([2, 0])
  })
})

describe('several sources', () => {
  const sources = [{ alias: 'app' }, { alias: 'lib' }]
  const built = (first: string, second: string) => ({
    commit: first,
    sources: [
      { alias: 'app', commit: first, url: 'https://github.com/acme/app.git' },
      { alias: 'lib', commit: second, url: 'git@github.com:acme/lib.git' }
    ]
  })
  const pipeline = (...runs: RunSpec[]): PipelineSpec => ({ ...pipelineWith(A, runs), sources })

  it.concurrent('any source of the run will do for a hash', async () => {
    await using made = await cloud([pipeline(succeeded(6, OTHER, built(OTHER, COMMIT)))])
    expect((await step(made.v5([A], inputs))).outputs).toMatchObject({ result: 'success' })
  })

  it.concurrent(
    'also of a run that is not the latest, where the list tells the other source only',
    async () => {
      await using made = await cloud([
        pipeline(failed(6, OTHER, built(OTHER, COMMIT)), succeeded(7, OTHER, built(OTHER, OTHER)))
      ])
      expect((await step(made.v5([A], inputs))).outputs).toMatchObject({ result: 'error' })
    }
  )
})

describe('decided early, red later', () => {
  const long: RunSpec = { number: 3, commit: COMMIT, moments: [ends('running'), ends('success', 1_500)] }
  it.concurrent.each<[string, RunSpec[], string]>([
    [
      'the same run goes on again and fails',
      [{ number: 6, commit: COMMIT, moments: [ends('success'), ends('running', 700), ends('error', 2_000)] }],
      'error'
    ],
    [
      'a re-run of the commit fails',
      [
        succeeded(6, COMMIT),
        { number: 7, commit: COMMIT, moments: [{ at: 700, state: 'running' }, ends('error', 1_900)] }
      ],
      'error'
    ],
    ['nothing happens', [succeeded(6, COMMIT)], 'success'],
    [
      'a failed run is repeated in time',
      [{ number: 6, commit: COMMIT, moments: [ends('error'), ends('running', 700), ends('success', 1_000)] }],
      'success'
    ]
  ])('%s', async (_, runs, result) => {
    await using made = await cloud([pipelineWith(A, runs), pipelineWith(B, [long])])
    expect((await step(made.v5([A, B], inputs))).outputs).toMatchObject({ result })
  })

  it.concurrent('where any commit counts, a newer run changes nothing', async () => {
    const newer: RunSpec = { number: 7, commit: OTHER, moments: [{ at: 700, state: 'error' }] }
    await using made = await cloud([pipelineWith(A, [succeeded(6, COMMIT), newer]), pipelineWith(B, [long])])
    const ended = await step(made.v5([A, B]))
    expect(ended.outputs).toMatchObject({ result: 'success' })
    expect(ended.pipelines[0]).toMatchObject({ run_number: 6 })
  })
})

describe('a run that had ended before the step began', () => {
  it.concurrent('counts, and log and summary say so', async () => {
    const run = succeeded(3, COMMIT, { moments: [{ at: -3_600_000, state: 'success' }] })
    await using made = await cloud([pipelineWith(A, [run]), pipelineWith(B, [{ ...run, number: 4 }])])
    const ended = await step(made.v5([A, B], inputs))
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' } })
    expect(
      ended.lines.filter(line => /run #[34].*, ended .*before this step began/u.test(line))
    ).toHaveLength(2)
    expect(ended.summary).toMatch(/Ended before this step began: .*#3.*#4/u)
  })
})
