import type { SimPullRequest, SimQueueGroup } from './specs.js'

/** When a commit was made, as far as it is the head of something: epoch milliseconds, 0 where it is unknown. */
export function commitDateOf(
  commit: string,
  { pullRequests, queue }: { pullRequests: readonly SimPullRequest[]; queue: readonly SimQueueGroup[] }
): number {
  const known = [...pullRequests, ...queue].find(({ head }) => head === commit)
  return known?.committedAt ?? 0
}
