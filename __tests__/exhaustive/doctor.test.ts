import { describe, expect, it } from '@jest/globals'
import { answersJson, fails, onTheWire, type Rule } from '../../simulator/index.js'
import { A, B, cloud } from '../e2e/cloud.js'
import { pipelineId } from '../e2e/harness.js'
import { ours, dryRun, rows, spoken } from '../e2e/doctor-cases.js'

describe('dry_run says which run would be judged', () => {
  it.concurrent('on v3, too', async () => {
    await using made = await cloud([ours(A)])
    const ended = await dryRun(made, { api: 'v3' })
    expect(ended.code).toBe(0)
    expect(rows(ended).at(-1)?.[2]).toMatch(/would check run 25: error/)
  })

  it.concurrent('a project of somebody else is not listed', async () => {
    await using made = await cloud([ours(A)])
    const ended = await dryRun(made, { inputs: { pipeline_ids: '', project_id: '5'.repeat(32) } })
    expect(ended.code).toBe(1)
    expect(rows(ended).find(([sign]) => sign === '✗')?.[1]).toBe('Project')
  })
})

describe('dry_run on a bad day', () => {
  it.concurrent('half of the pipelines are forbidden: each is told', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => pipelineId(`c${String(index).padStart(2, '0')}`))
    const forbidden = new Set(ids.filter((_, index) => index % 2 === 0))
    const rule: Rule = {
      on: ['v5.pipeline'],
      when: ({ target }) => [...forbidden].some(id => target.includes(id)),
      does: fails(403, 'DEVPIPE.30011011', 'no operation permissions')
    }
    await using made = await cloud(ids.map(ours), [rule])
    const ended = await dryRun(made, { inputs: { pipeline_ids: ids.join(' ') } })
    expect(ended.code).toBe(1)
    const found = rows(ended).filter(([, name]) => name === 'Pipeline')
    expect(found.map(([sign]) => sign)).toEqual(ids.map(id => (forbidden.has(id) ? '✗' : '⚠')))
    expect(ended.lines.filter(line => line.startsWith('::error'))).toHaveLength(10)
    expect(spoken(ended)[0]).toBe('CodeArts gate setup check: 10 checks failed; no verdict')
  })

  it.concurrent('pipelines that hang: each check ends within `timeout`', async () => {
    await using made = await cloud(
      [ours(A), ours(B)],
      [{ on: ['v5.pipeline'], does: onTheWire({ kind: 'hang' }) }]
    )
    const ended = await dryRun(made, { inputs: { pipeline_ids: `${A} ${B}`, timeout: '3s' } })
    expect(ended.code).toBe(1)
    expect(rows(ended).filter(([sign]) => sign === '✗')).toHaveLength(2)
  })

  it.concurrent('an answer that is nonsense for one pipeline', async () => {
    await using made = await cloud(
      [ours(A)],
      [{ on: ['v5.status'], does: answersJson(200, { nonsense: 1 }) }]
    )
    const ended = await dryRun(made, {})
    expect(rows(ended).at(-1)).toEqual([
      '✗',
      'Pipeline',
      expect.stringMatching(/^pipeline-a000: CodeArts returned an invalid response/)
    ])
  })
})
