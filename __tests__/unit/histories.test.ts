import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { complaints } from '../../bench/histories/check.js'
import { play } from '../../bench/histories/play.js'
import { stories } from '../../bench/histories/story.js'

describe('random clouds', () => {
  it('property: never green by mistake, always ended in time, all reports agree', async () => {
    await fc.assert(
      fc.asyncProperty(stories, async story => {
        expect(complaints(story, await play(story))).toEqual([])
      }),
      { numRuns: 800 }
    )
  }, 180_000)
})
