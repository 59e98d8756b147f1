import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The parsed text of a JSON file next to the bundle. @throws where there is none */
export function readBeside(name: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, name), 'utf8'))
}
