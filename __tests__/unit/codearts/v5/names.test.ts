import { describe, expect, it } from '@jest/globals'
import { fetchNames } from '../../../../src/codearts/v5/names.js'
import { scripted, type Reply } from '../scripted.js'

const PROJECT = { region: 'r', projectId: 'p' }
const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `id-${from + index}`)

/** A project of so many pipelines, in pages. */
async function names(total: number, asked: readonly string[], broken: Reply | null = null) {
  const made = scripted((_, { url, body }) => {
    if (broken !== null) return broken
    if (!url.endsWith('/list')) return { body: { name: `run of ${url.split('/').at(-3) ?? ''}` } }
    const { offset, limit } = JSON.parse(body ?? '') as { offset: number; limit: number }
    const pipelines = ids(offset, Math.min(total, offset + limit)).map(id => ({
      pipeline_id: id,
      name: `called ${id}`
    }))
    return { body: { total, pipelines } }
  })
  const known = new Map<string, string>()
  await fetchNames(made.client, PROJECT, asked, known).catch(() => undefined)
  return { known, requests: made.asked.length }
}

describe('names', () => {
  it('come with one page of the list of the project', async () => {
    const { known, requests } = await names(30, ['id-3', 'id-29'])
    expect([known.get('id-3'), known.get('id-29'), requests]).toEqual(['called id-3', 'called id-29', 1])
  })

  it('come one by one where that takes fewer requests than pages', async () => {
    const { known, requests } = await names(1_000, ['id-900'])
    expect([known.get('id-900'), requests]).toEqual(['run of id-900', 2])
  })

  it.each([
    [20, 14],
    [500, 10],
    [1_000, 5],
    [3_000, 5]
  ])('of %d take %d requests at most: 15 with those of a poll', async (n, most) => {
    expect((await names(10_000, ids(7_000, 7_000 + n))).requests).toBe(most)
  })

  it('of three hundred pipelines are all found, in a project of twice as many', async () => {
    const { known, requests } = await names(600, ids(300, 600))
    expect([ids(300, 600).filter(id => !known.has(id)), requests]).toEqual([[], 12])
  })

  it('that are known are not asked for, and none is where nothing is asked', async () => {
    expect((await names(30, [])).requests).toBe(0)
  })

  it('that cannot be had are none', async () => {
    expect((await names(30, ['id-1'], { status: 403 })).known.size).toBe(0)
  })
})
