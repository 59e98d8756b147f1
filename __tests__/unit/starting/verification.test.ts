import { describe, expect, it } from '@jest/globals'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import type { Ownership } from '../../../src/codearts/v5/runs-api.js'
import type { Observation } from '../../../src/domain/pipeline-state.js'
import { AbortedError, DeadlineError } from '../../../src/errors.js'
import { openJournal } from '../../../src/starting/journal.js'
import { markOf, ownership, verifiedRuns } from '../../../src/starting/verification.js'
import { aRun, aTracked } from '../helpers.js'

function started() {
  const journal = openJournal({ region: 'r', projectId: 'x' }, () => undefined)
  journal.record({ pipelineId: 'p', correlationId: 'codearts-gate:x', since: 500 })
  journal.setRunId('p', 'r')
  const entry = journal.of('p')
  if (entry === null) throw new Error('no entry')
  return { journal, entry }
}
const describedBy = (correlationId: string): string => `by us [${correlationId}]`

describe('whose run it is', () => {
  it('is asked for with what was said of it, and how old it is', async () => {
    const { entry } = started()
    const clock = new VirtualClock(2_000)
    expect(markOf(entry, describedBy, clock)).toEqual({
      correlationId: 'codearts-gate:x',
      description: 'by us [codearts-gate:x]',
      ageMs: 1_500,
      isAnswered: true
    })
    const asked: unknown[] = []
    const check = (...words: unknown[]): Promise<Ownership> => {
      asked.push(words)
      return Promise.resolve('own')
    }
    const deadlines: number[] = []
    const api = (deadline: number) => {
      deadlines.push(deadline)
      return { check }
    }
    expect(await ownership(entry, describedBy, api, clock)).toBe('own')
    expect(asked).toMatchObject([['p', 'r', { ageMs: 1_500 }]])
    expect(deadlines).toEqual([1_500])
  })

  it.each([new DeadlineError(null), new AbortedError()])(
    'is not known without an answer (%s)',
    async error => {
      const api = () => ({ check: () => Promise.reject(error) })
      expect(await ownership(started().entry, describedBy, api, new VirtualClock(0))).toBe('unanswered')
    }
  )

  it('is not asked for where no run is known', async () => {
    const api = () => ({ check: () => Promise.reject(new Error('nobody asks')) })
    const entry = { ...started().entry, runId: null }
    expect(await ownership(entry, describedBy, api, new VirtualClock(0))).toBe('unshown')
  })
})

describe('a started run', () => {
  const seen = (outcome: 'success' | 'running'): Observation => ({
    kind: 'run',
    run: aRun({ runId: 'r', outcome, ended: outcome === 'success' })
  })
  const polled = async (owner: Ownership, observation: Observation) => {
    const { journal } = started()
    let told: Observation | undefined
    let checks = 0
    const poll = verifiedRuns(
      (_, report) => {
        report(new Map([['p', observation]]))
        return Promise.resolve()
      },
      journal,
      () => {
        checks++
        return Promise.resolve(owner)
      }
    )
    for (let n = 0; n < 2; n++)
      await poll(
        [aTracked({ id: 'p', name: 'build' })],
        observations => (told = observations.get('p') ?? told)
      )
    return { told, journal, checks }
  }

  it.each(['own', 'succeeded'] as const)('that is ours (%s) counts, and is asked about once', async owner => {
    const { told, journal, checks } = await polled(owner, seen('success'))
    expect([told, journal.of('p')?.isVerified, checks]).toEqual([seen('success'), true, 1])
  })

  it('of somebody else makes the start a lost one', async () => {
    const { told, journal } = await polled('foreign', seen('success'))
    expect(told).toEqual({ kind: 'start_lost', name: 'build', correlationId: 'codearts-gate:x' })
    expect(journal.of('p')?.runId).toBeNull()
  })

  it.each(['unshown', 'unanswered'] as const)('is no success while its owner is %s', async owner => {
    expect((await polled(owner, seen('success'))).told).toBeUndefined()
    expect((await polled(owner, seen('running'))).told).toEqual(seen('running'))
  })
})
