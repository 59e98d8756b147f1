import { expect, it } from '@jest/globals'
import { browserTests, COMMIT, PROJECT, story } from '../../tools/demo/story.js'
import { cloud } from './cloud.js'
import { step } from './harness.js'

it('the demo shows where the sub-pipeline failed, and the end of its log', async () => {
  const requested = story(false)
  await using made = await cloud([...requested, browserTests])
  const ids = requested.map(({ id }) => id)
  const ended = await step(made.v5(ids, { project_id: PROJECT, commit: COMMIT, language: 'zh' }))
  expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
  const place = 'Browser tests › Run browser-tests ⟶ browser-tests #212 › Checkout › Basket › Playwright'
  expect(ended.stdout).toContain(place)
  expect(ended.stdout).toContain('expected 3 items in the basket, found 2\n')
  expect(ended.summary).toContain(place)
  expect(ended.summary).toContain('expected 3 items in the basket, found 2\n')
})

it('its green variant asks for no details beyond those that prove the commit', async () => {
  const requested = story(true)
  await using made = await cloud([...requested, browserTests])
  const ids = requested.map(({ id }) => id)
  const ended = await step(made.v5(ids, { project_id: PROJECT, commit: COMMIT, language: 'zh' }))
  expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
  expect(made.count('v5.outputs') + made.count('v5.log')).toBe(0)
})
