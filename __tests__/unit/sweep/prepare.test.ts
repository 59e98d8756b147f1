import { describe, expect, it } from '@jest/globals'
import { fails } from '../../../simulator/index.js'
import { FailureError } from '../../../src/errors.js'
import { build, play, prepared, pull } from './play.js'

describe('before heads are judged', () => {
  it('pipelines have their contexts, and times are those of the services', async () => {
    const { opened } = play([build()], { pullRequests: [pull(1)] })
    const { judging, states } = await prepared(opened)
    expect(judging.slots.map(({ context }) => context)).toEqual(['codearts/build'])
    expect(states).toHaveLength(1)
    expect(judging.rules.forgeNow).toBeLessThanOrEqual(opened.effects.clock.epoch())
  })

  it('a name that cannot be read is no missing name', async () => {
    const { opened, simulator } = play([build()], { pullRequests: [pull(1)] })
    simulator.misbehave({ on: 'v5.list', does: fails(403, 'DEVPIPE.30011011', 'no operation permissions') })
    await expect(prepared(opened)).rejects.toThrow(FailureError)
  })

  it('one status for all needs no names', async () => {
    const { opened } = play([build()], { pullRequests: [pull(1)] }, { commit_status: 'one' })
    expect((await prepared(opened)).judging.slots.map(({ context }) => context)).toEqual(['codearts/gate'])
  })
})
