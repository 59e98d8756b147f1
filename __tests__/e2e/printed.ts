import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Inputs } from './harness.js'

export interface Printed extends AsyncDisposable {
  /** The inputs of the example that has this in it, with those that hold for all. */
  readonly example: (part: string) => Inputs
  /** The variables that hold for all examples and are not inputs. */
  readonly env: Readonly<Record<string, string>>
  /** What it prints first, its examples among it. */
  readonly introduction: string
  /** What it has printed below its examples. */
  readonly told: () => string
}

/** What `npm run simulator` runs, and what it prints. */
export async function printed(...words: readonly string[]): Promise<Printed> {
  const command = ['--import', 'tsx', 'simulator/main.ts', '--port', '0', ...words]
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  while (!/Ctrl-C (?:ends|结束)/.test(text)) await once(child.stdout, 'data')
  const inputsIn = (line: string): Inputs =>
    Object.fromEntries(
      [...line.matchAll(/INPUT_(\w+)=(?:"([^"]*)"|(\S*))/g)].map(([, name = '', quoted, bare]) => [
        name.toLowerCase(),
        quoted ?? bare ?? ''
      ])
    )
  const lines = text.split('\n')
  const exported = lines.filter(line => line.startsWith('  export'))
  const common = Object.assign({}, ...exported.map(inputsIn)) as Inputs
  const github = exported.flatMap(line => [...line.matchAll(/export (GITHUB_\w+)=(\S+)/g)])
  const examples = lines.filter(line => line.endsWith('node dist/index.js'))
  const exampleOf = (part: string): string => examples.find(line => line.includes(part)) ?? ''
  return {
    introduction: text,
    env: Object.fromEntries(github.map(([, name = '', value = '']) => [name, value])),
    example: part => ({ ...common, ...inputsIn(exampleOf(part)) }),
    told: () => text.split(/Ctrl-C (?:ends|结束)/)[1] ?? '',
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGINT')
      await once(child, 'exit')
    }
  }
}
