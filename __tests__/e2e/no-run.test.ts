import { describe, expect, it } from '@jest/globals'
import { answersJson, fails, onTheWire, type RunSpec } from '../../simulator/index.js'
import { A, PROJECT } from './cloud.js'
import { pipelineId, step } from './harness.js'
import { sample } from '../sample.js'
import { COMMIT, OTHER, REASON, latest, built, open, waits, asked } from './no-run-cases.js'

const NEVER = 3_600_000
const DATE = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC`
/** A run that waits in the queue for as long as the test goes. */
const queued = (number: number): RunSpec => ({ number, moments: [], queue: { at: 0, until: NEVER } })

describe('no run of the commit', () => {
  it.concurrent('because the trigger failed: when, and why', async () => {
    const older = { at: -60_000, reason: 'the file is not in the list' }
    await using made = await open(built({ failedTriggers: [older, { at: -1_000, reason: REASON }] }))
    const ended = await waits(made)
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'stale' } })
    const lead = `No run of commit ${COMMIT.slice(0, 10)} appeared within 1s\\.`
    expect(ended.stdout).toMatch(new RegExp(`${lead} The trigger failed at ${DATE}: ${REASON}\\.`))
    expect(ended.summary).toContain(REASON)
    expect(ended.stdout).not.toContain(older.reason)
    expect(ended.report).toMatchObject({
      reasons: [{ id: A, absence: { failed_trigger: { reason: REASON }, waiting_runs: null } }]
    })
    // At the end only, and once.
    expect(asked(made)).toEqual([1, 1])
    expect(made.simulator.requests.slice(0, -2).map(({ kind }) => kind)).not.toContain('v5.failed_triggers')
  })

  it.concurrent('because it waits in the queue: behind how many, and since when', async () => {
    const runs = [latest, ...[118, 119, 120, 121].map(queued)]
    await using made = await open(built({ runs }))
    const ended = await waits(made, { timeout: '5s' })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'stale' } })
    expect(ended.stdout).toMatch(new RegExp(`queued behind 3 others since ${DATE}`))
    expect(ended.stdout).toContain('increase `timeout`')
    expect(ended.stdout).not.toContain('`if:`')
    expect(ended.report).toMatchObject({ reasons: [{ absence: { waiting_runs: 4 } }] })
  })

  it.concurrent('else tells the latest run, and every way out', async () => {
    await using made = await open(built())
    const ended = await waits(made)
    const [error = ''] = ended.lines.filter(line => line.startsWith('::error'))
    expect(error).toMatch(
      new RegExp(`Latest: #117 of commit ${OTHER.slice(0, 10)}, started ${DATE}, success`)
    )
    for (const way of ['`if:`', '`paths:`', '`start: true`', '`start_timeout`', '`advisory`'])
      expect(error).toContain(way)
    expect(error).toContain('Removing `stale` from `fail_on` would let a late run pass unchecked.')
  })

  it.concurrent('links to the pipeline, and not to the other run', async () => {
    await using made = await open(
      built({ detailUrl: `https://devcloud.example/cicd/project/${PROJECT}/pipeline/detail/${A}/{run}` })
    )
    const ended = await waits(made)
    const [error = ''] = ended.lines.filter(line => line.startsWith('::error'))
    expect(error).toMatch(new RegExp(`/project/${PROJECT}/pipeline/history/${A}$`))
    expect(ended.summary).toContain(`/pipeline/history/${A}`)
    expect(ended.summary).not.toContain('/pipeline/detail/')
    expect(ended.pipelines).toMatchObject([{ url: null, run_id: null }])
  })

  it.concurrent('with `wait: false` does not speak of a wait', async () => {
    await using made = await open(built())
    const ended = await waits(made, { wait: 'false' })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'stale' } })
    expect(ended.stdout).toContain(`No run of commit ${COMMIT.slice(0, 10)} has appeared yet.`)
    expect(ended.stdout).toContain('`wait: true`')
    expect(asked(made)).toEqual([1, 1])
  })
})

describe('no run after a time', () => {
  it.concurrent('names the time', async () => {
    await using made = await open(
      built({ runs: [{ ...latest, moments: [{ at: -NEVER, state: 'success' }] }] })
    )
    const ended = await step(
      made.v5([A], { commit: 'any', started_after: '5s', start_timeout: '1s', poll_interval: '200ms' })
    )
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'stale' } })
    expect(ended.stdout).toContain('No run that started within 5s before this step appeared within 1s.')
  })

  it.concurrent('is told on v3 without a question, and without what v3 cannot do', async () => {
    await using made = await open(
      built({ runs: [{ ...latest, moments: [{ at: -NEVER, state: 'success' }] }] })
    )
    const ended = await step(
      made.inputs([A], { started_after: '5s', start_timeout: '1s', poll_interval: '200ms' })
    )
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'stale' } })
    expect(ended.stdout).toContain('No run that started within 5s before this step appeared within 1s.')
    expect(ended.stdout).not.toContain('`start: true`')
    expect(asked(made)).toEqual([0, 0])
  })
})

