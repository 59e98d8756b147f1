import { describe, expect, it } from '@jest/globals'
import { answersJson } from '../../../../simulator/index.js'
import { A, B, goesOn, play, startable } from '../../starting/play.js'

describe('the answer to a start', () => {
  it.each([{}, { id: A }, { id: B, sources: [] }])('a pipeline detail of %j starts nothing', async detail => {
    const rules = [{ on: 'v5.pipeline', does: answersJson(200, detail) }]
    const played = await play({ pipelines: [startable(A)], rules })
    expect(played.asked('v5.start')).toEqual([])
    expect(played.runner.failed).toBe(true)
  })

  it('where all have several, a line names a source of one: the others must have it, too', async () => {
    const pipelines = [
      startable(A, goesOn, { sources: [{ alias: 'app' }, { alias: 'lib' }] }),
      startable(B, goesOn, { sources: [{ alias: 'web' }, { alias: 'docs' }] })
    ]
    const played = await play({ pipelines, inputs: { branch: 'app=release' } })
    expect(played.text).toContain('pipeline-b has no code source with the alias app; available: web, docs')
    expect(played.asked('v5.start')).toEqual([])
  })
})
