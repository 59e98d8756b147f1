import { describe, expect, it } from '@jest/globals'
import { readFirstPipelines, readPipelines } from '../../../../src/codearts/v5/pipeline-list.js'
import type { FailureError } from '../../../../src/errors.js'
import { scripted } from '../scripted.js'

const PROJECT = { region: 'r', projectId: 'c'.repeat(32) }
const idOf = (n: number): string => String(n).padStart(32, '0')
const element = (n: number) => ({ pipeline_id: idOf(n), name: `p${n}`, project_id: PROJECT.projectId })

/** @param projects the numbers of the pipelines at each request; the last one repeats */
function cloud(projects: readonly (readonly number[])[], more: object = {}) {
  const made = scripted((n, { url, body }) => {
    if (!url.endsWith('/list')) return { body: [] }
    const all = projects[Math.min(n, projects.length) - 1] ?? []
    const { offset, limit } = JSON.parse(body ?? '') as { offset: number; limit: number }
    const pipelines = all.slice(offset, offset + limit).map(element)
    return { body: { total: all.length, pipelines, ...more } }
  })
  const numbers = async (): Promise<number[]> =>
    (await readPipelines(made.client, PROJECT)).map(({ id }) => Number(id))
  return { ...made, numbers }
}

const range = (n: number, from = 1): number[] => Array.from({ length: n }, (_, index) => index + from)

describe('the list of a project', () => {
  it.each([
    [1, 1],
    [50, 1],
    [51, 4],
    [150, 6]
  ])('%d pipelines take %d requests: several pages are read twice', async (n, requests) => {
    const { numbers, asked } = cloud([range(n)])
    expect(await numbers()).toEqual(range(n))
    expect(asked).toHaveLength(requests)
  })

  it.each([
    ['one is removed', range(99, 2)],
    ['one is created in front', [0, ...range(100)]],
    ['one is removed, another created', range(100, 2)]
  ])('%s between two pages: the list as it is then', async (_, after) => {
    const { numbers } = cloud([range(100), after])
    expect((await numbers()).toSorted((a, b) => a - b)).toEqual(after)
  })

  it('one that keeps changing is refused', async () => {
    const { numbers } = cloud(Array.from({ length: 50 }, (_, n) => range(60, n)))
    const error = (await numbers().catch((error: unknown) => error)) as FailureError
    expect(error.failure).toMatchObject({ code: 'not_understood', detail: { code: 'list_changes' } })
  })

  it('one that counts nothing ends with a page of nothing new', async () => {
    expect(await cloud([range(70)], { total: null }).numbers()).toEqual(range(70))
  })

  it('an empty one is no proof that there is such a project', async () => {
    const { numbers, asked } = cloud([[]])
    expect(await numbers()).toEqual([])
    expect(asked.map(({ url }) => url.split('/').at(-1))).toEqual(['list', 'status'])
  })

  it('the first page has the latest runs, and says how many there are', async () => {
    const run = { pipeline_id: idOf(1), pipeline_run_id: 'r'.repeat(32), status: 'COMPLETED', run_number: 7 }
    const { client } = scripted(() => ({
      body: {
        total: 70,
        pipelines: [
          { ...element(1), latest_run: run },
          { ...element(2), latest_run: null }
        ]
      }
    }))
    expect(await readFirstPipelines(client, PROJECT)).toMatchObject({
      total: 70,
      pipelines: [
        { id: idOf(1), name: 'p1', latest: { runNumber: 7, outcome: 'success' } },
        { id: idOf(2), name: 'p2', latest: null }
      ]
    })
  })
})
