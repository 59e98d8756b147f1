// Reads charts from a file, as a JSON array, and says which of them Mermaid's own parser refuses.
import { JSDOM } from 'jsdom'
import { readFileSync } from 'node:fs'

const { window } = new JSDOM('')
Object.assign(globalThis, { window, document: window.document })
const { default: mermaid } = await import('mermaid')

const refused = []
for (const chart of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  try {
    const { diagramType } = await mermaid.parse(chart)
    if (diagramType !== 'gantt') refused.push({ chart, why: diagramType })
  } catch (error) {
    refused.push({ chart, why: String(error) })
  }
}
process.stdout.write(JSON.stringify(refused))
