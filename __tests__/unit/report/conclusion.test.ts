import { describe, expect, it } from '@jest/globals'
import { failure } from '../../../src/domain/failure.js'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { decide } from '../../../src/domain/verdict.js'
import { allowedOf, nameOf, redOf, unexplained, urlOf } from '../../../src/report/conclusion.js'
import { aConclusion, aRun, aTracked, decided, explainedBy } from '../helpers.js'

const ids = (pipelines: readonly PipelineState[]): string[] => pipelines.map(({ outcome }) => outcome)

describe('what a pipeline is called, and where it is', () => {
  it.each<[string, Partial<PipelineState>]>([
    ['looked up', { name: 'looked up', run: aRun({ pipelineName: 'of the run' }) }],
    ['of the run', { run: aRun({ pipelineName: 'of the run' }) }],
    ['of another run', { instead: aRun({ pipelineName: 'of another run' }) }],
    ['a'.repeat(32), {}],
    ['a'.repeat(32), { name: '\u200B \u202E' }]
  ])('%s', (name, parts) => expect(nameOf(aTracked(parts))).toBe(name))

  it('is its run, else its own page, and never another run', () => {
    const [run = null, instead = null] = ['https://x/1', 'https://x/2'].map(url => aRun({ url }))
    expect(urlOf(aTracked({ run, instead, page: 'https://x' }))).toBe('https://x/1')
    expect(urlOf(aTracked({ instead, page: 'https://x' }))).toBe('https://x')
    expect(urlOf(aTracked({ instead }))).toBeNull()
  })
})

describe('what has something to say', () => {
  const all = [decided('not_found'), decided('success'), decided('error'), decided('running')]

  it('is what failed, the worst first', () => {
    expect(ids(redOf(aConclusion(all)))).toEqual(['error', 'not_found'])
  })

  it('is not what nobody has polled, where the service could not be reached', () => {
    const refused = failure('refused')
    expect(redOf(aConclusion([aTracked({ decided: true })], { failure: refused }))).toEqual([])
  })

  it('is also what is not green and fails nothing, but for what simply goes on', () => {
    const verdict = decide(all, new Set(), 'none')
    expect(ids(allowedOf({ ...aConclusion(all), verdict }))).toEqual(['error', 'not_found'])
  })
})

describe('runs that were not looked into', () => {
  const explained = explainedBy(decided('error'), {})

  it('are counted once some were', () => {
    expect(unexplained(aConclusion([explained, decided('error'), decided('error')]))).toBe(2)
    expect(unexplained(aConclusion([decided('error')]))).toBe(0)
  })
})
