import { describe, expect, it } from '@jest/globals'
import type { Known, Slot, StatusScheme } from '../../../src/domain/status-slots.js'
import { settled, slotStatus } from '../../../src/report/commit-status.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { aConclusion, aRun, decided } from '../helpers.js'

const A = 'a'.repeat(32)
const B = 'b'.repeat(32)
const RUN_URL = 'https://devcloud.example/cicd/project/p/pipeline/detail/a/1'
const scheme: StatusScheme = {
  mode: 'each',
  prefix: 'ci/',
  workflow: { url: 'https://github.example/o/r/actions/runs/7/attempts/1', runId: '7' },
  digest: 'd1',
  consoleUrl: null
}
const ended = (...outcomes: Parameters<typeof aConclusion>[0]): Known => ({
  ...aConclusion(outcomes),
  phase: 'ended'
})
const slotOf = (pipelineId: string | null): Slot => ({
  context: 'ci/x',
  owner: { kind: 'step', digest: 'd' },
  pipelineId,
  isForeign: () => false
})

describe('the status of a context', () => {
  const success = { ...decided('success', A), run: aRun({ url: RUN_URL }) }
  const failed = { ...decided('error', B), run: null, page: null }

  it('leads to the run; without one to the workflow run', () => {
    const known = ended(success, failed)
    const messages = messagesIn('en')
    expect(slotStatus(slotOf(A), known, scheme, messages)).toMatchObject({
      state: 'success',
      targetUrl: RUN_URL
    })
    const target = slotStatus(slotOf(B), known, scheme, messages).targetUrl
    expect(target).toMatch(/^https:\/\/github\.example\/o\/r\/actions\/runs\/7\/attempts\/1#/)
    expect(slotStatus(slotOf(null), known, scheme, messages)).toMatchObject({
      state: 'failure',
      targetUrl: `${scheme.workflow?.url ?? ''}#d1`
    })
  })

  it('is an error where the step has a reason of its own', () => {
    const status = settled(slotOf(A), ended(success), 'shared', scheme, messagesIn('en'))
    expect(status).toMatchObject({ context: 'ci/x', state: 'error' })
    expect(status.description).not.toBe(
      slotStatus(slotOf(A), ended(success), scheme, messagesIn('en')).description
    )
  })
})
