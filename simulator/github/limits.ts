/** Limits for requests that make content. */
export interface LimitOptions {
  readonly writesPerMinute?: number
  readonly writesPerHour?: number
  /** Queries in GraphQL: each query of this action costs about a point. */
  readonly pointsPerHour?: number
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/**
 * GitHub's secondary limits for requests that make content.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
export class WriteLimits {
  private taken: number[] = []
  private points: number[] = []

  constructor(private readonly options: LimitOptions) {}

  /** Counts a request. @returns how long the caller has to wait, `null` where the request is allowed */
  take(now: number): number | null {
    this.taken = this.taken.filter(at => now - at < HOUR_MS)
    const wait = Math.max(
      this.waitFor(now, MINUTE_MS, this.options.writesPerMinute ?? 80),
      this.waitFor(now, HOUR_MS, this.options.writesPerHour ?? 500)
    )
    if (wait > 0) return wait
    this.taken.push(now)
    return null
  }

  /**
   * Counts a query. @returns whether it is within the limit of a workflow's token
   * https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
   */
  takePoint(now: number): boolean {
    this.points = this.points.filter(at => now - at < HOUR_MS)
    this.points.push(now)
    return this.points.length <= (this.options.pointsPerHour ?? 1000)
  }

  private waitFor(now: number, spanMs: number, most: number): number {
    const recent = this.taken.filter(at => now - at < spanMs)
    const first = recent.at(-most)
    return first === undefined ? 0 : first + spanMs - now
  }
}
