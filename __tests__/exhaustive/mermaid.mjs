// Reads charts from a file, as a JSON array, and says which of them Mermaid's own parser refuses, or with names of
// zones when the first bar of the first one begins and ends, as a browser in each of them shows it.
import { JSDOM } from 'jsdom'
import { readFileSync } from 'node:fs'

const { window } = new JSDOM('')
Object.assign(globalThis, { window, document: window.document })
const { default: mermaid } = await import('mermaid')

const [, , file, ...zones] = process.argv
const charts = JSON.parse(readFileSync(file, 'utf8'))
const found = zones.length > 0 ? await timesOf(charts[0]) : await refusedOf(charts)
process.stdout.write(JSON.stringify(found))

async function refusedOf(charts) {
  const refused = []
  for (const chart of charts) {
    try {
      const { diagramType } = await mermaid.parse(chart)
      if (diagramType !== 'gantt') refused.push({ chart, why: diagramType })
    } catch (error) {
      refused.push({ chart, why: String(error) })
    }
  }
  return refused
}

async function timesOf(chart) {
  await mermaid.parse(chart)
  const times = []
  for (const zone of zones) {
    process.env.TZ = zone
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(chart)
    const [{ startTime, endTime }] = db.getTasks()
    times.push([shown(startTime), shown(endTime)])
  }
  return times
}

function shown(date) {
  const two = number => String(number).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}
