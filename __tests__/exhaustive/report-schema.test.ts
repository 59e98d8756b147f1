import { describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { assertReport } from '../e2e/report-schema.js'

describe('docs/report.schema.json', () => {
  it('is what the types say', () => {
    const made = execFileSync(process.execPath, ['--import', 'tsx', 'tools/docs/print-report-schema.ts'], {
      encoding: 'utf8'
    })
    expect(readFileSync('docs/report.schema.json', 'utf8')).toBe(made)
  }, 60_000)

  it('refuses what is no report', () => {
    for (const wrong of [{}, { version: 2 }, null]) expect(() => assertReport(wrong)).toThrow('schema')
  })
})
