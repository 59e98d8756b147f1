import { createGenerator } from 'ts-json-schema-generator'

/** The JSON Schema of the report file, made from its types. */
export function reportSchema(): string {
  const schema = createGenerator({
    path: 'src/report/report-file.ts',
    tsconfig: 'tsconfig.json',
    type: 'Report',
    topRef: false,
    additionalProperties: false,
    skipTypeCheck: true
  }).createSchema('Report')
  const about = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Report of the CodeArts pipeline gate, version 1',
    description:
      'The file that the output report_path names. The elements of pipelines have the fields of the output pipelines, and more.'
  }
  return `${JSON.stringify({ ...about, ...schema }, null, 2)}\n`
}
