import { describe, expect, it } from '@jest/globals'
import { openProofs } from '../../../../src/codearts/v5/proofs.js'
import { aRun } from '../../helpers.js'

const source = (commit: string) => ({ alias: null, repository: null, branch: null, commit })

describe('the commits from details', () => {
  it('take the place of the one that a batch response has', () => {
    const proofs = openProofs()
    const inBatch = aRun({ sources: [source('a'.repeat(40))] })
    expect(proofs.applied(inBatch)).toEqual(inBatch)
    proofs.learned({ ...inBatch, sources: [source('b'.repeat(40))] })
    expect(proofs.applied(inBatch).sources).toEqual([source('b'.repeat(40))])
    expect(proofs.applied({ ...inBatch, runId: 'another' }).sources).toEqual(inBatch.sources)
  })

  it('prove a run that goes on when there are some', () => {
    const proofs = openProofs()
    const run = aRun({ sources: [], ended: false })
    expect(proofs.isProven(run)).toBe(false)
    proofs.learned(run)
    expect(proofs.isProven(run)).toBe(false)
    proofs.learned({ ...run, sources: [source('b'.repeat(40))] })
    expect(proofs.isProven(run)).toBe(true)
  })

  it('prove a run that has ended when they were read after its end', () => {
    const proofs = openProofs()
    const run = aRun({ sources: [], ended: true })
    proofs.learned({ ...run, ended: false, sources: [source('b'.repeat(40))] })
    expect(proofs.isProven(run)).toBe(false)
    proofs.learned(run)
    expect(proofs.isProven(run)).toBe(true)
  })

  it('prove nothing of the next end of a run that is going again', () => {
    const proofs = openProofs()
    const run = aRun({ sources: [source('b'.repeat(40))], ended: true })
    proofs.learned(run)
    proofs.applied({ ...run, ended: false })
    expect(proofs.isProven(run)).toBe(false)
  })
})
