import { describe, expect, it } from '@jest/globals'
import { benched } from './benched.js'
import { share } from './share.js'

/** `npm run bench -- histories` plays 30,000; these are the same each time, so that no change fails by chance. */
const RUNS = share(4_000, 400)
const RETRIED = share(1_500, 250)

describe('random clouds', () => {
  it('never green by mistake, always ended in time, all reports agree', async () => {
    const { code, said } = await benched('histories', ['--runs', `${RUNS}`, '--seeds', '1', '--seed', '1'])
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining(`| 1 | ${RUNS} |`) })
  }, 300_000)

  it('nor with retries, and with pipelines by name', async () => {
    const words = ['--runs', `${RETRIED}`, '--seeds', '1', '--seed', '2', '--retry', '2', '--names']
    const { code, said } = await benched('histories', words)
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining(`| 2 | ${RETRIED} |`) })
    expect(said).toMatch(/^[1-9]\d* retries; [1-9]\d* histories with one passed$/m)
  }, 300_000)
})
