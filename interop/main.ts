import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Checks, type Check } from './checks.js'
import { Tools, Unavailable } from './install.js'
import { PARTS, type Part } from './parts.js'
import { killEverything } from './processes.js'

/** How a part went. */
interface Played {
  readonly name: string
  readonly checks: readonly Check[]
  /** Without what was installed before; milliseconds. */
  readonly tookMs: number
  /** Why it was left out. */
  readonly leftOut: string | null
}

interface Options {
  readonly parts: readonly Part[]
  /** Installs what the parts need, and checks nothing. */
  readonly isInstallOnly: boolean
}

function optionsOf(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string' }, install: { type: 'boolean' } }
  })
  const { only = '', install = false } = values
  const parts = PARTS.filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()))
  if (parts.length === 0) throw new Error(`--only: no part has "${only}" in its name`)
  return { parts, isInstallOnly: install }
}

/** Plays one part. Nothing that goes wrong in it stops the others. */
async function play(part: Part, tools: Tools, { isInstallOnly }: Options): Promise<Played> {
  const checks = new Checks()
  let begun = performance.now()
  let leftOut: string | null = null
  try {
    const makeChecks = await part.prepare(tools)
    begun = performance.now()
    if (!isInstallOnly) await makeChecks(checks)
  } catch (error) {
    if (error instanceof Unavailable) leftOut = error.message
    else
      checks.expectNone('the part comes to its end', [String(error instanceof Error ? error.stack : error)])
  }
  const played = { name: part.name, checks: checks.all, tookMs: performance.now() - begun, leftOut }
  console.log(told(played))
  return played
}

function told({ name, checks, leftOut }: Played): string {
  const lines = checks.map(({ name, problem }) =>
    problem === null ? `  ok      ${name}` : `  FAILED  ${name}\n${problem.replace(/^/gm, '          ')}`
  )
  return [`== ${name}`, ...lines, ...(leftOut === null ? [] : [`  left out: ${leftOut}`])].join('\n')
}

const failedOf = (checks: readonly Check[]): number => checks.filter(({ problem }) => problem !== null).length
const seconds = (ms: number): string => (ms / 1000).toFixed(1)

function table(all: readonly Played[], { took }: Tools, totalMs: number): string {
  const row = (cells: readonly (string | number)[]): string =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(34) : String(cell).padStart(8))).join('')
  return [
    '',
    row(['part', 'checks', 'failed', 'seconds']),
    ...all.map(({ name, checks, tookMs, leftOut }) =>
      leftOut === null
        ? row([name, checks.length, failedOf(checks), seconds(tookMs)])
        : row([name, 'left out'])
    ),
    '',
    ...[...took].map(([name, ms]) => row([`installing ${name}`, '', '', seconds(ms)])),
    row(['all together', '', '', seconds(totalMs)])
  ].join('\n')
}

/** Everything temporary goes into one folder, which goes with this process, however it ends. */
function useScratchFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), 'interop-'))
  process.env.TMPDIR = folder
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
}

/** `npm run interop -- [--only TEXT] [--install]` */
async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2))
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      killEverything()
      process.exit(1)
    })
  useScratchFolder()
  const tools = new Tools()
  const begun = performance.now()
  const all = await Promise.all(options.parts.map(part => play(part, tools, options)))
  console.log(table(all, tools, performance.now() - begun))
  const count = all.reduce((sum, { checks }) => sum + checks.length, 0)
  // Where everything should be there, a part that is left out hides what it would have found.
  const isCi = !['', 'false', undefined].includes(process.env.CI)
  const leftOut = !isCi ? 0 : all.filter(({ leftOut }) => leftOut !== null).length
  const failed = all.reduce((sum, { checks }) => sum + failedOf(checks), 0)
  console.log(`${count - failed} passed, ${failed + leftOut} failed`)
  process.exitCode = failed + leftOut === 0 ? 0 : 1
}

main().catch((error: unknown) => {
  killEverything()
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
