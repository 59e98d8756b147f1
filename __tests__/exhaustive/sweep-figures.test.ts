import { describe, expect, it } from '@jest/globals'
import { pipelineId } from '../e2e/harness.js'
import { pipelineOf, play, pull, runOf } from '../e2e/sweeps.js'

const HEADS = Array.from({ length: 50 }, (_, n) => n + 1)
const PIPELINES = Array.from({ length: 20 }, (_, n) => pipelineId(`${n + 10}`))
const runId = (id: string, pr: number): string => `${id.slice(0, 2)}${pr}`.padEnd(32, 'e')

describe('50 open pull requests, 20 pipelines', () => {
  it('a sweep in which nothing changed: at most 60 requests to CodeArts and 20 to GitHub', async () => {
    const pipelines = PIPELINES.map((id, n) =>
      pipelineOf(
        id,
        `build-${n}`,
        HEADS.map(pr => ({ ...runOf(pr, 'success'), id: runId(id, pr) }))
      )
    )
    await using made = await play(pipelines, { pullRequests: HEADS.map(pr => pull(pr)) })
    for (const pr of HEADS)
      for (const [n, { id, detailUrl = '' }] of pipelines.entries())
        made.stand(pr, `codearts/build-${n}`, 'success', {
          targetUrl: detailUrl.replace('{run}', runId(id, pr))
        })
    const ended = await made.sweep(PIPELINES)
    expect(ended).toMatchObject({ code: 0, outputs: { swept: '50', open: '0', settled: '0' } })
    expect(made.made.count()).toBeLessThanOrEqual(60)
    expect(made.github.requests().length).toBeLessThanOrEqual(20)
    // The batch, the names, and of each pipeline its list and its sources.
    expect(made.made.count()).toBe(42)
    expect(made.github.requests()).toHaveLength(3)
  })

  it('a first sweep where no pull request had a status writes 40, and says that 960 are left', async () => {
    const pipelines = PIPELINES.map((id, n) =>
      pipelineOf(
        id,
        `build-${n}`,
        HEADS.map(pr => runOf(pr, 'success'))
      )
    )
    await using made = await play(pipelines, { pullRequests: HEADS.map(pr => pull(pr)) })
    const ended = await made.sweep(PIPELINES)
    expect(ended.outputs).toMatchObject({ swept: '50', settled: '40' })
    expect(ended.stdout).toMatch(/\b960\b/)
    const one = await made.sweep(PIPELINES, { commit_status: 'one' })
    expect(one.outputs).toMatchObject({ swept: '50', settled: '40' })
    expect(made.github.requests('github.set_status').every(({ status }) => status === 201)).toBe(true)
  })
})
