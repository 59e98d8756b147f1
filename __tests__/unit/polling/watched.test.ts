import { describe, expect, it } from '@jest/globals'
import { AbortedError, DeadlineError } from '../../../src/errors.js'
import { endOf } from '../../../src/polling/watched.js'
import { aTracked, decided } from '../helpers.js'

const open = aTracked({ decided: false, outcome: 'running', lastObservation: 'run' })

describe('a wait that an error has ended', () => {
  it('a cancelled one has no verdict, and what was seen stays as it was', () => {
    const green = decided('success')
    expect(endOf(new AbortedError(), [green, open], 3, { isOutage: true, unconfirmed: [green] })).toEqual({
      ...{ endedBy: 'failure', pipelines: [green, open], polls: 3 },
      failure: expect.objectContaining({ code: 'cancelled' }) as unknown
    })
  })

  it('a success that could not be confirmed is none', () => {
    const { pipelines, failure } = endOf(new DeadlineError(null), [decided('success')], 1, {
      isOutage: false,
      unconfirmed: [decided('success')]
    })
    expect(pipelines[0]?.outcome).not.toBe('success')
    expect(failure).toMatchObject({ code: 'unreachable' })
  })

  it('a mistake of our own is a failure, and costs nothing that is known', () => {
    expect(endOf(new TypeError('x is not a function'), [open], 1, { isOutage: false })).toMatchObject({
      ...{ endedBy: 'failure', pipelines: [open], failure: { code: 'internal' } }
    })
  })

  it('at the deadline an answer that has come counts, and a pipeline that never answered does not', () => {
    const quiet = { isOutage: false }
    expect(endOf(new DeadlineError(null), [open], 1, quiet)).toMatchObject({
      endedBy: 'deadline',
      failure: null
    })
    const unheard = aTracked({ decided: false, lastObservation: 'nothing_yet' })
    expect(endOf(new DeadlineError(null), [open, unheard], 1, quiet).failure).toMatchObject({
      code: 'unreachable'
    })
  })
})
