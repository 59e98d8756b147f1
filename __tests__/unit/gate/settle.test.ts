import { describe, expect, it } from '@jest/globals'
import { JOB_ACCOUNT } from '../../../simulator/index.js'
import { settleSaved } from '../../../src/gate/settle.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { simulatedHttp } from '../../../tools/bench/lib/simulated-http.js'
import { green, noSecrets, setup } from '../doctor/play.js'
import { COMMIT, playForge } from '../forge/play.js'

const A = 'a'.repeat(32)
const page = (id: string): string => `https://devcloud.example/cicd/project/p/pipeline/detail/${id}/1`

async function settled(state: 'pending' | 'success', targetUrl: string, token = JOB_ACCOUNT.token) {
  const play = playForge()
  await play.forge.setStatus(COMMIT, { context: 'ci/build', state, description: '', targetUrl }, play.bounds)
  const { effects } = setup([green()])
  const http = simulatedHttp(play.simulator, play.clock)
  const input = {
    ...{ statuses: null, comment: null, apiUrl: 'https://api.example', repository: 'octo/app', token },
    readOnlyBecause: 'permissions'
  } as const
  const saved = [{ commit: COMMIT, context: 'ci/build', owner: A }]
  const own = { ...effects, http, clock: play.clock }
  const warnings = await settleSaved(saved, input, messagesIn('en'), own, noSecrets)
  return { warnings, states: play.site.statuses.map(({ state }) => state) }
}

describe('what a killed step has left', () => {
  it('is an error where it is still pending', async () => {
    expect(await settled('pending', page(A))).toEqual({ warnings: [], states: ['pending', 'error'] })
  })

  it('is left alone where it is not, or is of somebody else by now', async () => {
    expect((await settled('success', page(A))).states).toEqual(['success'])
    expect((await settled('pending', page('b'.repeat(32)))).states).toEqual(['pending'])
  })

  it('what GitHub refuses is a warning', async () => {
    const { warnings, states } = await settled('pending', page(A), 'another-token')
    expect(states).toEqual(['pending'])
    expect(warnings).toEqual([expect.stringContaining('github_token')])
  })
})
