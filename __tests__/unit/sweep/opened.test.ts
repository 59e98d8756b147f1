import { describe, expect, it } from '@jest/globals'
import { messagesIn } from '../../../src/report/messages/index.js'
import { openSweep } from '../../../src/sweep/opened.js'
import { build, play } from './play.js'

describe('a sweep that has not begun', () => {
  it('cannot be one of v3', () => {
    const { config, effects, secrets } = play([build()], {})
    const { sweep } = config
    if (sweep === null) throw new Error('no sweep')
    const v3 = { ...config, api: { version: 'v3' } as const }
    expect(() => openSweep(v3, sweep, messagesIn('en'), effects, secrets)).toThrow('v3')
  })
})
