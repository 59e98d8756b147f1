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
  it.each([1_000, 1_001, 10_000])('%d of them: a thousand at most', n => {
    const ids = Array.from({ length: n }, (_, index) => String(index).padStart(32, 'x'))
    const tooMany = issue('pipeline_ids', 'too_many', null, { most: 1_000 })
    expect(issues({ pipeline_ids: ids.join(',') })).toEqual(n > 1_000 ? [tooMany] : [])
    expect(parse({ pipeline_ids: ids.join(',') }).base.targets.size).toBe(n)
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

describe('addresses', () => {
  const address = (id: string, project = PROJECT, region = 'cn-north-4'): string =>
    `https://devcloud.${region}.huaweicloud.com/cicd/project/${project}/pipeline/detail/${id}`

  it('give project and region, which select v5', () => {
    expect(config({ pipeline_ids: `${address(ID)} ${OTHER}` })).toMatchObject({
      api: { version: 'v5', projectId: PROJECT },
      endpoints: { region: 'cn-north-4' }
    })
    expect(config({ pipeline_ids: address(ID, PROJECT, 'cn-south-1') }).endpoints).toMatchObject({
      region: 'cn-south-1',
      endpoint: 'https://cloudpipeline-ext.cn-south-1.myhuaweicloud.com'
    })
    expect(config({ pipeline_ids: address(ID), api_version: 'v3' }).api).toEqual({ version: 'v3' })
  })

  it('are of one pipeline wherever they stand, and pin none of its runs', () => {
    const { targets, notices } = config({ pipeline_ids: `${OTHER} ${address(ID)}/${OTHER} ${ID}` })
    expect([...targets]).toEqual([
      [OTHER, null],
      [ID, null]
    ])
    expect(notices).toContainEqual({
      code: 'address_run',
      isWarning: false,
      params: { n: 1, runs: `${ID}/${OTHER}` }
    })
    expect(codes({ pipeline_ids: `${ID}@25 ${address(ID)}` })).toEqual(['pipeline_ids: ids_conflicting'])
  })

  it.each([
    [{ pipeline_ids: address(ID), project_id: OTHER }, 'address_project'],
    [{ pipeline_ids: `${address(ID)} ${address(OTHER, OTHER)}` }, 'address_projects'],
    [{ pipeline_ids: address(ID), region: 'cn-east-2' }, 'address_region'],
    [{ pipeline_ids: `${address(ID)} ${address(OTHER, PROJECT, 'cn-east-2')}` }, 'address_regions'],
    [{ pipeline_ids: address(ID).replace('devcloud', 'cloud') }, 'ids_host'],
    [{ pipeline_ids: `${address(ID)}x` }, 'ids_address']
  ])('%j: %s', (inputs, code) => {
    expect(codes(inputs)).toEqual([`pipeline_ids: ${code}`])
  })

  it('that agree with a wrong project are not reported beside it', () => {
    expect(codes({ pipeline_ids: address(ID), project_id: 'abc' })).toEqual(['project_id: project_id'])
  })

  it("of another host count beside an endpoint of one's own, and tell no region", () => {
    const own = address(ID).replace('devcloud.cn-north-4.huaweicloud.com', 'console.example')
    const more = { endpoint: 'https://pipelines.example', region: 'own-1' }
    expect(config({ pipeline_ids: own, ...more })).toMatchObject({
      api: { projectId: PROJECT },
      endpoints: { region: 'own-1' }
    })
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
