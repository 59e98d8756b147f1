import { describe, expect, it } from '@jest/globals'
import { answersJson } from '../../simulator/index.js'
import { A, cloud } from '../e2e/cloud.js'
import { step } from '../e2e/harness.js'
import { red, notesOf } from '../e2e/explain-cases.js'

describe('where it failed', () => {
  it.concurrent('log_lines: 0 asks for no log', async () => {
    await using made = await cloud([red(A)])
    const { v5, count } = made
    const ended = await step(v5([A], { log_lines: '0' }))
    expect(ended.pipelines).toMatchObject([{ failure: { step: 'npm test' } }])
    expect(count('v5.log')).toBe(0)
  })
})

describe('what cannot be fetched costs a note, not the verdict', () => {
  it.concurrent('long lines are cut', async () => {
    await using long = await cloud([red(A, `${'x'.repeat(1_000_000)}\nlast`)])
    const ended = await step(long.v5([A]))
    expect(ended.summary).toContain('last')
    expect(ended.summary.length).toBeLessThan(20_000)
    expect(ended.stdout.length).toBeLessThan(20_000)
  })

  it.concurrent('a line of 10 MB costs a note', async () => {
    await using long = await cloud([red(A, 'x'.repeat(10_000_000))])
    const ended = await step(long.v5([A]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(ended.summary).toContain('could not be fetched (larger than 3 MiB)')
    expect(ended.summary.length).toBeLessThan(20_000)
    expect(ended.stdout.length).toBeLessThan(20_000)
  })

  it.concurrent('a log that is empty twice costs a note', async () => {
    const empty = answersJson(200, { has_more: false, log: '' })
    await using made = await cloud([red(A)], [{ on: 'v5.log', does: empty }])
    const { v5, count } = made
    expect(notesOf(await step(v5([A])))).toEqual([
      'pipeline-a000: The log of Test › Unit › npm test could not be fetched (empty log).'
    ])
    expect(count('v5.log')).toBe(2)
  })

  it.concurrent('a log that comes empty is asked for once more', async () => {
    const empty = answersJson(200, { has_more: false, start_offset: '0', end_offset: '0', log: '' })
    await using made = await cloud([red(A)], [{ on: 'v5.log', times: 1, does: empty }])
    const { v5, count } = made
    expect((await step(v5([A]))).summary).toContain('line 100')
    expect(count('v5.log')).toBe(2)
  })
})
