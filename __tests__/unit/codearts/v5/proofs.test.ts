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

  it('prove a run when there are some, or when it had ended', () => {
    const proofs = openProofs()
    const run = aRun({ sources: [], ended: false })
    expect(proofs.isProven(run)).toBe(false)
    proofs.learned(run)
    expect(proofs.isProven(run)).toBe(false)
    proofs.learned({ ...run, ended: true })
    expect(proofs.isProven(run)).toBe(true)
  })
})
