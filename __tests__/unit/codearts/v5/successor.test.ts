import { describe, expect, it } from '@jest/globals'
import { readSuccessor } from '../../../../src/codearts/v5/successor.js'
import type { Successor } from '../../../../src/domain/explanation.js'
import { aRun } from '../../helpers.js'
import { scripted } from '../scripted.js'

const OLD = '1'.repeat(40)
const NEW = '2'.repeat(40)
const cancelled = aRun({ runId: 'r117', runNumber: 117, commit: OLD, outcome: 'aborted', ended: true })

const listed = (number: number, params: unknown, status = 'RUNNING'): Record<string, unknown> => ({
  pipeline_id: 'p',
  pipeline_run_id: `r${number}`,
  run_number: number,
  status,
  build_params: params
})
const mr = (id: unknown, commit = NEW, more: object = {}): object => ({
  merge_id: id,
  commit_id: commit,
  ...more
})

async function successorIn(runs: readonly unknown[], run = cancelled): Promise<Successor | null> {
  const answer = await scripted(() => ({ body: { total: runs.length, pipeline_runs: runs } })).client.once(
    'POST',
    '/x'
  )
  if (!('json' in answer)) throw new Error('no answer')
  return readSuccessor(answer, { region: 'r', projectId: 'x' }, 'p', run)
}
const own = listed(117, mr('5', OLD), 'CANCELED')

describe('the run that took the place of a cancelled one', () => {
  it('is the newest of the same merge request, whatever became of it', async () => {
    const runs = [listed(118, mr('5')), listed(120, mr('6')), listed(119, mr(5), 'FAILED'), own]
    expect(await successorIn(runs)).toMatchObject({
      sharing: 'merge_request',
      run: { runNumber: 119, outcome: 'error' }
    })
  })

  it('or of the same commit', async () => {
    expect(await successorIn([listed(118, mr(null, OLD)), own])).toMatchObject({
      sharing: 'commit',
      run: { runNumber: 118 }
    })
    // Of several sources, the list has one.
    const several = { ...cancelled, commit: null, sources: [{ repository: null, commit: OLD }] }
    expect(await successorIn([listed(118, mr(null, OLD))], several)).toMatchObject({ sharing: 'commit' })
  })

  it.each<[string, readonly unknown[]]>([
    ['nothing is newer', [own, listed(116, mr('5', OLD))]],
    ['another merge request and commit', [listed(118, mr('6')), own]],
    ['none of them is of a merge request', [listed(118, mr('')), listed(117, mr('', OLD))]],
    ['its own merge request is not known', [listed(118, mr('5'))]],
    [
      'the same number of another repository',
      [listed(118, mr('5', NEW, { git_url: 'b' })), listed(117, mr('5', OLD, { git_url: 'a' }))]
    ],
    ['no source is told', [listed(118, null), own]],
    ['another pipeline', [{ ...listed(118, mr('5')), pipeline_id: 'q' }, own]],
    ['no run', [{ run_number: 118, build_params: mr('5') }, own]]
  ])('is none where %s', async (_, runs) => {
    expect(await successorIn(runs)).toBeNull()
  })

  it('cannot be told from what is no list', async () => {
    const answer = await scripted(() => ({ body: { pipeline_runs: [7] } })).client.once('POST', '/x')
    if (!('json' in answer)) throw new Error('no answer')
    expect(() => readSuccessor(answer, { region: 'r', projectId: 'x' }, 'p', cancelled)).toThrow()
  })
})
