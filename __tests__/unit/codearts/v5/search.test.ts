import { describe, expect, it } from '@jest/globals'
import type { RunReader } from '../../../../src/codearts/v5/run-reader.js'
import { openSearch, type RunSearch } from '../../../../src/codearts/v5/search.js'
import type { PipelineRun } from '../../../../src/domain/pipeline-run.js'
import type { Criteria } from '../../../../src/domain/selection.js'
import { aRun } from '../../helpers.js'

const OURS = 'a'.repeat(40)
const OTHER = 'b'.repeat(40)
const ofOurs: Criteria = { commit: { commit: OURS, repository: null }, startedAfter: null }
const run = (runNumber: number, commit: string | null, parts: Partial<PipelineRun> = {}): PipelineRun =>
  aRun({ runId: `r${runNumber}`, runNumber, commit, ...parts })

interface Story {
  readonly list: readonly PipelineRun[]
  /** What details have, where they differ from the list. */
  readonly details?: Readonly<Record<string, PipelineRun | null>>
  readonly hasSeveral?: boolean
  /** Most runs of a page. */
  readonly pageSize?: number
  /** By the batch answer; the first of the list if not given. */
  readonly latest?: PipelineRun
}

/** A service with a run list, and what was asked of it. */
function searching({ list, details = {}, hasSeveral = false, pageSize = 50, latest }: Story) {
  const asked: string[] = []
  const runs = [...list]
  const reader: RunReader = {
    list(_, offset) {
      asked.push(`list ${offset}`)
      const page = runs.slice(offset, offset + pageSize)
      const size = new Set(page.map(({ runId }) => runId)).size
      return Promise.resolve({ runs: page, size, total: runs.length })
    },
    detail(_, runId) {
      asked.push(runId)
      const told = details[runId]
      return Promise.resolve(told === undefined ? (runs.find(it => it.runId === runId) ?? null) : told)
    },
    hasSeveralSources: () => Promise.resolve(hasSeveral)
  }
  const search: RunSearch = openSearch(reader)
  const newest = async (condition = ofOurs): Promise<number | string | null> => {
    const from = latest === undefined ? (runs[0] ?? null) : latest
    const found = await search.newest('p', condition, from, 'details')
    return found?.kind === 'run' ? found.run.runNumber : (found?.kind ?? null)
  }
  return { newest, asked, runs, search }
}

