import { AbortedError, ForgeError } from '../errors.js'
import type { Bounds, Forge } from '../forge/forge.js'
import { gitHub } from '../forge/github.js'
import { gitHubHeads } from '../forge/open-heads.js'
import type { ForgeInput } from '../inputs/forge.js'
import type { SweepInput } from '../inputs/sweep.js'
import type { Effects } from '../ports.js'
import type { Check } from './check.js'
import { notChecked } from './checks.js'

const BUDGET_MS = 15_000
/** No comment has this mark: what is asked is only whether comments can be read. */
const NO_MARK = '<!-- codearts-pipeline-gate:setup-check -->'

/** What the heads of a sweep are read with, and how many there are. */
export async function sweepChecks(
  input: ForgeInput,
  { bases }: SweepInput,
  { http, clock, random, signal }: Effects
): Promise<Check[]> {
  const name = 'sweep'
  const until = clock.now() + BUDGET_MS
  const bounds: Bounds = { until: () => until, hurry: new AbortController().signal, signal }
  try {
    const found = await gitHubHeads({ http, clock, random, ...input }).read(bases, bounds)
    const about = { code: 'heads', n: found.heads.length, bases: found.bases } as const
    return [{ name, result: 'ok', about }]
  } catch (error) {
    if (error instanceof AbortedError) return [notChecked(name)]
    if (!(error instanceof ForgeError)) throw error
    const { readOnlyBecause } = input
    const about = { code: 'unwritable', what: 'statuses', failure: error.failure, readOnlyBecause } as const
    return [{ name, result: 'bad', about }]
  }
}

/**
 * What GitHub can be asked without writing: whether the token is accepted and may read where it is to write.
 * @param isSnapshot then a status that cannot be written fails the step
 */
export async function forgeChecks(
  input: ForgeInput,
  isSnapshot: boolean,
  { http, clock, random, signal }: Effects
): Promise<Check[]> {
  const forge = gitHub({ http, clock, random, ...input })
  const until = clock.now() + BUDGET_MS
  const bounds: Bounds = { until: () => until, hurry: new AbortController().signal, signal }
  const [statuses, comment] = await Promise.all([
    input.statuses === null ? null : statusesCheck(input, input.statuses.commit, isSnapshot, forge, bounds),
    input.comment === null ? null : commentCheck(input, forge, bounds)
  ])
  return [statuses, comment].filter(check => check !== null)
}

async function statusesCheck(
  input: ForgeInput,
  commit: string,
  isSnapshot: boolean,
  forge: Forge,
  bounds: Bounds
): Promise<Check> {
  const name = 'statuses'
  const { readOnlyBecause } = input
  try {
    await forge.statuses(commit, [], Number.MAX_SAFE_INTEGER, bounds)
  } catch (error) {
    if (error instanceof AbortedError) return notChecked(name)
    if (!(error instanceof ForgeError)) throw error
    const about = { code: 'unwritable', what: name, failure: error.failure, readOnlyBecause } as const
    return { name, result: isSnapshot ? 'bad' : 'warn', about }
  }
  return readable(name, 'statuses: write', input, commit)
}

async function commentCheck(input: ForgeInput, forge: Forge, bounds: Bounds): Promise<Check> {
  const name = 'comment'
  const { comment, readOnlyBecause } = input
  try {
    const { pullRequest = null, commit = null } = comment ?? {}
    const number = pullRequest ?? (commit === null ? null : await forge.pullRequestOf(commit, bounds))
    if (number === null) return { name, result: 'skipped', about: { code: 'no_pull_request' } }
    await forge.ownComments(number, NO_MARK, bounds)
    return readable(name, 'pull-requests: write', input, `#${number}`)
  } catch (error) {
    if (error instanceof AbortedError) return notChecked(name)
    if (!(error instanceof ForgeError)) throw error
    const about = { code: 'unwritable', what: name, failure: error.failure, readOnlyBecause } as const
    return { name, result: 'warn', about }
  }
}

/** Only a write shows whether it may be written; a token that is known to be read-only may not. */
function readable(
  name: 'statuses' | 'comment',
  permission: string,
  { readOnlyBecause }: ForgeInput,
  where: string
): Check {
  const isReadOnly = readOnlyBecause !== 'permissions'
  const about = { code: 'readable', where, permission, readOnlyBecause } as const
  return { name, result: isReadOnly ? 'warn' : 'ok', about }
}
