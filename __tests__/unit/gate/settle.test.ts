import { describe, expect, it } from '@jest/globals'
import { answersHtml, JOB_ACCOUNT, type Rule } from '../../../simulator/index.js'
import type { StatusOwner } from '../../../src/domain/commit-status.js'
import { settleSaved } from '../../../src/gate/settle.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { openSecrets, type Secrets } from '../../../src/secrets.js'
import { simulatedHttp } from '../../../tools/bench/lib/simulated-http.js'
import { green, noSecrets, setup } from '../doctor/play.js'
import { COMMIT, playForge } from '../forge/play.js'

const A = 'a'.repeat(32)
const OF_A: StatusOwner = { kind: 'pipeline', id: A }
const page = (id: string): string => `https://devcloud.example/cicd/project/p/pipeline/detail/${id}/1`
const workflow = (mark: string): string => `https://github.com/octo/app/actions/runs/7/attempts/1#${mark}`

interface Story {
  readonly state?: 'pending' | 'success'
  readonly targetUrl?: string
  readonly token?: string
  readonly owner?: StatusOwner
  readonly contexts?: readonly string[]
  readonly rules?: readonly Rule[]
  /** How long after the first read the status arrives, 0 where it was there before. */
  readonly lateMs?: number
  readonly secrets?: Secrets
}

/** What a killed step has left, settled by its post step. */
async function settled({
  state = 'pending',
  targetUrl = page(A),
  token = JOB_ACCOUNT.token,
  owner = OF_A,
  contexts = ['ci/build'],
  rules = [],
  lateMs = 0,
  secrets = noSecrets
}: Story) {
  const play = playForge()
  const writing = (async () => {
    if (lateMs > 0) await play.clock.sleep(lateMs, new AbortController().signal)
    for (const context of contexts)
      await play.forge.setStatus(COMMIT, { context, state, description: '', targetUrl }, play.bounds)
  })()
  if (lateMs === 0) await writing
  play.simulator.misbehave(...rules)
  const { effects } = setup([green()])
  const http = simulatedHttp(play.simulator, play.clock)
  const run = { runId: '7', url: workflow('').slice(0, -1) }
  const statuses = {
    mode: 'each',
    prefix: 'ci/',
    commit: '',
    workflow: run,
    digest: '',
    consoleUrl: null
  } as const
  const input = {
    ...{ statuses, comment: null, apiUrl: 'https://api.example', repository: 'octo/app', token },
    readOnlyBecause: 'permissions'
  } as const
  const saved = contexts.map(context => ({ commit: COMMIT, context, owner }))
  const own = { ...effects, http, clock: play.clock }
  const warnings = await settleSaved(saved, input, messagesIn('en'), own, secrets)
  const standing = play.site.standing(COMMIT).map(({ state }) => state)
  return { warnings, standing, states: play.site.statuses.map(({ state }) => state) }
}

describe('what a killed step has left', () => {
  it('is an error where it is still pending', async () => {
    expect(await settled({})).toMatchObject({ warnings: [], states: ['pending', 'error'] })
  })

  it('is an error also where it was on its way when the step was killed', async () => {
    expect(await settled({ lateMs: 1_500 })).toMatchObject({ warnings: [], states: ['pending', 'error'] })
  })

  it('is left alone where it is not, or is of somebody else by now', async () => {
    expect((await settled({ state: 'success' })).states).toEqual(['success'])
    expect((await settled({ targetUrl: page('b'.repeat(32)) })).states).toEqual(['pending'])
    expect((await settled({ targetUrl: workflow('other') })).states).toEqual(['pending'])
  })

  it('is that of the whole step by the kind that was kept, however long its digest is', async () => {
    const owner: StatusOwner = { kind: 'step', digest: 'd'.repeat(32) }
    expect((await settled({ owner, targetUrl: workflow('d'.repeat(32)) })).states).toEqual([
      'pending',
      'error'
    ])
    expect((await settled({ owner, targetUrl: workflow('other') })).states).toEqual(['pending'])
  })

  it('what GitHub refuses is a warning', async () => {
    const { warnings, states } = await settled({ token: 'another-token' })
    expect(states).toEqual(['pending'])
    expect(warnings).toEqual([expect.stringMatching(/github_token.* pending: ci\/build\./)])
  })

  it('a warning names no secret', async () => {
    const secrets = openSecrets({ mask: () => undefined, tooShort: () => undefined })
    secrets.hide('hunter2-hunter2', 'secret_key')
    const contexts = ['ci/hunter2-hunter2']
    const { warnings } = await settled({ token: 'another-token', contexts, secrets })
    expect(warnings).toEqual([expect.stringContaining('pending: ci/***.')])
  })

  it('one that GitHub does not take now does not leave the others pending', async () => {
    const contexts = ['ci/build', 'ci/lint', 'ci/test']
    const first = ({ body }: { readonly body: string }): boolean => body.includes('"ci/build"')
    const rules = [{ on: 'github.set_status', when: first, does: answersHtml(502) }]
    const { warnings, standing } = await settled({ contexts, rules })
    expect(standing.toSorted()).toEqual(['error', 'error', 'pending'])
    expect(warnings).toEqual([expect.stringMatching(/502.* pending: ci\/build\./)])
  })

  it('where the statuses cannot be read, the warning names all of them', async () => {
    const rules = [{ on: 'github.statuses', does: answersHtml(502) }]
    const { warnings } = await settled({ contexts: ['ci/build', 'ci/test'], rules })
    expect(warnings).toEqual([expect.stringMatching(/502.* pending: ci\/build, ci\/test\./)])
  })
})