describe('the newest run that a condition picks', () => {
  it('is found by one page and its detail', async () => {
    const { newest, asked } = searching({ list: [run(3, OTHER), run(2, OURS), run(1, OURS)] })
    expect(await newest()).toBe(2)
    expect(asked).toContain('r2')
    expect(asked).not.toContain('r1')
  })

  it('does not depend on the order of the list', async () => {
    expect(await searching({ list: [run(1, OURS), run(3, OTHER), run(2, OURS)] }).newest()).toBe(2)
  })

  it('is not one whose detail tells another commit', async () => {
    const told = run(2, OTHER)
    const { newest } = searching({ list: [run(2, OURS), run(1, OURS)], details: { r2: told } })
    expect(await newest()).toBe(1)
  })

  it('stands where the list is ahead of the detail: no older one may stand in for it', async () => {
    const { newest } = searching({ list: [run(2, OURS), run(1, OURS)], details: { r2: null } })
    expect(await newest()).toBe(2)
  })

  it('is looked for 500 runs back', async () => {
    const others = (n: number): PipelineRun[] => Array.from({ length: n }, (_, at) => run(1_000 - at, OTHER))
    expect(await searching({ list: [...others(499), run(1, OURS)] }).newest()).toBe(1)
    const far = searching({ list: [...others(500), run(1, OURS)] })
    expect(await far.newest()).toBeNull()
    expect(far.asked).toHaveLength(10)
  })

  it('later is looked for in what is new only', async () => {
    const { newest, asked, runs } = searching({ list: [run(2, OTHER), run(1, OTHER)] })
    expect(await newest()).toBeNull()
    runs.unshift(run(3, OURS))
    asked.length = 0
    expect(await newest()).toBe(3)
    expect(asked).toEqual(['list 0', 'r3'])
  })

  it('later is looked for on every page while one of them has something new', async () => {
    // A queued run without a start stands first, and the latest is known from the batch answer.
    const latest = run(8, OTHER)
    const list = [run(6, OTHER, { startedAt: null }), run(5, OURS)]
    const { newest, runs } = searching({ list, pageSize: 2, latest })
    expect(await newest()).toBe(5)
    runs.splice(1, 0, latest, run(7, OURS))
    expect(await newest()).toBe(7)
  })

  /** The runs of these numbers, from the newest on; those in `ours` are of the commit. */
  const from = (newest: number, oldest: number, ours: readonly number[]): PipelineRun[] =>
    Array.from({ length: newest - oldest + 1 }, (_, at) => newest - at).map(number =>
      run(number, ours.includes(number) ? OURS : OTHER)
    )

  it('on a first page that goes back from the newest without a gap is found by that page and the last run', async () => {
    const { newest, asked } = searching({ list: from(200, 1, [170, 3]) })
    expect(await newest()).toBe(170)
    expect(asked).toEqual(['list 0', 'list 199', 'r170'])
  })

  it('is not the one on a first page behind a gap', async () => {
    const all = from(200, 1, [170, 180])
    const list = [...all.filter(({ runNumber }) => runNumber !== 180), run(180, OURS)]
    expect(await searching({ list: [...list, run(0, OTHER)] }).newest()).toBe(180)
  })

  it.each([1, 2])('is not the one that a first page of %d happens to begin with', async pageSize => {
    const list = [run(3, OURS), run(2, OTHER), run(4, OURS), run(1, OURS)]
    expect(await searching({ list, pageSize, latest: run(1, OURS) }).newest()).toBe(4)
  })

  it('is looked for on the other pages where the detail of the one on the first tells another commit', async () => {
    const list = from(200, 1, [170, 100, 1])
    expect(await searching({ list, details: { r170: run(170, OTHER) } }).newest()).toBe(100)
  })

  it.each(['first', 'second'])('is found where the %s of two elements tells another commit', async wrong => {
    const pair = [run(2, OURS), run(2, OTHER)]
    const list = [...(wrong === 'second' ? pair : pair.toReversed()), run(1, OURS)]
    const told = { ...run(2, OURS), sources: [{ commit: OURS, repository: null }] }
    expect(await searching({ list, details: { r2: told } }).newest()).toBe(2)
    expect(await searching({ list, details: { r2: run(2, null) } }).newest()).toBe('contradiction')
  })

  it('is not held up by a run that was told with two other commits', async () => {
    const list = [run(2, OTHER), run(2, 'c'.repeat(40)), run(1, OURS)]
    expect(await searching({ list, details: { r2: run(2, null) } }).newest()).toBe(1)
  })

  it('is found where one of two elements tells no commit', async () => {
    const list = [run(2, OURS), run(2, null), run(1, OURS)]
    expect(await searching({ list, latest: run(3, OTHER) }).newest()).toBe(2)
  })

  it.each([50, 1])('may be one that has left the queue since the list told it, %d a page', async pageSize => {
    const queued = run(2, OTHER, { startedAt: null })
    const list = [run(1, OTHER, { startedAt: 200 }), queued]
    const story = searching({ list, pageSize, latest: run(3, OTHER, { startedAt: 100 }) })
    const condition = { commit: null, startedAfter: 150 }
    expect(await story.newest(condition)).toBe(1)
    story.runs.splice(1, 1, { ...queued, startedAt: 300 })
    expect(await story.newest(condition)).toBe(2)
  })

  it('of a pipeline with several sources may be any: fifty details are read a search, each once', async () => {
    const list = Array.from({ length: 60 }, (_, at) => run(100 - at, OTHER))
    const sources = [{ commit: OTHER, repository: null }]
    const details = Object.fromEntries(list.map(it => [it.runId ?? '', { ...it, sources }]))
    const last = list.at(-1)?.runId ?? ''
    const whole = {
      ...run(41, OTHER),
      sources: [...sources, { commit: OURS, repository: null }]
    } as PipelineRun
    const { newest, asked } = searching({ list, details: { ...details, [last]: whole }, hasSeveral: true })
    expect(await newest()).toBeNull()
    expect(asked.filter(it => it.startsWith('r'))).toHaveLength(50)
    expect(await newest()).toBe(41)
    expect(asked.filter(it => it.startsWith('r'))).toHaveLength(60)
  })

  it('after a time needs no detail', async () => {
    const list = [run(2, OTHER, { startedAt: 200 }), run(1, OTHER, { startedAt: 100 })]
    const { newest, asked } = searching({ list })
    expect(await newest({ commit: null, startedAfter: 150 })).toBe(2)
    expect(await newest({ commit: null, startedAfter: 250 })).toBeNull()
    expect(asked.every(it => it.startsWith('list'))).toBe(true)
  })
})

it('the runs of a commit are those that lists and details have shown', async () => {
  const list = [run(3, OURS), run(2, OURS), run(1, OTHER)]
  const details = { r3: run(3, OTHER, { sources: [{ commit: OTHER, repository: null }] }) }
  const { newest, search } = searching({ list, details })
  const shown = () => search.runsOf('p', { commit: OURS, repository: null }).map(({ runId }) => runId)
  expect(shown()).toEqual([])
  await newest()
  expect(shown()).toEqual(['r2'])
})
