import { describe, expect, it } from '@jest/globals'
import { carriesMark, isOwnStart } from '../../../../src/codearts/v5/own-run.js'

const PROJECT = { region: 'cn-north-4', projectId: 'c'.repeat(32) }
const PIPELINE = 'a'.repeat(32)
const correlationId = 'codearts-gate:0123456789ab'
const description = `o/r commit 4f0c2d1b9a [${correlationId}]`
const mark = { correlationId, description, ageMs: 0, isAnswered: true }

describe('the correlation ID in a description', () => {
  it.each([
    [description, true],
    [`[${correlationId}]`, true],
    [`o/r [${correlationId}]`, true],
    [`${description} again`, false],
    [`Copy of ${description}`, false],
    [correlationId, false],
    [`x[${correlationId}]`, false],
    [`o/r [${correlationId}x]`, false],
    [`o/r [x${correlationId}]`, false],
    [`o/r [${correlationId}`, false],
    [description.toUpperCase(), false],
    ['', false],
    [null, false],
    [7, false]
  ])('%j is ours: %s', (told, isOurs) => {
    expect(carriesMark(told, mark)).toBe(isOurs)
  })
})

describe('the run that a start was answered with', () => {
  it.each([
    [{ description, status: 'RUNNING' }, true],
    [{ description, status: 'COMPLETED' }, true],
    [{ description, status: 'COMPLETED', pipeline_id: PIPELINE }, true],
    [{ description, status: 'RUNNING', pipeline_id: 'b'.repeat(32) }, false],
    [{ description: 'nightly', status: 'RUNNING' }, false],
    [{ description: '', status: 'RUNNING' }, false],
    // A run without a description is accepted while it is running.
    [{ status: 'RUNNING' }, true],
    [{ description: null, status: 'QUEUED' }, true],
    [{ description: null, status: 'COMPLETED' }, false],
    [{ status: 'FAILED' }, false]
  ])('%j can be ours: %s', (detail, isOurs) => {
    expect(isOwnStart(detail, PROJECT, PIPELINE, mark)).toBe(isOurs)
  })

  it('has to tell its description where nobody has heard the answer', () => {
    const saved = { ...mark, isAnswered: false }
    expect(isOwnStart({ status: 'RUNNING' }, PROJECT, PIPELINE, saved)).toBe(false)
    expect(isOwnStart({ status: 'RUNNING', description }, PROJECT, PIPELINE, saved)).toBe(true)
  })
})
