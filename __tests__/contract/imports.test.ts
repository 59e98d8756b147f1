import { describe, expect, it } from '@jest/globals'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'

/** Rooms of src/, and the other rooms that each may import; `domain`, `common` and `SHARED` are open to all of them. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  gate: [
    ...['starting', 'polling', 'explaining', 'inputs', 'codearts', 'forge', 'report'],
    ...['types of secrets', 'node:crypto']
  ],
  sweep: ['explaining', 'inputs', 'codearts', 'forge', 'report', 'types of secrets'],
  doctor: ['publish', 'inputs', 'codearts', 'forge', 'report', 'types of secrets'],
  starting: ['polling', 'inputs', 'codearts', 'report'],
  polling: ['codearts'],
  explaining: ['codearts', 'report'],
  inputs: ['codearts', 'types of report', 'node:crypto', 'node:util'],
  codearts: ['node:crypto', 'node:util'],
  forge: [],
  report: [],
  adapters: ['node:', '@actions/'],
  command: ['inputs', 'report', 'node:util'],
  common: [],
  domain: []
}
/** Inside the room of CodeArts: its face on top, HTTP at the bottom. */
const CODEARTS: Readonly<Record<string, readonly string[]>> = {
  cloud: ['v5', 'auth', 'v3', 'status', 'http', 'probe', 'regions'],
  v5: ['status', 'http', 'regions'],
  auth: ['http', 'regions'],
  v3: ['status', 'http', 'regions'],
  probe: ['v5', 'http'],
  status: ['http'],
  http: [],
  regions: []
}
/** The entries, which wire things, and the edges that see every room. */
const EDGES = ['index', 'run', 'post', 'publish', 'secrets']
/** Files at the top of src/ that every room may import, and what they may import themselves. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  errors: ['domain'],
  ports: []
}

interface Import {
  readonly from: string
  /** Path of a file of the project, or the name of a module. */
  readonly to: string
  readonly onlyTypes: boolean
}

const sources = list('src')
const imports = sources.flatMap(file => importsOf(file, readFileSync(file, 'utf8')))

