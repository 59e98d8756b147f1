import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { pinTarget } from '../../../src/inputs/pipeline-ids.js'
import { codes, config, ID, issue, issues, OTHER, parse, PROJECT } from './given.js'

describe('pipeline IDs', () => {
  const other = 'B'.repeat(32)
  it.each([`${ID},${other}`, `${ID} ${other}`, `\n ${ID}\r\n\t${other} \n`, `${ID},,${other},${ID}`])(
    '%j',
    ids => {
      expect([...config({ pipeline_ids: ids }).targets.keys()]).toEqual([ID, other])
    }
  )
  it('ten thousand of them', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => String(index).padStart(32, 'x'))
    expect(config({ pipeline_ids: ids.join(',') }).targets.size).toBe(10_000)
  })
  it('ten thousand wrong ones make one short problem', () => {
    const wrong = Array.from({ length: 10_000 }, (_, index) => `wrong${index}`)
    const [issue, ...more] = issues({ pipeline_ids: wrong.join(',') })
    expect(more).toEqual([])
    expect(issue?.params).toMatchObject({ n: 10_000 })
    expect(JSON.stringify(issue).length).toBeLessThan(500)
  })
  it.each([
    ['\uFEFF', 'U+FEFF BYTE ORDER MARK'],
    ['\u200B', 'U+200B ZERO WIDTH SPACE'],
    ['，', 'U+FF0C FULLWIDTH COMMA'],
    ['\u00A0', 'U+00A0 NO-BREAK SPACE'],
    ['\u3000', 'U+3000 IDEOGRAPHIC SPACE'],
    ['\u2028', 'U+2028'],
    ['\u0000', 'U+0000']
  ])('a hidden %j is named', (hidden, name) => {
    for (const ids of [`${ID}${hidden}${other}`, `${hidden}${ID}`, `${ID}${hidden}`]) {
      const [issue] = issues({ pipeline_ids: ids })
      expect(issue).toMatchObject({ code: 'ids_hidden', params: { characters: name } })
    }
  })
  it.each([`@${ID}`, 'abc', `${ID}x`])('%s is refused', ids => {
    expect(codes({ pipeline_ids: ids, project_id: ID })).toEqual(['pipeline_ids: ids'])
  })
  it('property: order and duplicates change nothing but order', () => {
    const id = fc.stringMatching(/^[0-9a-zA-Z]{32}$/)
    fc.assert(
      fc.property(
        fc.uniqueArray(id, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(4), { maxLength: 5 }),
        (ids, again) => {
          const doubled = [...ids, ...again.map(index => ids[index % ids.length] ?? '')]
          expect([...config({ pipeline_ids: doubled.join('\n') }).targets.keys()]).toEqual(ids)
        }
      )
    )
  })
})

describe('pipelines and project', () => {
  it('one pipeline at least', () => {
    expect(issues({ pipeline_ids: '' })).toEqual([issue('pipeline_ids', 'required')])
    expect(issues({ pipeline_ids: ',' })).toEqual([issue('pipeline_ids', 'required', ',')])
  })

  it('what only a hidden character makes wrong is told by that character, other mistakes beside it', () => {
    const hidden = issue('pipeline_ids', 'ids_hidden', null, { characters: 'U+200B ZERO WIDTH SPACE' })
    expect(issues({ pipeline_ids: `\u200B${ID}` })).toEqual([hidden])
    expect(issues({ pipeline_ids: `\u200B${ID} abc` })).toEqual([
      hidden,
      issue('pipeline_ids', 'ids', null, { ids: 'abc', n: 1 })
    ])
    expect(issues({ pipeline_ids: `\u200B\u00A0${ID}` })).toMatchObject([
      { params: { characters: 'U+200B ZERO WIDTH SPACE, U+00A0 NO-BREAK SPACE' } }
    ])
    expect(issues({ pipeline_ids: `\u2003${ID}` })).toMatchObject([{ params: { characters: 'U+2003' } }])
  })

  it('wrong ones are told once each, and counted', () => {
    expect(issues({ pipeline_ids: `abc, ${ID} abc,,x` })).toEqual([
      issue('pipeline_ids', 'ids', null, { ids: 'abc, x', n: 2 })
    ])
    expect([...parse({ pipeline_ids: `abc, ${ID}` }).base.targets.keys()]).toEqual([ID])
  })

  it('one pipeline has one run', () => {
    const v5 = { project_id: PROJECT }
    expect([...config({ ...v5, pipeline_ids: `${ID}@1 ${OTHER} ${ID}@1` }).targets]).toEqual([
      ...[
        [ID, '1'],
        [OTHER, null]
      ]
    ])
    for (const ids of [`${ID}@1 ${ID}@2`, `${ID} ${ID}@1`, `${ID}@1 ${ID}`])
      expect(issues({ ...v5, pipeline_ids: ids })).toEqual([
        issue('pipeline_ids', 'ids_conflicting', null, { ids: ID })
      ])
  })

  it.each(['run', 'run!', '', '0', '025', '1'.repeat(16), 'a'.repeat(31), 'a'.repeat(33), '-1', '#25'])(
    '@%s is neither a run ID nor a run number',
    run => {
      expect(codes({ project_id: PROJECT, pipeline_ids: `${ID}@${run}` })).toEqual(['pipeline_ids: ids_run'])
    }
  )

  it.each([
    ['25', { runId: null, runNumber: 25 }],
    ['1'.repeat(32), { runId: '1'.repeat(32), runNumber: null }],
    ['a'.repeat(32), { runId: 'a'.repeat(32), runNumber: null }]
  ])('@%s pins a run', (pin, target) => {
    expect(pinTarget(pin)).toEqual({ kind: 'pin', ...target })
  })
})
