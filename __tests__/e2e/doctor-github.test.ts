import { describe, expect, it } from '@jest/globals'
import { JOB_ACCOUNT, type Permissions } from '../../simulator/index.js'
import { A, cloud, ends, pipelineWith } from './cloud.js'
import { eventFile } from './event.js'
import { step, type Inputs, type Step } from './harness.js'
import { COMMIT, hub } from './hub.js'

interface Examined {
  readonly ended: Step
  readonly written: number
  readonly asked: number
}

/** The setup check of a step about one pipeline, which has failed. */
async function examined(inputs: Inputs, permissions?: Permissions, env: object = {}): Promise<Examined> {
  await using made = await cloud([
    { ...pipelineWith(A, [{ number: 25, commit: COMMIT, moments: [ends('error')] }]), name: 'build' }
  ])
  await using github = await hub(
    permissions === undefined ? {} : { accounts: [{ ...JOB_ACCOUNT, permissions }] }
  )
  const all = made.v5([A], { ...github.inputs, dry_run: 'true', ...inputs })
  const ended = await step(all, { env: { ...github.env, ...env } })
  const written = github.written().length + github.gitHub.comments.length
  return { ended, written, asked: github.requests().length }
}
const lines = ({ lines: all }: Step, check: string): readonly string[] =>
  all.filter(line => line.includes(check))

describe('dry_run', () => {
  it.concurrent('speaks of statuses and comment, and writes none', async () => {
    const { ended, written } = await examined({ commit_status: 'each', comment: 'true' })
    expect(ended.code).toBe(0)
    expect(lines(ended, 'Commit statuses:')[0]).toMatch(/^✓ .*statuses: write/)
    expect(lines(ended, 'Comment:')[0]).toMatch(/^✓ .*#7.*pull-requests: write/)
    expect(written).toBe(0)
    expect(ended.summary).toContain('| Commit statuses |')
  })

  it.concurrent.each<readonly [string, Inputs, number, string]>([
    ['a gate that waits', {}, 0, '⚠'],
    ['a snapshot, whose pending holds the merge', { wait: 'false' }, 1, '✗']
  ])('says which permission is missing: %s', async (_, more, code, symbol) => {
    const { ended } = await examined({ commit_status: 'one', ...more }, { contents: 'read' })
    expect(ended.code).toBe(code)
    expect(lines(ended, 'Commit statuses:')[0]).toMatch(new RegExp(`^${symbol} .*403.*statuses: write`))
  })

  it.concurrent('says that Dependabot has a read-only token', async () => {
    const { ended } = await examined({ commit_status: 'one' }, undefined, { GITHUB_ACTOR: 'dependabot[bot]' })
    expect(lines(ended, 'Commit statuses:')[0]).toMatch(/^⚠ .*Dependabot/)
  })

  it.concurrent('speaks of retries, and that the gate would retry now', async () => {
    const { ended, asked } = await examined({ retry: '2' })
    expect(lines(ended, 'Retry:')[0]).toMatch(/^✓ .*2 times/)
    expect(ended.stdout).toMatch(/would retry 1 of 1 pipeline now/)
    expect(asked).toBe(0)
  })

  it.concurrent('asks GitHub nothing, and says nothing of it, where nothing is written there', async () => {
    const { ended, asked } = await examined({})
    expect(asked).toBe(0)
    expect(ended.stdout).not.toMatch(/Commit statuses|Comment|Retry/)
  })

  it.concurrent.each(['en', 'zh'])('judges no run for a sweep: %s', async language => {
    const env = { GITHUB_EVENT_NAME: 'schedule', GITHUB_EVENT_PATH: eventFile({ schedule: '*/5 * * * *' }) }
    const { ended, written } = await examined({ sweep: 'true', language }, undefined, env)
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'false' } })
    expect(ended.stdout).toMatch(
      language === 'en' ? /^✓ Pipeline: build, a0+, last run #25, error$/m : /^✓ 流水线：build/m
    )
    expect(ended.stdout).toMatch(
      language === 'en' ? /^The sweep would check 1 pipeline /m : /^`sweep` 会.* 1 条流水线/m
    )
    expect(written).toBe(0)
  })

  it.concurrent('in Chinese', async () => {
    const { ended } = await examined({ commit_status: 'each', retry: '1', language: 'zh' })
    expect(ended.stdout).toMatch(/提交状态：[\s\S]*门禁现在会重试/)
  })
})
