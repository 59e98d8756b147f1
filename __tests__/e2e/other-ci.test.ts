import { describe, expect, it } from '@jest/globals'
import { A, cloud, ends, pipeline, pipelineWith } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'
import { sample } from '../sample.js'

const [OURS, OTHER] = ['1f'.repeat(20), '2e'.repeat(20)]

/** A step elsewhere than on GitHub: its run of our commit failed, the latest one is a success of another commit. */
async function judged(env: Readonly<Record<string, string>>, more: Inputs = {}): Promise<Step> {
  await using made = await cloud([
    pipelineWith(A, [
      { number: 4, commit: OURS, moments: [ends('error')] },
      { number: 5, commit: OTHER, moments: [ends('success')] }
    ])
  ])
  return await step(made.v5([A], { start_timeout: '1s', ...more }), {
    env: { GITHUB_ACTIONS: undefined, ...env }
  })
}

describe('the commit that another CI names', () => {
  it.concurrent.each(
    sample([
      ['GitLab CI', { CI_COMMIT_SHA: OURS }],
      ['GitLab CI', { CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: OURS, CI_COMMIT_SHA: OTHER }],
      ['Gitee Go', { GITEE_SOURCE_COMMIT: OURS, GITEE_COMMIT: OTHER }],
      ['Azure Pipelines', { SYSTEM_PULLREQUEST_SOURCECOMMITID: OURS, BUILD_SOURCEVERSION: OTHER }],
      ['CircleCI', { CIRCLE_SHA1: OURS }],
      ['Buildkite', { BUILDKITE_COMMIT: OURS }],
      ['CodeArts', { COMMIT_ID: OURS, PIPELINE_RUN_ID: 'a' }],
      ['Jenkins', { GIT_COMMIT: OURS }]
    ])
  )('is required with auto and event: %s %j', async (ci, env) => {
    for (const commit of [undefined, 'event', '']) {
      const ended = await judged(env, commit === undefined ? {} : { commit })
      expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
      expect(ended.pipelines).toMatchObject([{ run_number: 4, commit: OURS, matched_by: 'commit' }])
      const line = ended.lines.find(text => text.includes(OURS)) ?? ''
      for (const part of [ci, Object.keys(env)[0] ?? '', 'commit: any']) expect(line).toContain(part)
    }
  })

  it.concurrent('is not known in a change request of Jenkins', async () => {
    const ended = await judged({ GIT_COMMIT: OURS, CHANGE_ID: '7' })
    expect(ended.code).toBe(1)
    for (const part of ['CHANGE_ID', 'Jenkins', 'commit: any']) expect(ended.stdout).toContain(part)
    const without = await judged({ JENKINS_URL: 'https://jenkins.example/', CHANGE_ID: '7' })
    expect(without.code).toBe(1)
    expect(without.stdout).toContain('CHANGE_ID')
    const any = await judged({ GIT_COMMIT: OURS, CHANGE_ID: '7' }, { commit: 'any' })
    expect(any.code).toBe(0)
  })

  it.concurrent('that is no hash is a bad input', async () => {
    const ended = await judged({ CI_COMMIT_SHA: 'main' })
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('CI_COMMIT_SHA')
  })

  it.concurrent('counts for nothing on a runner of GitHub', async () => {
    const ended = await judged({ GITHUB_ACTIONS: 'true', CI_COMMIT_SHA: OURS })
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
  })

  it.concurrent('is warned of where any commit counts, and on v3', async () => {
    const any = await judged({ CI_COMMIT_SHA: OURS }, { commit: 'any' })
    expect(any.code).toBe(0)
    expect(any.stdout).toMatch(new RegExp(`${OTHER}.*${OURS}`))
    const v3 = await judged({ CI_COMMIT_SHA: OURS }, { project_id: '' })
    expect(v3.stdout).toContain('the commit under test in GitLab CI')
  })
})

describe('the outputs in a log', () => {
  it.concurrent('are there once, when they are final, also where a run is started', async () => {
    await using made = await cloud([
      { ...pipeline(A, ends('success')), onStart: { moments: [ends('running'), ends('success', 1_500)] } }
    ])
    const ended = await step(made.v5([A], { start: 'true' }), {
      env: { GITHUB_ACTIONS: undefined, GITHUB_OUTPUT: undefined }
    })
    expect(ended.code).toBe(0)
    expect(ended.lines.filter(line => /^(passed|result)=/.test(line))).toEqual([
      'result=success',
      'passed=true'
    ])
  })
})
