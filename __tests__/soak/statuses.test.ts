import { describe, expect, it } from '@jest/globals'
import { benched } from './benched.js'
import { share } from './share.js'

/** `npm run bench -- statuses` plays 30,000; these are the same each time, so that no change fails by chance. */
const STORIES = share(2_000, 120)

describe('random stories of commit statuses', () => {
  it('no success that was not seen, nothing left pending, and the last ones are what the outputs say', async () => {
    const words = ['--stories', `${STORIES}`, '--seeds', '1', '--seed', '1']
    const { code, said } = await benched('statuses', words)
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining(`| 1 | ${STORIES} |`) })
  }, 300_000)
})
