/** Why a request to GitHub failed. */
export type ForgeProblem =
  | 'credential'
  | 'permission'
  | 'limit'
  | 'not_found'
  | 'locked'
  | 'refused'
  | 'redirected'
  | 'not_understood'
  | 'unreachable'

export interface ForgeFailure {
  readonly problem: ForgeProblem
  /** The HTTP status, `null` where there was no answer. */
  readonly status: number | null
  /** GitHub's own words, or the system's, as they came. */
  readonly words: string | null
  /** The permission of the job that it needs, such as `statuses: write`. */
  readonly permission: string
}

/** Problems that no other request of the step would be spared. */
const LASTING: ReadonlySet<ForgeProblem> = new Set<ForgeProblem>([
  'credential',
  'permission',
  'not_found',
  'locked',
  'redirected'
])

/** Whether it is of no use to ask again. */
export function isLasting({ problem }: ForgeFailure): boolean {
  return LASTING.has(problem)
}
