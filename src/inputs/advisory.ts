import { isNamedBy, type NamedPipeline } from '../domain/pipeline-names.js'
import { isMeantAsAddress, readAddress } from './pipeline-address.js'
import type { Targets } from './pipeline-ids.js'
import { nearestNames, parseLines } from './pipeline-names.js'
import { listed, type InputIssues, type RawInput } from './values.js'

/** One line of `advisory`: the ID of a pipeline, in whatever form, or else a name or a pattern. */
export type AdvisoryLine =
  /** @property id empty for an address of another project */
  | { readonly kind: 'id'; readonly text: string; readonly id: string; readonly pin: string | null }
  | { readonly kind: 'name'; readonly text: string }

const INPUT = 'advisory'
/** At most this many lines are reported one by one, the others are counted. */
const REPORTED = 10
/** The longest name that the console takes has 128 characters. */
const LONGEST_NAME = 130

/** The lines of `advisory`. @param projectId that of v5, `null` on v3, which knows no names */
export function parseAdvisory(
  raw: RawInput,
  projectId: string | null,
  issues: InputIssues
): readonly AdvisoryLine[] {
  const lines = parseLines(raw).map(text => readLine(text, projectId))
  const names = lines.filter(({ kind }) => kind === 'name').map(({ text }) => text)
  if (projectId === null && names.length > 0)
    issues.add({ input: INPUT, value: '' }, 'advisory_v3', { names: listed(names, LONGEST_NAME) })
  return lines
}

function readLine(text: string, projectId: string | null): AdvisoryLine {
  const address = isMeantAsAddress(text) ? readAddress(text) : null
  if (address !== null) {
    const isOfProject = projectId === null || address.projectId === projectId
    return { kind: 'id', text, id: isOfProject ? address.pipelineId : '', pin: null }
  }
  const [, id, pin = null] = /^([0-9A-Za-z]{32})(?:@([0-9A-Za-z]{1,64}))?$/.exec(text) ?? []
  return id === undefined ? { kind: 'name', text } : { kind: 'id', text, id, pin }
}

/** Whether the lines mean something without the names of the requested pipelines. */
export function needsNames(lines: readonly AdvisoryLine[]): boolean {
  return lines.some(({ kind }) => kind === 'name')
}

/**
 * The requested pipelines that the lines mean.
 * @param project the pipelines of the project, for their names; empty where no name is needed
 * @param issues learns of each line that means none, and of lines that mean all
 */
export function resolveAdvisory(
  lines: readonly AdvisoryLine[],
  targets: Targets,
  project: readonly NamedPipeline[],
  issues: InputIssues
): ReadonlySet<string> {
  const requested = project.filter(({ id }) => targets.has(id))
  const advisory = new Set<string>()
  const unknown: string[] = []
  for (const line of lines) {
    const meant = meantBy(line, targets, requested)
    if (meant.length === 0) unknown.push(line.text)
    for (const id of meant) advisory.add(id)
  }
  for (const text of unknown.slice(0, REPORTED)) {
    const near = nearestNames(text, requested).map(name => `"${name}"`)
    const raw = { input: INPUT, value: text }
    if (near.length === 0) issues.add(raw, 'advisory_none')
    else issues.add(raw, 'advisory_near', { meant: listed(near, LONGEST_NAME) })
  }
  const more = unknown.length - REPORTED
  if (more > 0) issues.add({ input: INPUT, value: '' }, 'names_more', { n: more })
  if (targets.size > 0 && advisory.size === targets.size)
    issues.add({ input: INPUT, value: listed(lines.map(({ text }) => text)) }, 'advisory_all', {
      n: targets.size
    })
  return advisory
}

/** A pipeline may well have a name that looks like an ID. */
function meantBy(line: AdvisoryLine, targets: Targets, requested: readonly NamedPipeline[]): string[] {
  const named = requested.filter(({ name }) => isNamedBy(line.text, name)).map(({ id }) => id)
  if (line.kind === 'name') return named
  const pin = targets.get(line.id)
  const isRequested = pin !== undefined && (line.pin === null || line.pin === pin)
  return isRequested ? [line.id, ...named] : named
}
