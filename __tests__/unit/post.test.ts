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
    expect(after.text).toMatch(new RegExp(`run ${runOf(A)} continues .* https://devcloud\\.`))
    expect(after.text).toMatch(/did not return a run ID\. If there is a run, it continues/)
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

  it('names them also when the inputs name no pipeline any more', async () => {
    const killed = await play({ pipelines: [startable(A)], killAt: 4_000 })
    const after = await playPost(killed, { pipeline_ids: '' })
    expect(after.text).toMatch(new RegExp(`could not stop run ${runOf(A)}.*inputs.*https://devcloud\\.`))
    expect([after.going, after.asked('v5.stop')]).toEqual([1, []])
  })

  it('names the statuses that it cannot settle then, without secrets', async () => {
    const killed = await play({ pipelines: [startable(A)], killAt: 4_000 })
    const context = `codearts/${killed.inputs.secret_key ?? ''}`
    const owner = { kind: 'pipeline', id: A }
    killed.runner.saved.status_0 = JSON.stringify({ commit: 'c'.repeat(40), context, owner })
    const after = await playPost(killed, { timeout: 'x' })
    expect(after.text).toMatch(/may still be pending.*inputs.*: codearts\/\*\*\*\./)
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

  it('does nothing and says nothing where nothing is kept, or what is kept is no journal', async () => {
    const killed = await play({ pipelines: [startable(A)], killAt: 5_000 })
    const { project = '', [`run_${A}`]: run = '' } = killed.runner.saved
    const wrong = (more: object): string => JSON.stringify({ ...(JSON.parse(run) as object), ...more })
    const states: Readonly<Record<string, string>>[] = [
      {},
      { project, [`run_${A}`]: '' },
      { [`run_${A}`]: run },
      { project: '{"region":"x/y","projectId":"1"}', [`run_${A}`]: run },
      // This pipeline was not requested.
      { project, [`run_${B}`]: run },
      ...['x', '[]', '{}', 'null', '3'].map(text => ({ project, [`run_${A}`]: text })),
      ...[
        { runId: '../stop' },
        { runId: 7 },
        { runId: 'a'.repeat(31) },
        { correlationId: 'codearts-gate:' },
        { correlationId: 'somebody-else:aaaaaaaaaaaa' },
        { since: '5' },
        { since: -1 },
        { isMismatched: 'yes' }
      ].map(more => ({ project, [`run_${A}`]: wrong(more) }))
    ]
    for (const saved of states) {
      killed.runner.saved = { ...saved }
      const after = await playPost(killed)
      expect([saved, after.text, after.going]).toEqual([saved, '', 1])
    }
  })

  it('stops what was requested by name, and nothing else', async () => {
    const byName = { pipeline_ids: '', pipeline_names: startable(A).name }
    const killed = await play({ pipelines: [startable(A)], inputs: byName, killAt: 5_000 })
    expect(killed.going).toBe(1)
    const other = await playPost(killed, { pipeline_names: `not ${startable(A).name}` })
    expect([other.going, other.asked('v5.stop')]).toEqual([1, []])
    expect(other.text).toMatch(new RegExp(`could not stop run ${runOf(A)}.*https://devcloud\\.`))
    expect((await playPost(killed)).going).toBe(0)
  })

  it('stops nothing in another project than the inputs name, and names what was left', async () => {
    const killed = await play({ pipelines: [startable(A)], killAt: 5_000 })
    const after = await playPost(killed, { project_id: 'd'.repeat(32) })
    expect(after.going).toBe(1)
    expect(after.asked('v5.stop')).toEqual([])
    expect(after.text).toMatch(new RegExp(`could not stop run ${runOf(A)}.*https://devcloud\\.`))
  })
})
