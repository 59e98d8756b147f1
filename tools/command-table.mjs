import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

const read = file => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')

/** What `--help` and `--version` say: the version, and each input as action.yml and docs/inputs.zh.yml have it. */
export function commandTable() {
  const { version } = JSON.parse(read('package.json'))
  const { inputs } = parse(read('action.yml'))
  const chinese = parse(read('docs/inputs.zh.yml')).inputs
  return {
    version,
    inputs: Object.entries(inputs).map(([name, { description, default: fallback = null }]) => ({
      name,
      fallback,
      meaning: { en: description, zh: chinese[name] }
    }))
  }
}
