import { describe, expect, it } from '@jest/globals'
import { VirtualClock } from '../../../../tools/bench/lib/virtual-clock.js'
import { readTail } from '../../../../src/codearts/v5/log-tail.js'
import type { LogPage, RunDetail, RunDetailApi } from '../../../../src/codearts/v5/run-detail.js'
import type { StageDetail } from '../../../../src/domain/explanation.js'
import type { PipelineState } from '../../../../src/domain/pipeline-state.js'
import { DeadlineError } from '../../../../src/errors.js'
import { explain } from '../../../../src/explaining/explain.js'
import { aRun, aTracked, JOBS_ONLY, PLAIN_STEP } from '../../helpers.js'

const NEVER = new AbortController().signal
const red = (n: number): PipelineState =>
  aTracked({
    id: `p${n}`,
    outcome: 'error',
    decided: true,
    lastObservation: 'run',
    run: aRun({ outcome: 'error' })
  })
const part = { outcome: 'error' as const, startedAt: 0, endedAt: 1, message: null }
const STAGES: StageDetail[] = [
  {
    ...{ ...part, ...JOBS_ONLY, name: 'Test' },
    jobs: [{ ...part, name: 'Unit', id: 'j', steps: [{ ...part, ...PLAIN_STEP, name: 'npm test', id: 's' }] }]
  }
]
const DETAIL: RunDetail = { run: aRun({ outcome: 'error' }), stages: STAGES }
/** What these explanations do not ask for. */
const UNASKED = {
  children: () => Promise.reject(new Error('not asked for')),
  successor: () => Promise.reject(new Error('not asked for'))
}
const page = (log: string, parts: Partial<LogPage> = {}): LogPage => ({
  ...{ log, hasMore: false, next: null },
  ...parts
})
/** Explains red pipelines with answers that come after some time, on a virtual clock with ten seconds. */
async function explained(
  count: number,
  answersAfterMs: number,
  log: LogPage = page('the end')
): Promise<{ pipelines: PipelineState[]; tookMs: number; asked: number }> {
  const clock = new VirtualClock(0)
  let asked = 0
  const answer = async <T>(value: T): Promise<T> => {
    asked++
    await clock.sleep(Math.min(answersAfterMs, 9_000 - clock.now()), NEVER)
    if (clock.now() >= 9_000) throw new DeadlineError(null)
    return value
  }
  const runDetails: RunDetailApi = { ...UNASKED, detail: () => answer(DETAIL), log: () => answer(log) }
  const all = Array.from({ length: count }, (_, n) => red(n))
  const options = {
    runDetails,
    redact: (line: string) => line,
    logLines: 40,
    clock,
    budgetMs: 9_300,
    signal: NEVER
  }
  const pipelines = await explain(all, new Set(all.map(({ id }) => id)), options)
  return { pipelines, tookMs: clock.now(), asked }
}

describe('lines of a log', () => {
  const logOf = async (log: string): Promise<readonly string[]> => {
    const { pipelines } = await explained(1, 0, page(log))
    return pipelines[0]?.explanation?.logs[0]?.lines ?? []
  }
  it('are cut after their colours are gone, and never in the middle of a character', async () => {
    const [line = ''] = await logOf(`${'\u001b[31mx\u001b[0m'.repeat(499)}😀😀`)
    expect(line).toBe(`${'x'.repeat(499)}😀…`)
  })
  it('of 500 characters are whole', async () => {
    expect(await logOf('😀'.repeat(500))).toEqual(['😀'.repeat(500)])
  })
})

describe('the end of a log', () => {
  const pages =
    (...answers: (LogPage | null)[]): Parameters<typeof readTail>[0] =>
    async () =>
      Promise.resolve(answers.shift() ?? null)
  const more = (end: number): Partial<LogPage> => ({
    hasMore: true,
    next: { start_offset: 0, end_offset: end }
  })

  it('is put together from pages', async () => {
    const tail = await readTail(pages(page('c\nd\n', more(2)), page('a\nb')), 10, 2)
    expect(tail).toEqual({ lines: ['a', 'b', 'c', 'd'], isCut: false })
  })
  it('is cut where requests or lines run out', async () => {
    expect(await readTail(pages(page('c', more(1)), page('b', more(2)), page('a')), 10, 2)).toEqual({
      ...{ lines: ['b', 'c'], isCut: true }
    })
    expect(await readTail(pages(page('a\nb\nc')), 2, 2)).toEqual({ lines: ['b', 'c'], isCut: true })
  })
  it('keeps what was had when a page does not come', async () => {
    expect(await readTail(pages(page('b', more(1)), null), 10, 2)).toEqual({ lines: ['b'], isCut: true })
  })
  it('is turned round where its times say that it reads upwards', async () => {
    const lines = ['[2026-11-24 12:00:02.500] b', 'no time', '[2026-11-24 12:00:01.000] a']
    expect((await readTail(pages(page(lines.join('\n'))), 10, 2)).lines).toEqual(lines.toReversed())
    const downwards = ['2026/11/24 12:00:01 a', '2026/11/24 12:00:01 b']
    expect((await readTail(pages(page(downwards.join('\n'))), 10, 2)).lines).toEqual(downwards)
  })
})

describe('line ends of Windows', () => {
  it('in a log are ends, and no part of its lines', async () => {
    const tail = await readTail(
      () => Promise.resolve({ log: 'one\r\ntwo\r\n\r\nthree\r\n', hasMore: false, next: null }),
      10,
      1
    )
    expect(tail.lines).toEqual(['one', 'two', '', 'three'])
  })
})
