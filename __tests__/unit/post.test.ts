import { describe, expect, it } from '@jest/globals'
import { commitOf, fails, losesRequest, onTheWire, type StartedCourse } from '../../simulator/index.js'
import { A, B, goesOn, of, play, playPost, startable } from './starting/play.js'

const runOf = (id: string): string => `00000008${id.slice(0, 24)}`

describe('the post step of a step that was killed', () => {
  it.each([
    ['stop_on_cancel: false', { stop_on_cancel: 'false' }],
    ['wait: false', { wait: 'false' }]
  ])('leaves the runs with %s, and names them', async (_, inputs) => {
    const slow = { on: 'v5.start', when: of(B), does: onTheWire({ kind: 'delay', ms: 9_000 }) }
    const killed = await play({
      pipelines: [startable(A), startable(B)],
      rules: [slow],
      inputs,
      killAt: 4_000
    })
    const after = await playPost(killed)
    expect(after.going).toBe(2)
    expect(after.asked('v5.stop')).toEqual([])
    expect(after.text).toMatch(new RegExp(`run ${runOf(A)} goes on .* https://devcloud\\.`))
    expect(after.text).toMatch(/did not tell the run of its start; if there is one, it goes on/)
  })

  it('stops a run of another commit even then, when that had failed before', async () => {
    const moved: StartedCourse = { ...goesOn, commit: 'b'.repeat(40) }
    const failed = await play({
      pipelines: [startable(A, moved)],
      rules: [{ on: 'v5.stop', times: 30, does: fails(400, 'DEVPIPE.00010000') }],
      inputs: { commit: commitOf('main'), stop_on_cancel: 'false', timeout: '10s' }
    })
    expect(failed.going).toBe(1)
    const after = await playPost(failed)
    expect(after.going).toBe(0)
    expect(after.text).toContain('Stopped')
  })

  it('names the runs when the inputs cannot be used any more', async () => {
    const rules = [{ on: 'v5.start', when: of(B), does: losesRequest }]
    const killed = await play({ pipelines: [startable(A), startable(B)], rules, killAt: 4_000 })
    const after = await playPost(killed, { timeout: 'x' })
    expect(after.text).toMatch(new RegExp(`could not stop run ${runOf(A)}.*inputs.*https://devcloud\\.`))
    expect(after.text).toMatch(/with `codearts-gate:\w+` in its description/)
  })

  it('searches on for what a cancelled step did not find', async () => {
    const hidden = { batch: 20_000, list: 20_000, detail: 20_000 }
    const rules = [{ on: 'v5.start', does: losesRequest }]
    const lost = await play({ pipelines: [startable(A)], rules, cancelAt: 2_000 })
    const nothing = await playPost(lost)
    expect(nothing.text).toContain('no run with')
    expect(nothing.tookMs).toBeLessThan(35_000)

    const later = await play({
      pipelines: [startable(A, { ...goesOn, visible: hidden })],
      rules: [{ on: 'v5.start', does: onTheWire({ kind: 'drop' }) }],
      cancelAt: 2_000
    })
    expect(later.going).toBe(1)
    expect((await playPost(later)).going).toBe(0)
  })

  it('does nothing and says nothing where nothing is kept, or what is kept is no ledger', async () => {
    const played = await play({ pipelines: [startable(A)], cancelAt: 5_000 })
    for (const saved of ['', 'x', '[]', '{}', 'null', '{"runs":[{"pipelineId":1}]}', '{"runs":3}']) {
      played.runner.saved = saved
      expect((await playPost(played)).text).toBe('')
    }
  })
})
