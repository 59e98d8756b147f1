import { failure } from '../domain/failure.js'
import type { NamedPipeline } from '../domain/pipeline-names.js'
import { FailureError } from '../errors.js'
import { resolveAdvisory } from './advisory.js'
import type { Config } from './config.js'
import { MOST_STATUSES } from './forge.js'
import { resolveNames, type Resolution } from './pipeline-names.js'
import { InputIssues } from './values.js'

/** The inputs once it is known which pipelines they name. */
export interface ResolvedConfig {
  readonly config: Config
  /** What each line of `pipeline_names` means. */
  readonly resolutions: readonly Resolution[]
  /** All pipelines of the project; empty where no name was given. */
  readonly project: readonly NamedPipeline[]
}

/**
 * Finds the pipelines that are given by name, once: what is renamed later stays what it was.
 *
 * @param list reads the pipelines of the project; called only where a name was given
 * @throws {FailureError} with the issues of names that mean nothing, or nothing certain; what `list` throws
 */
export async function resolveConfig(
  config: Config,
  list: () => Promise<readonly NamedPipeline[]>
): Promise<ResolvedConfig> {
  const { names, advisoryLines } = config
  if (names.length === 0 && advisoryLines.length === 0) return { config, resolutions: [], project: [] }
  const project = await list()
  const issues = new InputIssues()
  const { targets, resolutions } = resolveNames(names, config.targets, project, issues)
  const isEach = config.forge?.statuses?.mode === 'each'
  if (isEach && targets.size > MOST_STATUSES) {
    const raw = { input: 'commit_status', value: 'each' }
    issues.add(raw, 'status_many', { n: targets.size, most: MOST_STATUSES })
  }
  // What a wrong name leaves out is no mistake of `advisory`.
  if (issues.all.length > 0) throw new FailureError(failure('inputs', { issues: issues.all }))
  const advisory =
    advisoryLines.length === 0 ? config.advisory : resolveAdvisory(advisoryLines, targets, project, issues)
  if (issues.all.length > 0) throw new FailureError(failure('inputs', { issues: issues.all }))
  return { config: { ...config, targets, advisory, advisoryLines: [] }, resolutions, project }
}
