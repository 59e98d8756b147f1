import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Checks } from './checks.js'
import { run } from './processes.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const LINTER_MS = 60_000

/** The workflows of the project, the examples that are workflows, and those that the runner plays. */
function workflowFiles(): string[] {
  return ['.github/workflows', 'examples', 'interop/workflows']
    .flatMap(folder => readdirSync(`${ROOT}/${folder}`).map(file => `${folder}/${file}`))
    .filter(path => /\.ya?ml$/.test(path) && /^jobs:/m.test(readFileSync(`${ROOT}/${path}`, 'utf8')))
    .sort()
}

/** A finding of actionlint, in its format `{{json .}}`. */
interface ActionlintError {
  readonly filepath: string
  readonly line: number
  readonly message: string
}

/** Checks every workflow with actionlint. What else it would call, if the machine has it, is not pinned and left out. */
export async function playActionlint(program: string, checks: Checks): Promise<void> {
  const files = workflowFiles()
  const flags = ['-shellcheck=', '-pyflakes=', '-format', '{{json .}}']
  const { stdout, stderr } = await run(program, [...flags, ...files], { cwd: ROOT, timeoutMs: LINTER_MS })
  const errors = read<ActionlintError>(stdout, stderr)
  for (const file of files)
    checks.expectNone(
      file,
      errors
        .filter(({ filepath }) => filepath === file)
        .map(({ line, message }) => `line ${line}: ${message}`)
    )
}

/** A finding of zizmor, in its format `json`. */
interface ZizmorFinding {
  readonly ident: string
  readonly desc: string
  readonly locations: readonly {
    readonly symbolic: { readonly key: { readonly Local?: { readonly verbatim_path: string } } }
    readonly concrete: { readonly location: { readonly start_point: { readonly row: number } } }
  }[]
}

/** Checks every workflow, action.yml and dependabot.yml with zizmor, offline; exceptions stand in .github/zizmor.yml. */
export async function playZizmor(program: string, checks: Checks): Promise<void> {
  const files = [...workflowFiles(), 'action.yml', '.github/dependabot.yml']
  const flags = [
    '--offline',
    '--quiet',
    '--no-progress',
    '--format',
    'json',
    '--config',
    '.github/zizmor.yml'
  ]
  const { stdout, stderr } = await run(program, [...flags, ...files], { cwd: ROOT, timeoutMs: LINTER_MS })
  const findings = read<ZizmorFinding>(stdout, stderr).map(({ ident, desc, locations: [place] }) => ({
    file: place?.symbolic.key.Local?.verbatim_path,
    text: `line ${(place?.concrete.location.start_point.row ?? 0) + 1}: ${ident}: ${desc}`
  }))
  for (const name of files)
    checks.expectNone(
      name,
      findings.filter(({ file }) => file === name).map(({ text }) => text)
    )
}

/** The findings that a linter has printed as a JSON array. */
function read<Finding>(stdout: string, stderr: string): Finding[] {
  try {
    return JSON.parse(stdout) as Finding[]
  } catch {
    throw new Error(`no JSON: ${stdout}${stderr}`)
  }
}
