import { describe, expect, it } from '@jest/globals'
import { readRunStatus } from '../../../../src/codearts/v5/run.js'

describe('v5: status', () => {
  it.each([
    ['COMPLETED', 'success', true],
    ['FAILED', 'error', true],
    ['CANCELED', 'aborted', true],
    ['IGNORED', 'unknown', true],
    ['RUNNING', 'running', false],
    ['INIT', 'running', false],
    ['QUEUED', 'running', false],
    ['PAUSED', 'paused', false],
    ['SUSPEND', 'paused', false],
    ['SPLENDID', 'unknown', false],
    [null, 'unknown', false],
    [7, 'unknown', false]
  ])('%s is %s, ended: %s', (status, outcome, ended) => {
    expect(readRunStatus(status)).toEqual({ outcome, ended })
    expect(readRunStatus(typeof status === 'string' ? status.toLowerCase() : status)).toEqual({
      outcome,
      ended
    })
  })
})
