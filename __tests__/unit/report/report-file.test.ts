import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { pipelineOutput } from '../../../src/report/pipeline-output.js'
import { reportJson } from '../../../src/report/report-file.js'
import { aConclusion, decided } from '../helpers.js'
import { hostileText, shouting } from './hostile.js'

describe('outputs', () => {
  it('the report is JSON with a version', () => {
    expect(JSON.parse(reportJson(aConclusion([decided('error')])))).toMatchObject({
      version: 1,
      step_failed: true
    })
  })
})

describe('hostile texts', () => {
  it('property: outputs and report are JSON that gives the text back as it came', () => {
    fc.assert(
      fc.property(hostileText, text => {
        const pipeline = shouting(text)
        const report = JSON.parse(reportJson(aConclusion([pipeline]))) as { pipelines: unknown[] }
        expect(report.pipelines[0]).toEqual(JSON.parse(JSON.stringify(pipelineOutput(pipeline))))
        expect(pipelineOutput(pipeline).name).toBe(text)
      })
    )
  })
})
