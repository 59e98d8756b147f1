import { describe, expect, it } from '@jest/globals'
import { benched } from './benched.js'
import { share } from './share.js'

const HISTORIES = share(4_000, 1_500)

describe('random pushes', () => {
  it('never green by mistake, and often green', async () => {
    const { code, said } = await benched('false-green', ['--histories', `${HISTORIES}`])
    expect({ code, said }).toMatchObject({
      code: 0,
      said: expect.stringContaining(`0 false greens in ${HISTORIES}`)
    })
  }, 300_000)
})
