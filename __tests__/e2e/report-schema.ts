import { Ajv } from 'ajv'
import { readFileSync } from 'node:fs'

const schema = JSON.parse(readFileSync('docs/report.schema.json', 'utf8')) as object
const validate = new Ajv({ allErrors: true }).compile(schema)

const validatePipelines = new Ajv({ allErrors: true }).compile({
  ...schema,
  type: 'array',
  properties: undefined,
  required: undefined,
  additionalProperties: undefined,
  items: { $ref: '#/definitions/PipelineOutput' }
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
