import { describe, expect, it } from '@jest/globals'
import { fails, type Rule } from '../../../simulator/index.js'
import { cloudEffects, openCloud } from '../../../src/codearts/cloud.js'
import { pipelineChecks } from '../../../src/doctor/pipeline-checks.js'
import type { Check } from '../../../src/doctor/check.js'
import { green, ID, setup } from './play.js'

async function checks(
  inputs: Readonly<Record<string, string>>,
  pipeline = green(),
  ...rules: Rule[]
): Promise<Check[]> {
  const { config, effects } = setup([pipeline], inputs, rules)
  const requests = cloudEffects(effects, { hide: () => undefined }, 60_000)
  const cloud = openCloud({ ...config, login: config.credential.login }, requests)
  const bounds = { deadline: 60_000, signal: effects.signal }
  return pipelineChecks(config, cloud, cloud.version === 'v5' ? cloud.runsApi(bounds) : null)
}

describe('one check for each pipeline', () => {
  it('says which run would be judged', async () => {
    expect(await checks({})).toMatchObject([
      { result: 'ok', about: { code: 'pipeline', pipeline: { name: 'build', run: { runNumber: 7 } } } }
    ])
    expect(await checks({ project_id: '' })).toMatchObject([{ result: 'ok', about: { code: 'pipeline' } }])
  })

  it('never ran, has failed or has no run of the commit: a warning; a pin to no run is wrong', async () => {
    const neverRan = green({ runs: [] })
    const failed = green({ runs: [{ number: 7, moments: [{ at: 0, state: 'error' }] }] })
    for (const [inputs, spec, result] of [
      [{}, neverRan, 'warn'],
      [{ commit: 'ab'.repeat(20) }, neverRan, 'warn'],
      [{}, failed, 'warn'],
      [{ commit: 'cd'.repeat(20) }, green(), 'warn'],
      [{ pipeline_ids: `${ID}@9` }, green(), 'bad'],
      [{ project_id: '' }, neverRan, 'bad']
    ] as const)
      expect(await checks(inputs, spec)).toMatchObject([{ result, about: { code: 'pipeline' } }])
  })

  it('would be started, or says what stands against it', async () => {
    const start = { start: 'true' }
    expect(await checks(start)).toMatchObject([
      { result: 'ok', about: { code: 'would_start', name: 'build' } }
    ])
    expect(await checks({ ...start, variables: 'TARGET=x' })).toMatchObject([
      { result: 'bad', about: { code: 'pipeline_failed', name: 'build', failure: { code: 'plan' } } }
    ])
  })

  it.each([
    ['v5.pipeline', ID],
    ['v5.status', 'build']
  ])('that %s refuses is called %s', async (on, name) => {
    expect(await checks({}, green(), { on, does: fails(403) })).toMatchObject([
      { result: 'bad', about: { code: 'pipeline_failed', name } }
    ])
  })
})
