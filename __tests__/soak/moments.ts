/** Whether so many milliseconds have passed since it was first asked. */
export function passes(ms: number): () => boolean {
  let since: number | null = null
  return () => performance.now() - (since ??= performance.now()) >= ms
}
