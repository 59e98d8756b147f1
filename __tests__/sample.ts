/** Whether everything is to be played, as in CI, or only what finds a mistake soon. */
export const PLAYS_ALL = process.env.TEST_ROWS === 'all'

/**
 * The rows of a table that `npm test` plays: the first, or a few that are spread over it, because each costs a process
 * or two. CI plays them all, with `TEST_ROWS=all`.
 */
export function sample<const T extends readonly unknown[]>(table: T, few = 1): T {
  if (PLAYS_ALL || table.length <= few) return table
  const apart = few === 1 ? 0 : (table.length - 1) / (few - 1)
  // The type stays that of the table, whose rows are what `each` hands to the test.
  return Array.from({ length: few }, (_, n) => table[Math.round(n * apart)]) as unknown as T
}
