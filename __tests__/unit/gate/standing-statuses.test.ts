import { describe, expect, it } from '@jest/globals'
import { gitHubMessage, type Rule } from '../../../simulator/index.js'
import { isForeignTo, type StatusState } from '../../../src/domain/commit-status.js'
import { openStandingStatuses } from '../../../src/gate/standing-statuses.js'
import type { Slot } from '../../../src/domain/status-slots.js'
import { COMMIT, playForge } from '../forge/play.js'
import { aRun, aTracked } from '../helpers.js'

const A = 'a'.repeat(32)
const B = 'b'.repeat(32)
const page = (id: string, run = '1'): string =>
  `https://devcloud.example/cicd/project/p/pipeline/detail/${id}/${run.repeat(32)}`
const owner = { kind: 'pipeline', id: A } as const
const slot: Slot = { context: 'ci/build', owner, pipelineId: A, isForeign: isForeignTo(owner, '7') }

function play(isStarting = false, rules: readonly Rule[] = []) {
  const forge = playForge({}, rules)
  const standing = openStandingStatuses({
    forge: forge.forge,
    commit: COMMIT,
    bounds: forge.bounds,
    isStarting
  })
  const write = (state: StatusState, targetUrl: string): Promise<void> =>
    forge.forge.setStatus(COMMIT, { context: 'CI/build', state, description: '', targetUrl }, forge.bounds)
  const run = aRun({ pipelineId: A, runId: '1'.repeat(32) })
  const read = () => standing.read([slot], [aTracked({ id: A, run })])
  return { ...forge, standing, write, read }
}

describe('what stands in the contexts of a step', () => {
  it('is shared where it is of another pipeline, whatever the letter case', async () => {
    const { standing, write, read } = play()
    await write('failure', page(B))
    expect(await read()).toMatchObject([{ state: 'failure' }])
    expect([standing.isShared('ci/build'), standing.shared()]).toEqual([true, ['ci/build']])
  })

  it('at the first reading only what stands counts, later also what was written over', async () => {
    const { standing, write, read } = play()
    await write('failure', page(B))
    await write('pending', page(A))
    await read()
    expect(standing.shared()).toEqual([])
    await write('failure', page(B))
    await write('pending', page(A))
    await read()
    expect(standing.shared()).toEqual(['ci/build'])
  })

  it('where steps start their runs, the failure of another run of the pipeline counts', async () => {
    for (const [isStarting, shared] of [
      [false, []],
      [true, ['ci/build']]
    ] as const) {
      const { standing, write, read } = play(isStarting)
      await read()
      await write('failure', page(A, '2'))
      await read()
      expect(standing.shared()).toEqual(shared)
    }
  })

  it('what could not be read is told, and afterwards everything counts', async () => {
    const refused = { on: 'github.statuses', times: 1, does: () => gitHubMessage(404, 'Not Found') }
    const { standing, write, read } = play(false, [refused])
    await write('failure', page(B))
    await write('pending', page(A))
    expect(await read()).toBeNull()
    expect(standing.failure()).toMatchObject({ problem: 'not_found' })
    await read()
    expect([standing.failure(), standing.shared()]).toEqual([null, ['ci/build']])
  })
})
