import { describe, expect, it } from '@jest/globals'
import type { NewStatus, StatusState } from '../../../src/domain/commit-status.js'
import { ForgeError } from '../../../src/errors.js'
import type { ForgeProblem } from '../../../src/domain/forge-failure.js'
import { openStatusBoard, type StatusBoard } from '../../../src/forge/status-board.js'

const status = (state: StatusState, context = 'c', targetUrl: string | null = null): NewStatus => ({
  ...{ context, state, targetUrl },
  description: ''
})

/** A board whose writes end on request. */
function play(fails: (status: NewStatus) => ForgeProblem | null = () => null) {
  const sent: string[] = []
  const inFlight = new Map<string, number>()
  let most = 0
  const board: StatusBoard = openStatusBoard({
    bounds: { until: () => Number.POSITIVE_INFINITY, hurry: new AbortController().signal },
    onWritten: () => undefined,
    async write(status) {
      sent.push(`${status.context} ${status.state}`)
      inFlight.set(status.context, (inFlight.get(status.context) ?? 0) + 1)
      most = Math.max(most, ...inFlight.values())
      await new Promise(resolve => setImmediate(resolve))
      inFlight.set(status.context, (inFlight.get(status.context) ?? 0) - 1)
      const problem = fails(status)
      if (problem !== null) throw new ForgeError({ problem, status: null, words: null, permission: 'p' })
    }
  })
  return { board, sent, most: () => most }
}

describe('the board', () => {
  it('writes what it begins with, and then the last that is wanted, one at a time', async () => {
    const { board, sent, most } = play()
    board.begin(status('pending'))
    board.want(status('success'))
    board.want(status('failure'))
    await board.idle()
    expect(sent).toEqual(['c pending', 'c failure'])
    expect(most()).toBe(1)
  })

  it('writes changes only', async () => {
    const { board, sent } = play()
    board.begin(status('pending'))
    for (let n = 0; n < 5; n++) board.want(status('pending', 'c', `https://run/${n}`))
    await board.idle()
    board.want(status('success', 'c', 'https://run/1'))
    await board.idle()
    board.want(status('success', 'c', 'https://run/1'))
    board.want(status('success', 'C', 'https://run/2'))
    await board.idle()
    expect(sent).toEqual(['c pending', 'c success', 'C success'])
  })

  it('insists where something else stands, and accepts what stands there already', async () => {
    const { board, sent } = play()
    board.begin(status('success'))
    await board.idle()
    board.insist(status('success'))
    await board.idle()
    board.accept(status('failure', 'other'))
    board.want(status('failure', 'other'))
    await board.idle()
    expect(sent).toEqual(['c success', 'c success'])
    expect(board.written('C')?.state).toBe('success')
    expect(board.written('nowhere')).toBeNull()
  })

  it('tries again what failed for the moment when it is asked to', async () => {
    let isDown = true
    const { board, sent } = play(() => (isDown ? 'unreachable' : null))
    board.begin(status('pending'))
    await board.idle()
    expect(board.failure()).toMatchObject({ problem: 'unreachable' })
    isDown = false
    await board.idle()
    expect(sent).toEqual(['c pending', 'c pending'])
    expect(board.failure()).toBeNull()
  })

  it('sends nothing more after what lasts', async () => {
    const { board, sent } = play(() => 'permission')
    board.begin(status('pending'))
    await board.idle()
    board.want(status('success'))
    board.want(status('success', 'other'))
    await board.idle()
    expect(sent).toEqual(['c pending'])
    expect(board.failure()).toMatchObject({ problem: 'permission' })
  })
})
