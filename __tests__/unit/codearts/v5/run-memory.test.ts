import { describe, expect, it } from '@jest/globals'
import {
  earliestKnown,
  emptyMemory,
  isAllKnown,
  learn,
  learnPage,
  RUNS_SEARCHED,
  type RunMemory
} from '../../../../src/codearts/v5/run-memory.js'
import type { PipelineRun } from '../../../../src/domain/pipeline-run.js'
import { aRun } from '../../helpers.js'

const OURS = 'a'.repeat(40)
const OTHER = 'b'.repeat(40)
const run = (runNumber: number, parts: Partial<PipelineRun> = {}): PipelineRun =>
  aRun({ runId: `r${runNumber}`, runNumber, startedAt: runNumber * 1_000, commit: OURS, ...parts })
const knowing = (...page: readonly PipelineRun[]): RunMemory => {
  const memory = emptyMemory()
  learnPage(page, memory)
  return memory
}

describe('what has been read of the runs of a pipeline', () => {
  it('counts the runs of a page that are new, and leaves out those without an ID', () => {
    const memory = knowing(run(2), run(1))
    expect(learnPage([run(3), run(2), run(4, { runId: null })], memory)).toBe(1)
    expect([...memory.runs.keys()].sort()).toEqual(['r1', 'r2', 'r3'])
  })

  it('has no start of a run that one page lists with two', () => {
    const memory = knowing(run(1), run(1, { startedAt: 5 }))
    expect(memory.runs.get('r1')?.startedAt).toBeNull()
  })

  it('has no commit of a run that was listed with two, and keeps one that the list left out later', () => {
    const memory = knowing(run(1), run(1, { commit: OTHER }), run(2))
    learn(run(2, { commit: null }), memory)
    expect(memory.runs.get('r1')?.commit).toBeNull()
    expect(memory.conflicting.get('r1')).toEqual(new Set([OURS, OTHER]))
    expect(memory.runs.get('r2')?.commit).toBe(OURS)
  })

  it('keeps the commit of a detail, and takes the state of the list', () => {
    const memory = knowing(run(1))
    memory.told.add('r1')
    learn(run(1, { commit: OTHER, outcome: 'error' }), memory)
    expect(memory.runs.get('r1')).toMatchObject({ commit: OURS, outcome: 'error' })
  })
})

describe('how far back all runs are known', () => {
  it('to the beginning, where the list has no more', () => {
    expect(earliestKnown(knowing(run(3), run(1)), false)).toBe(Number.NEGATIVE_INFINITY)
  })

  it('to the first gap, where runs were left unread', () => {
    const memory = Object.assign(knowing(run(9), run(8), run(6)), { unread: 1 })
    expect(earliestKnown(memory, false)).toBe(8_000)
  })

  it('to the first whose detail was not read, where there are several sources', () => {
    const memory = knowing(run(9), run(8), run(7))
    memory.told.add('r9')
    expect(earliestKnown(memory, true)).toBe(9_000)
  })

  it('as far as a search goes', () => {
    const many = Array.from({ length: RUNS_SEARCHED }, (_, n) => run(n + 1))
    expect(earliestKnown(knowing(...many), false)).toBe(1_000)
  })
})

describe('whether the other pages have nothing new', () => {
  it('where the list says how many there are, by the count of those that were listed', () => {
    const memory = knowing(run(2), run(1))
    expect([2, 3].map(total => isAllKnown(0, total, memory))).toEqual([true, false])
    memory.unread = 1
    expect(isAllKnown(5, 3, memory)).toBe(true)
  })

  it('where it does not, once a page brings nothing new', () => {
    expect([0, 1].map(news => isAllKnown(news, null, emptyMemory()))).toEqual([true, false])
  })
})
