import { describe, expect, it } from '@jest/globals'
import { benched } from './benched.js'
import { share } from './share.js'

const HISTORIES = share(4_000, 400)
const RETRIED = share(1_500, 200)

describe('random pushes', () => {
  it('never green by mistake, and often green', async () => {
    const { code, said } = await benched('false-green', ['--histories', `${HISTORIES}`])
    expect({ code, said }).toMatchObject({
      code: 0,
      said: expect.stringContaining(`0 false greens in ${HISTORIES}`)
    })
  }, 300_000)

  it('nor with a retry, and with pipelines by name', async () => {
    const words = ['--histories', `${RETRIED}`, '--seed', '2', '--retry', '1', '--names']
    const { code, said } = await benched('false-green', words)
    expect({ code, said }).toMatchObject({
      code: 0,
      said: expect.stringContaining(`0 false greens in ${RETRIED}`)
    })
    expect(said).toMatch(/^0 wrong retries in [1-9]\d*$/m)
  }, 300_000)
})
