import { describe, expect, it } from '@jest/globals'
import { benched } from './benched.js'
import { share } from './share.js'

/** `npm run bench -- days` plays 30,000; these are the same each time, so that no change fails by chance. */
const DAYS = share(1_000, 60)

describe('random days of a repository with sweeps', () => {
  it('no success that was not seen, none lost, none forged, every status settled by the next sweep', async () => {
    const { code, said } = await benched('days', ['--days', `${DAYS}`, '--seeds', '1', '--seed', '1'])
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining(`| 1 | ${DAYS} |`) })
  }, 600_000)
})
