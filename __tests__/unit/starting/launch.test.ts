import { describe, expect, it } from '@jest/globals'
import { goesOn, play, startable } from './play.js'

describe('the answer to a start', () => {
  it('a refusal names its pipeline, and those that were not started keep their names', async () => {
    const ids = Array.from({ length: 30 }, (_, n) => `${n}x`.padEnd(32, '0'))
    const pipelines = ids.map((id, n) => ({
      ...startable(id, goesOn, n === 12 ? { refs: ['other'] } : {}),
      name: `deploy-${n}`
    }))
    const played = await play({ pipelines })
    expect(played.text).toContain('Starting deploy-12: CodeArts returned an error')
    expect(played.runner.values.pipelines).toContain('"name":"deploy-29"')
    expect(played.going).toBe(0)
  })
})