describe('no run at all, and no condition', () => {
  it.concurrent('asks for the triggers and the queue as well', async () => {
    await using made = await open(built({ runs: [], failedTriggers: [{ at: -1_000, reason: REASON }] }))
    const ended = await step(made.v5([A], { commit: 'any' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'not_found' } })
    expect(ended.stdout).toContain(REASON)
    expect(asked(made)).toEqual([1, 1])
  })

  it.concurrent('of the pinned ID tells its place in the queue', async () => {
    await using made = await open(
      built({ runs: [latest, queued(118), { ...queued(119), id: '5'.repeat(32) }] })
    )
    const ended = await step(made.v5([`${A}@${'5'.repeat(32)}`]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'not_found' } })
    expect(ended.stdout).toMatch(new RegExp(`queued behind 1 other since ${DATE}`))
    expect(asked(made)).toEqual([0, 1])
  })
})

describe('the questions', () => {
  it.concurrent('are two for each of ten pipelines, and none for what is green', async () => {
    const ids = Array.from({ length: 12 }, (_, n) => pipelineId(`e${n}x`))
    await using made = await open(...ids.map(id => built({ id })))
    const ended = await step(made.v5(ids, { commit: COMMIT, start_timeout: '1s', wait: 'false' }))
    expect(ended.code).toBe(1)
    expect(asked(made)).toEqual([10, 10])

    await using green = await open(built())
    expect((await waits(green, { commit: OTHER })).code).toBe(0)
    expect(asked(green)).toEqual([0, 0])
  })

  it.concurrent('are asked for a report, and not for what may be missing', async () => {
    await using made = await open(built())
    expect((await waits(made, { wait: 'false', fail_on: 'error' })).code).toBe(0)
    expect(asked(made)).toEqual([0, 0])
    expect((await waits(made, { wait: 'false', fail_on: 'none' })).code).toBe(0)
    expect(asked(made)).toEqual([1, 1])
  })

  it.concurrent.each(
    sample([
      ['refuses', fails(200, 'DEVPIPE.30011011', 'no operation permissions')],
      ['is in trouble', fails(503)],
      ['answers with something else', answersJson(200, { triggerFailedRecordVOS: null, queuedPipelines: 7 })],
      [
        'answers with junk in lists',
        answersJson(200, { triggerFailedRecordVOS: [null, 1, []], queuedPipelines: [null, 'x'] })
      ],
      ['never answers', onTheWire({ kind: 'hang' })]
    ])
  )('change nothing where the service %s', async (_, does) => {
    await using made = await open(built())
    made.simulator.misbehave({ on: ['v5.failed_triggers', 'v5.queue'], does })
    const ended = await waits(made, { wait: 'false' })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'stale' } })
    expect(ended.stdout).toContain('Latest: #117')
    expect(ended.elapsedMs).toBeLessThan(30_000)
  })

  it.concurrent.each(
    sample([
      ['a reason that is null', [{ trigger_time: Date.now(), reason: null }], 'CodeArts returned no reason'],
      ['a reason without a time', [{ trigger_time: null, reason: REASON }], `The trigger failed: ${REASON}.`],
      ['a time as text', [{ trigger_time: String(Date.now()), reason: REASON }], `UTC: ${REASON}`],
      ['a reason of 100 kB', [{ trigger_time: Date.now(), reason: REASON.repeat(5_000) }], REASON],
      ['Markdown and commands', [{ trigger_time: 1, reason: '[x](http://evil) \n::error::x' }], '::error::x']
    ])
  )('take %s', async (_, triggerFailedRecordVOS, words) => {
    await using made = await open(built({ runs: [] }))
    made.simulator.misbehave({ on: 'v5.failed_triggers', does: answersJson(200, { triggerFailedRecordVOS }) })
    const ended = await waits(made, { wait: 'false' })
    expect(ended.stdout).toContain(words)
    expect(ended.summary).not.toMatch(/\]\(http:\/\/evil/)
    expect(ended.lines.filter(line => line.startsWith('::error'))).toHaveLength(1)
    expect(Math.max(...ended.lines.map(({ length }) => length))).toBeLessThan(3_000)
  })
})
