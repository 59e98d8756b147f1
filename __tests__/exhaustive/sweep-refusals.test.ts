import { describe, expect, it } from '@jest/globals'
import { A } from '../e2e/cloud.js'
import { sample } from '../sample.js'
import { pipelineOf, play, pull, SCHEDULE } from '../e2e/sweeps.js'

describe('what is refused before anything is asked', () => {
  const EVENT = 'GITHUB_EVENT_NAME'
  it.concurrent.each<readonly [string, Record<string, string>, Record<string, string>, RegExp]>(
    sample([
      ['retry', { retry: '1' }, {}, /- retry: .*sweep/],
      ['start', { start: 'true' }, {}, /- start: .*sweep/],
      ['started_after', { started_after: '30m' }, {}, /- started_after: .*sweep/],
      ['commit', { commit: 'event' }, {}, /- commit: .*sweep/],
      ['a pin', { pipeline_ids: `${A}@${'9'.repeat(32)}` }, {}, /- pipeline_ids: .*sweep/],
      ['v3', { project_id: '' }, {}, /- sweep: .*project_id/],
      ['fail_on: none', { fail_on: 'none' }, {}, /- sweep: .*fail_on: none/],
      [
        'a pull request',
        {},
        { [EVENT]: 'pull_request' },
        /- sweep: .*schedule, workflow_dispatch, repository_dispatch/
      ],
      ['an empty token', { github_token: '' }, {}, /github_token/]
    ])
  )('%s', async (_, more, env, says) => {
    await using made = await play([pipelineOf(A, 'build', [])], { pullRequests: [pull(1)] })
    const ended = await made.sweep([A], more, { ...SCHEDULE, ...env })
    expect(ended).toMatchObject({
      code: 1,
      outputs: { swept: '0', open: '0', settled: '0', pipelines: '[]' }
    })
    expect(ended.stdout.replaceAll('%0A', '\n')).toMatch(says)
    expect(made.github.requests()).toEqual([])
    expect(made.made.count()).toBe(0)
  })
})
