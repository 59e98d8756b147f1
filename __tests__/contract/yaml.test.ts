import { validate } from '@actions/languageservice/validate'
import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { INPUTS } from '../../src/inputs/known.js'

interface Snippet {
  readonly name: string
  readonly yaml: string
}

/** Every YAML block of the documents, by file and number, and every whole workflow. */
const snippets: readonly Snippet[] = [
  ...documents().flatMap(blocksOf),
  ...['examples', '.github/workflows'].flatMap(folder =>
    readdirSync(folder)
      .filter(file => file.endsWith('.yml'))
      .map(file => ({
        name: `${folder}/${file}`,
        yaml: readFileSync(`${folder}/${file}`, 'utf8')
      }))
  )
]

function blocksOf(file: string): Snippet[] {
  return [...readFileSync(file, 'utf8').matchAll(/^( *)```ya?ml\n([\s\S]*?)^ *```$/gm)].map(
    (match, index) => ({
      name: `${file} #${index + 1}`,
      yaml: (match[2] ?? '').replaceAll(new RegExp(`^${match[1] ?? ''}`, 'gm'), '')
    })
  )
}

function documents(): string[] {
  return readdirSync('.', { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.md') && !/node_modules|(^|\/)\./.test(path))
    .sort()
}

/** A whole workflow around a block that shows a step or a job only. */
function workflow(yaml: string): string {
  const indented = (by: number): string => yaml.replace(/^(?=.)/gm, ' '.repeat(by))
  if (/^- /.test(yaml))
    return `on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n${indented(6)}`
  if (/^jobs:/m.test(yaml)) return /^on:/m.test(yaml) ? yaml : `on: push\n${yaml}`
  return yaml
}

async function complaints({ name, yaml }: Snippet): Promise<string[]> {
  const uri = `file:///.github/workflows/${encodeURIComponent(name)}.yml`
  const found = await validate(TextDocument.create(uri, 'yaml', 0, workflow(yaml)))
  return found.map(({ message }) => JSON.stringify(message))
}

describe('every YAML block of the documents, every example and every workflow', () => {
  it('there are some', () => {
    expect(snippets.length).toBeGreaterThan(2)
  })
  it.each(snippets)('$name is a workflow that the language service takes', async snippet => {
    expect(await complaints(snippet)).toEqual([])
  })
  it.each(snippets)('$name gives inputs that the action has', ({ yaml }) => {
    for (const step of stepsOf(parse(workflow(yaml))))
      for (const input of Object.keys(step)) expect(INPUTS).toContain(input)
  })
  it('and action.yml is an action', async () => {
    const action = TextDocument.create('file:///action.yml', 'yaml', 0, readFileSync('action.yml', 'utf8'))
    expect((await validate(action)).map(({ message }) => message)).toEqual([])
  })
  it('a mistake would be found', async () => {
    expect(await complaints({ name: 'wrong', yaml: 'on: push\njobs:\n  a:\n    runs-onn: x\n' })).not.toEqual(
      []
    )
  })
})

/** What steps that use this action are given. */
function stepsOf(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(stepsOf)
  if (typeof node !== 'object' || node === null) return []
  const { uses, with: inputs, ...rest } = node as { uses?: unknown; with?: Record<string, unknown> }
  const own =
    typeof uses === 'string' && /codearts-pipeline-gate@|^\.\/$/.test(uses) && inputs !== undefined
      ? [inputs]
      : []
  return [...own, ...Object.values(rest).flatMap(stepsOf)]
}
