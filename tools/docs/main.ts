import { readFileSync, writeFileSync } from 'node:fs'
import { waitingResults, waitingTable } from '../bench/waiting/table.js'
import { PARTS, withPart, type Part } from './parts.js'
import { reportSchema } from './report-schema.js'

/** `npm run docs`: writes the generated parts of the documents, each between its two marks. */
const WAITING: Part = {
  file: 'docs/polling.md',
  name: 'waiting',
  text: () => waitingTable(waitingResults())
}

writeFileSync('docs/report.schema.json', reportSchema())
for (const part of [...PARTS, WAITING])
  writeFileSync(part.file, withPart(readFileSync(part.file, 'utf8'), part, part.text()))
