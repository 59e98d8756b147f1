import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Inputs } from './harness.js'

export interface Printed extends AsyncDisposable {
  /** The inputs of the example that has this in it, with those that hold for all. */
  readonly example: (part: string) => Inputs
  /** The variables of that example which are not inputs. */
  readonly env: (part: string) => Readonly<Record<string, string>>
  /** What it has printed below its examples. */
  readonly told: () => string
}

/** What `npm run simulator` runs, and what it prints. */
export async function printed(...words: readonly string[]): Promise<Printed> {
  const command = ['--import', 'tsx', 'simulator/main.ts', '--port', '0', ...words]
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  while (!text.includes('Ctrl-C ends')) await once(child.stdout, 'data')
  const inputsIn = (line: string): Inputs =>
    Object.fromEntries(
      [...line.matchAll(/INPUT_(\w+)=(?:"([^"]*)"|(\S*))/g)].map(([, name = '', quoted, bare]) => [
        name.toLowerCase(),
        quoted ?? bare ?? ''
      ])
    )
  const lines = text.split('\n')
  const common = Object.assign(
    {},
    ...lines.filter(line => line.startsWith('  export')).map(inputsIn)
  ) as Inputs
  const examples = lines.filter(line => line.endsWith('node dist/index.js'))
  const exampleOf = (part: string): string => examples.find(line => line.includes(part)) ?? ''
  return {
    env: part =>
      Object.fromEntries(
        [...exampleOf(part).matchAll(/ (GITHUB_\w+)=(\S+)/g)].map(([, name = '', value = '']) => [
          name,
          value
        ])
      ),
    example: part => ({ ...common, ...inputsIn(exampleOf(part)) }),
    told: () => text.split('Ctrl-C ends')[1] ?? '',
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGINT')
      await once(child, 'exit')
    }
  }
}
