/** A plausible mistake, and the tests that have to notice it. */
export interface Mistake {
  readonly what: string
  readonly file: string
  readonly right: string
  readonly wrong: string
  /** A path for jest; those under `e2e` need the bundle, which is built with the mistake in it. */
  readonly tests: string
}
