import { describe, expect, it } from '@jest/globals'
import {
  isSuccess,
  settled,
  slotsOf,
  slotStatus,
  type Known,
  type Slot
} from '../../../src/gate/status-slots.js'
import type { StatusInput } from '../../../src/inputs/forge.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { aConclusion, aRun, aTracked, decided } from '../helpers.js'

const A = 'a'.repeat(32)
const B = 'b'.repeat(32)
const RUN_URL = 'https://devcloud.example/cicd/project/p/pipeline/detail/a/1'
const input: StatusInput = {
  mode: 'each',
  prefix: 'ci/',
  commit: 'c'.repeat(40),
  workflow: { url: 'https://github.example/o/r/actions/runs/7/attempts/1', runId: '7' },
  digest: 'd1',
  consoleUrl: null
}
const facts = { named: Promise.resolve(), nameOf: (id: string) => (id === A ? 'build' : null) }
const pipelines = [aTracked({ id: A }), aTracked({ id: B, name: 'Build' })]
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

describe('the contexts of a step', () => {
  it('with each: one for each pipeline, told apart where names are equal but for case', () => {
    expect(slotsOf(pipelines, facts, input).map(({ context, pipelineId }) => [context, pipelineId])).toEqual([
      [`ci/build (${A.slice(0, 8)})`, A],
      [`ci/Build (${B.slice(0, 8)})`, B]
    ])
  })

  it('with one: one for all', () => {
    expect(slotsOf(pipelines, facts, { ...input, mode: 'one' })).toMatchObject([
      { context: 'ci/gate', pipelineId: null }
    ])
  })
})

describe('the status of a context', () => {
  const success = { ...decided('success', A), run: aRun({ url: RUN_URL }) }
  const failed = { ...decided('error', B), run: null, page: null }

  it('leads to the run; without one to the workflow run', () => {
    const known = ended(success, failed)
    const messages = messagesIn('en')
    expect(slotStatus(slotOf(A), known, input, messages)).toMatchObject({
      state: 'success',
      targetUrl: RUN_URL
    })
    const target = slotStatus(slotOf(B), known, input, messages).targetUrl
    expect(target).toMatch(/^https:\/\/github\.example\/o\/r\/actions\/runs\/7\/attempts\/1#/)
    expect(slotStatus(slotOf(null), known, input, messages)).toMatchObject({
      state: 'failure',
      targetUrl: `${input.workflow?.url ?? ''}#d1`
    })
  })

  it('is an error where the step has a reason of its own', () => {
    const status = settled(slotOf(A), ended(success), 'shared', input, messagesIn('en'))
    expect(status).toMatchObject({ context: 'ci/x', state: 'error' })
    expect(status.description).not.toBe(
      slotStatus(slotOf(A), ended(success), input, messagesIn('en')).description
    )
  })

  it('is a success where the pipeline, or all of them, succeeded', () => {
    expect([A, B, null].map(id => isSuccess(slotOf(id), ended(success, failed)))).toEqual([
      true,
      false,
      false
    ])
    expect(isSuccess(slotOf(null), ended(success))).toBe(true)
  })
})