describe('who may import whom', () => {
  it('every file of src/ is in a room, but for the entries, the edges and what is open to all', () => {
    const outside = sources.filter(file => !Object.hasOwn(ROOMS, roomOf(file)))
    expect(outside.map(roomOf).sort()).toEqual([...EDGES, ...Object.keys(SHARED)].sort())
    const rooms = new Set(sources.map(roomOf))
    expect(Object.keys(ROOMS).filter(room => !rooms.has(room))).toEqual([])
  })

  it.each(sources)('%s', file => {
    expect(imports.filter(({ from }) => from === file).flatMap(forbidden)).toEqual([])
  })

  it('there is no circle, also none of types', () => {
    expect(circle(imports)).toEqual([])
  })

  it.each([
    ['src/domain/verdict.ts', `import { plain } from '../report/escape.js'`],
    ['src/gate/gate.ts', `import { runSweep } from '../sweep/sweep.js'`],
    ['src/gate/gate.ts', `import type { Due } from '../sweep/plan.js'`],
    ['src/sweep/sweep.ts', `import { nameOf } from '../gate/complete.js'`],
    ['src/sweep/judge.ts', `import type { PipelineFacts } from '../gate/announcer.js'`],
    ['src/explaining/explain.ts', `import type { Gate } from '../gate/opened.js'`],
    ['src/explaining/explain.ts', `import type { Writing } from '../sweep/write.js'`],
    ['src/report/commit-status.ts', `import type { StatusInput } from '../inputs/forge.js'`],
    ['src/sweep/sweep.ts', `import { watch } from '../polling/watch.js'`],
    ['src/domain/verdict.ts', `import type { Clock } from '../ports.js'`],
    ['src/report/log.ts', `import type { Config } from '../inputs/config.js'`],
    ['src/report/log.ts', `import { readFileSync } from 'node:fs'`],
    ['src/inputs/parse.ts', `import { messagesIn } from '../report/messages/index.js'`],
    ['src/inputs/parse.ts', `import { v5Poll } from '../codearts/v5/status.js'`],
    ['src/codearts/cloud.ts', `import type { Config } from '../inputs/config.js'`],
    ['src/codearts/http/client.ts', `import type { Project } from '../v5/run.js'`],
    ['src/codearts/v5/run.ts', `import type { Cloud } from '../cloud.js'`],
    ['src/forge/client.ts', `import { retryPause } from '../codearts/cloud.js'`],
    ['src/codearts/cloud.ts', `import type { Forge } from '../forge/forge.js'`],
    ['src/report/forge-text.ts', `import type { Forge } from '../forge/forge.js'`],
    ['src/polling/watch.ts', `import { retryPause } from '../codearts/http/retry.js'`],
    ['src/polling/watch.ts', `import type { Progress } from '../gate/progress.js'`],
    ['src/starting/start.ts', `import type { Progress } from '../gate/progress.js'`],
    ['src/doctor/doctor.ts', `import { redacting } from '../secrets.js'`],
    ['src/doctor/doctor.ts', `import { watch } from '../polling/watch.js'`],
    ['src/gate/gate.ts', `import { publish } from '../publish.js'`],
    ['src/gate/gate.ts', `import { systemClock } from '../adapters/clock.js'`],
    ['src/run.ts', `import { systemClock } from './adapters/clock.js'`],
    ['src/adapters/clock.ts', `import type { PipelineState } from '../domain/tracking.js'`],
    ['src/common/limit.ts', `import type { Failure } from '../domain/failure.js'`],
    ['src/common/json.ts', `import { isOurs } from '../codearts/v5/own-run.js'`],
    ['src/command/command.ts', `import { run } from '../run.js'`],
    ['src/report/request-log.ts', `import type { Secrets } from '../secrets.js'`],
    ['src/ports.ts', `import type { Failure } from './domain/failure.js'`],
    ['src/errors.ts', `import type { Clock } from './ports.js'`]
  ])('in %s, %s is found', (file, planted) => {
    expect(existsSync(file)).toBe(true)
    expect(importsOf(file, planted).flatMap(forbidden)).toHaveLength(1)
  })

  // A file that is imported on demand cannot be joined into one scope with the rest, nor can all that it shares with
  // the rest: Node then reads most of the bundle twice (docs/startup.md has the figures).
  it('none of its own files is imported on demand', () => {
    const onDemand = sources.filter(file => /\bimport\((?!'node:)/.test(readFileSync(file, 'utf8')))
    expect(onDemand).toEqual([])
  })

  it('finds a circle', () => {
    const back = importsOf('src/domain/pipeline-run.ts', `import type { Verdict } from './verdict.js'`)
    expect(circle([...imports, ...back]).length).toBeGreaterThan(1)
  })
})

describe('what a file may do', () => {
  it('only adapters touch the process, timers and the real clock', () => {
    for (const file of sources.filter(file => !/^src\/(adapters|index)/.test(file)))
      expect([
        file,
        /\bprocess\.|setTimeout|setInterval|Date\.now|performance\.now|Math\.random\(/.test(code(file))
      ]).toEqual([file, false])
  })

  it('no file does work when it is imported, but the entry', () => {
    for (const file of sources.filter(file => file !== 'src/index.ts'))
      expect([file, /^(await |\w+\()/m.test(code(file))]).toEqual([file, false])
  })

  it('neither simulator, interop nor demo knows the source: one bug would sit on both sides', () => {
    // What others wrote, which the simulator is held against.
    const others = ['@octokit/rest', '@octokit/graphql-schema', 'graphql']
    for (const folder of ['simulator', 'interop', 'tools/demo'])
      for (const file of list(folder))
        for (const { to } of importsOf(file, readFileSync(file, 'utf8'))) {
          const isOwn = /^(simulator\/|node:)/.test(to) || to.startsWith(folder)
          const mayKnow = isOwn || (folder === 'interop' && others.includes(to))
          expect([file, to, mayKnow]).toEqual([file, to, true])
        }
  })
})

/** The sentence for an import that the tables do not allow. */
function forbidden({ from, to, onlyTypes }: Import): string[] {
  return isAllowed(from, to, onlyTypes) ? [] : [`${from} imports ${to}`]
}

function isAllowed(from: string, to: string, onlyTypes: boolean): boolean {
  const room = roomOf(from)
  const target = roomOf(to)
  if (EDGES.includes(room)) return room === 'index' ? true : target !== 'adapters' && target !== 'index'
  const shared = SHARED[room]
  if (shared !== undefined) return shared.includes(target)
  if (room === target) return room !== 'codearts' || isInside(from, to)
  if (room === 'domain') return false
  if (target === 'domain') return room !== 'adapters' && room !== 'common'
  if (target === 'common') return true
  if (Object.hasOwn(SHARED, target)) return true
  const may = ROOMS[room] ?? []
  if (may.some(open => open === to || (/[:/]$/.test(open) && to.startsWith(open)))) return true
  if (onlyTypes && may.includes(`types of ${target}`)) return true
  if (!may.includes(target)) return false
  // Outside its room, CodeArts shows its face; types may come from inside.
  return target !== 'codearts' || onlyTypes || to === 'src/codearts/cloud.ts'
}

function isInside(from: string, to: string): boolean {
  const [room, target] = [from, to].map(path => /^src\/codearts\/(\w+)/.exec(path)?.[1] ?? '')
  return room === target || (CODEARTS[room ?? '']?.includes(target ?? '') ?? false)
}

/** The folder of a file below src/, or its own name at the top; the name of a module as it is. */
function roomOf(path: string): string {
  return /^src\/([^/.]+)/.exec(path)?.[1] ?? path
}

/** The files of one circle, `[]` if there is none. */
function circle(imports: readonly Import[]): string[] {
  const targets = new Map<string, string[]>()
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to])
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return []
    for (const to of targets.get(file) ?? []) {
      const found = visit(to, [...path, file])
      if (found.length > 0) return found
    }
    done.add(file)
    return []
  }
  for (const file of targets.keys()) {
    const found = visit(file, [])
    if (found.length > 0) return found
  }
  return []
}

function importsOf(file: string, text: string): Import[] {
  const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.Latest)
  return statements.flatMap(statement => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
    const { moduleSpecifier } = statement
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return []
    return [{ from: file, to: resolved(file, moduleSpecifier.text), onlyTypes: isOnlyTypes(statement) }]
  })
}

function isOnlyTypes(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly
  const { importClause: clause } = statement
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const { name, namedBindings } = clause
  return (
    name === undefined &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly)
  )
}

function resolved(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  return normalize(join(dirname(file), specifier))
    .replaceAll('\\', '/')
    .replace(/\.js$/, '.ts')
}

function list(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts'))
    .map(path => `${folder}/${path.replaceAll('\\', '/')}`)
    .sort()
}

/** The source without its comments. */
function code(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}
