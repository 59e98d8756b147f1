import type { V5Cloud } from '../codearts/cloud.js'
import type { Config } from '../inputs/config.js'
import { resolveConfig } from '../inputs/resolve.js'
import { bad, orFailure } from './checks.js'
import type { Check } from './check.js'

/**
 * Finds the pipelines that are given by name. Where that fails, those that are given by ID can be checked all the same.
 */
export async function nameChecks(
  config: Config,
  cloud: Pick<V5Cloud, 'pipelines'>
): Promise<{ readonly config: Config; readonly checks: readonly Check[] }> {
  const resolved = await orFailure(resolveConfig(config, () => cloud.pipelines()))
  if ('failed' in resolved) return { config, checks: [bad('names', resolved.failed)] }
  const { resolutions } = resolved.value
  const check: Check = { name: 'names', result: 'ok', about: { code: 'names', resolutions } }
  return { config: resolved.value.config, checks: resolutions.length === 0 ? [] : [check] }
}

/** The pipelines of the project, as many as one page has, for who has given none yet. */
export async function listChecks(cloud: Pick<V5Cloud, 'firstPipelines'>): Promise<Check[]> {
  const page = await orFailure(cloud.firstPipelines())
  if ('failed' in page) return [bad('pipelines', page.failed)]
  const { pipelines, total } = page.value
  const listed = pipelines.map(({ id, name, latest }): Check => ({
    name: 'pipeline',
    result: 'skipped',
    about: { code: 'listed', id, name, run: latest }
  }))
  const shown = pipelines.length
  const about = { code: 'list', shown, total: total ?? shown } as const
  return [...listed, { name: 'pipelines', result: shown > 0 && shown >= about.total ? 'ok' : 'warn', about }]
}
