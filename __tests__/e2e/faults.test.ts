import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { arrange, FAULTS } from './faults.js'
import { step } from './harness.js'
import { faultsTable } from '../../scripts/faults-table.js'

describe('faults', () => {
  it('there are at least forty', () => {
    expect(FAULTS.length).toBeGreaterThanOrEqual(40)
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length)
  })

  it.each(FAULTS)('$group: $name → $result', async fault => {
    const { server, inputs, env } = await arrange(fault)
    try {
      const { before, folder, nodeArguments = [] } = fault
      const ended = await step(inputs, { env, nodeArguments, before, folder })
      const isGreen = fault.result === 'success' || fault.result === ''
      expect({ code: ended.code, result: ended.outputs.result ?? '', stderr: ended.stderr }).toEqual({
        code: isGreen ? 0 : 1,
        result: fault.result,
        stderr: ''
      })
      if (fault.result !== '') expect(ended.outputs.passed).toBe(String(isGreen))
      expect(ended.stdout).toContain(fault.says ?? '')
      expect(ended.elapsedMs).toBeLessThan(fault.withinMs ?? 12_000)
      if (fault.result === 'timed_out') expect(ended.pipelines).toMatchObject([{ run_id: '25' }])
    } finally {
      server?.close()
    }
  })

  it('the table in the documents is the one that is tested', () => {
    expect(readFileSync('docs/reliability.md', 'utf8')).toContain(faultsTable(FAULTS))
  })
})
