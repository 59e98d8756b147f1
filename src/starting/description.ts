import type { Config } from '../inputs/config.js'

/** The reference's limit for the description of a run, in characters. */
const LONGEST = 1_024
const CORRELATION_ID_LENGTH = 12

/**
 * What distinguishes a run of this step attempt from all others: it is at the end of the description, where it is
 * looked for when the answer to the start is lost.
 *
 * @param random from 0 to 1
 */
export function newCorrelationId(random: () => number): string {
  const letters = Array.from({ length: CORRELATION_ID_LENGTH }, () => Math.floor(random() * 36).toString(36))
  return `codearts-gate:${letters.join('')}`
}

/** Whether a value is what `newCorrelationId` makes. */
export function isCorrelationId(value: unknown): value is string {
  return typeof value === 'string' && /^codearts-gate:[0-9a-z]{12}$/.test(value)
}

/** Makes the description of a run from its correlation ID: the same in the step and in its post step. */
export type Describe = (correlationId: string) => string

/** The descriptions of the runs that a step starts. */
export function describer(
  { start, condition }: Pick<Config, 'start' | 'condition'>,
  env: Readonly<Record<string, string | undefined>>
): Describe {
  return correlationId =>
    describe(start?.description ?? null, correlationId, condition?.commit?.commit ?? null, env)
}

/**
 * The description of the runs that are started: the user's, or repository, workflow run and commit; cut so that
 * the correlation ID still fits, between two characters.
 *
 * @param given `null` to make one from the environment
 * @param commit the commit that the runs have to be of, where one is required
 */
export function describe(
  given: string | null,
  correlationId: string,
  commit: string | null,
  env: Readonly<Record<string, string | undefined>>
): string {
  const end = ` [${correlationId}]`
  const text = given ?? ownWords(commit, env)
  let cut = ''
  for (const character of text) {
    if (cut.length + character.length + end.length > LONGEST) break
    cut += character
  }
  return `${cut}${end}`.trimStart()
}

function ownWords(commit: string | null, env: Readonly<Record<string, string | undefined>>): string {
  const { GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: run = '', GITHUB_SERVER_URL: server = '' } = env
  const link = [server, repository, run].includes('') ? '' : `${server}/${repository}/actions/runs/${run}`
  const hash = commit ?? env.GITHUB_SHA ?? ''
  const parts = [repository, link, hash === '' ? '' : `commit ${hash}`].filter(part => part !== '')
  return parts.length === 0 ? 'CodeArts pipeline gate' : parts.join(' ')
}
