import { byNameThenId, isNamedBy, isPattern, type NamedPipeline } from '../domain/pipeline-names.js'
import { MOST_PIPELINES, unseenCharacters, type Targets } from './pipeline-ids.js'
import { isNear, listed, type InputIssues, type RawInput } from './values.js'

const INPUT = 'pipeline_names'
/** At most this many lines are reported one by one, the others are counted. */
const REPORTED = 10
/** At most this many near names are shown for one line. */
const SHOWN_NAMES = 5
/** Shorter texts are part of too many names; a Chinese word has two characters. */
const SHORTEST_PART = 4
const SHORTEST_WIDE_PART = 2
/** The longest name that the console takes has 128 characters. */
const LONGEST_NAME = 130

/** A line of `pipeline_names`, and the pipelines that it means. */
export interface Resolution {
  readonly line: string
  readonly pipelines: readonly NamedPipeline[]
}

/** Lines of text, each once, without the leading or trailing spaces. */
export function parseLines(raw: RawInput): string[] {
  const lines = raw.value.split(/\r\n|\r|\n/).map(line => line.replace(/^[ \t]+|[ \t]+$/g, ''))
  return [...new Set(lines.filter(line => line !== ''))]
}

/**
 * All requested pipelines: those that were requested by ID, then those that the lines name, line by line, and under a
 * pattern by name. A pin stays where a pattern means its pipeline.
 *
 * @param project all pipelines of the project
 * @param issues learns of each line that means nothing, or nothing certain
 */
export function resolveNames(
  lines: readonly string[],
  requested: Targets,
  project: readonly NamedPipeline[],
  issues: InputIssues
): { readonly targets: Targets; readonly resolutions: readonly Resolution[] } {
  const targets = new Map(requested)
  const resolutions = matchLines(lines, project)
  let tooMany: string | null = null
  for (const { line, pipelines } of resolutions) {
    for (const { id } of pipelines) if (!targets.has(id)) targets.set(id, null)
    if (targets.size > MOST_PIPELINES) tooMany ??= line
  }
  if (lines.length === 0) return { targets, resolutions }
  if (project.length === 0) issues.add({ input: INPUT, value: '' }, 'names_empty')
  else addWrong(resolutions, requested, project, issues)
  if (tooMany !== null) issues.add({ input: INPUT, value: tooMany }, 'too_many', { most: MOST_PIPELINES })
  return { targets, resolutions }
}

function matchLines(lines: readonly string[], project: readonly NamedPipeline[]): Resolution[] {
  const byName = new Map<string, NamedPipeline[]>()
  for (const pipeline of project) {
    const same = byName.get(pipeline.name)
    if (same === undefined) byName.set(pipeline.name, [pipeline])
    else same.push(pipeline)
  }
  return lines.map(line => {
    const meant = isPattern(line)
      ? project.filter(({ name }) => isNamedBy(line, name))
      : (byName.get(line) ?? [])
    return { line, pipelines: meant.toSorted(byNameThenId) }
  })
}

function addWrong(
  resolutions: readonly Resolution[],
  requested: Targets,
  project: readonly NamedPipeline[],
  issues: InputIssues
): void {
  const isAmbiguous = ({ line, pipelines }: Resolution): boolean => !isPattern(line) && pipelines.length > 1
  const pinOf = ({ line, pipelines: [only] }: Resolution): string | null =>
    isPattern(line) || only === undefined ? null : (requested.get(only.id) ?? null)
  const wrong = resolutions.filter(
    resolution => resolution.pipelines.length === 0 || isAmbiguous(resolution) || pinOf(resolution) !== null
  )
  for (const resolution of wrong.slice(0, REPORTED)) {
    const { line, pipelines } = resolution
    const raw = { input: INPUT, value: line }
    const pin = pinOf(resolution)
    const ids = pipelines.map(({ id }) => id)
    if (pipelines.length === 0) addUnknown(raw, project, issues)
    else if (pin === null) issues.add(raw, 'name_twice', { ids: listed(ids) })
    else issues.add(raw, 'name_pinned', { pin: `${ids[0] ?? ''}@${pin}` })
  }
  const more = wrong.length - REPORTED
  if (more > 0) issues.add({ input: INPUT, value: '' }, 'names_more', { n: more })
}

function addUnknown(raw: RawInput, project: readonly NamedPipeline[], issues: InputIssues): void {
  const unseen = unseenCharacters(raw.value)
  const meant = nearestNames(raw.value, project).map(name => `"${name}"`)
  if (unseen !== '') issues.add(raw, 'name_hidden', { characters: unseen })
  else if (meant.length === 0) issues.add(raw, isPattern(raw.value) ? 'name_none_pattern' : 'name_none')
  else issues.add(raw, 'name_near', { meant: listed(meant, LONGEST_NAME) })
}

/** Names that were probably meant by a line that means none, the nearest first. Often nothing. */
export function nearestNames(line: string, project: readonly NamedPipeline[]): string[] {
  const names = [...new Set(project.toSorted(byNameThenId).map(({ name }) => name))]
  const ranked = names.map(name => ({ name, rank: rankOf(line.toLowerCase(), name.toLowerCase()) }))
  return ranked
    .filter(({ rank }) => rank < FAR)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, SHOWN_NAMES)
    .map(({ name }) => name)
}

const FAR = 3

/** 0 where only letter case differs, 1 for a typo, 2 where one is part of the other. @param line in small letters */
function rankOf(line: string, name: string): number {
  if (isNamedBy(line, name)) return 0
  const longest = line.split('*').toSorted((a, b) => b.length - a.length)[0] ?? ''
  const compared = isPattern(line) ? name.slice(0, longest.length) : name
  if (isTelling(longest) && isNear(longest, compared)) return 1
  const isPart = (part: string, whole: string): boolean => isTelling(part) && whole.includes(part)
  return isPart(longest, name) || isPart(name, longest) ? 2 : FAR
}

/** Whether a text is long enough to distinguish names. */
function isTelling(text: string): boolean {
  return text.length >= (/\p{Script=Han}/u.test(text) ? SHORTEST_WIDE_PART : SHORTEST_PART)
}
