import { Ajv } from 'ajv'
import { readFileSync } from 'node:fs'

// Every suite compiles it again: one compiler, so that what both share is compiled once, and the schema itself is not
// checked again here (`exhaustive/report-schema` does).
const ajv = new Ajv({ validateSchema: false, inlineRefs: false })
ajv.addSchema(JSON.parse(readFileSync('docs/report.schema.json', 'utf8')) as object, 'report')
const validate = ajv.compile({ $ref: 'report' })
const validatePipelines = ajv.compile({
  type: 'array',
  items: { $ref: 'report#/definitions/PipelineOutput' }
})

/** The output `pipelines` has the elements that the schema describes. @throws where it has not */
export function assertPipelines(pipelines: unknown): void {
  if (!validatePipelines(pipelines))
    throw new Error(`The output is not what the schema says: ${JSON.stringify(validatePipelines.errors)}`)
}

/** Every report of every run has to be what the published schema says. @throws where it is not */
export function assertReport(report: unknown): void {
  if (!validate(report))
    throw new Error(`The report is not what the schema says: ${JSON.stringify(validate.errors)}`)
}
