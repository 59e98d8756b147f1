import { describe, expect, it } from '@jest/globals'
import { NO_ATTEMPTS } from '../../../src/domain/retry.js'
import { initialStates } from '../../../src/inputs/config.js'
import { config, ID, OTHER, PROJECT } from './given.js'

const RUN = 'd'.repeat(32)
const targets = (inputs: Readonly<Record<string, string>>) =>
  initialStates(config({ project_id: PROJECT, pipeline_ids: `${ID} ${OTHER}`, ...inputs })).map(
    ({ id, target }) => [id, target]
  )

describe('the run that counts of each pipeline', () => {
  it('is the latest where nothing is asked for', () => {
    expect(targets({})).toEqual([
      [ID, { kind: 'latest' }],
      [OTHER, { kind: 'latest' }]
    ])
  })

  it('is the pinned one, beside whatever counts of the others', () => {
    expect(targets({ pipeline_ids: `${ID}@${RUN} ${OTHER}` })).toEqual([
      [ID, { kind: 'pin', runId: RUN, runNumber: null }],
      [OTHER, { kind: 'latest' }]
    ])
  })

  it('has attempts that can be told, but for v3', () => {
    const attempts = (inputs: Readonly<Record<string, string>>) =>
      initialStates(config(inputs)).map(pipeline => pipeline.attempts)
    expect(attempts({})).toEqual([null])
    expect(attempts({ project_id: PROJECT })).toEqual([NO_ATTEMPTS])
    const unread = initialStates({ targets: new Map([[ID, null]]), advisory: new Set([ID]) })
    expect(unread).toMatchObject([{ advisory: true, attempts: NO_ATTEMPTS }])
  })

  it('is one of the commit, or the one that is started', () => {
    const commit = 'ab'.repeat(20)
    const rule = { commit, repository: null }
    const condition = { commit: rule, startedAfter: null }
    expect(targets({ commit })[0]).toEqual([ID, { kind: 'condition', condition }])
    const unknown = { runId: null, appearsBy: null, correlationId: null }
    expect(targets({ start: 'true' })[0]).toEqual([ID, { kind: 'start', commit: null, ...unknown }])
    expect(targets({ start: 'true', commit })[0]).toEqual([ID, { kind: 'start', commit: rule, ...unknown }])
  })
})
