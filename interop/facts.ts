import type { Operation } from './cloud-types.js'

/** Fields of answers that the Go client does not name, each with where it was seen. */
export const EXTRA_FIELDS: readonly {
  readonly operations: readonly string[]
  /** Such as `pipelines[].name`. */
  readonly field: string
  readonly source: string
}[] = []

/** Calls that the Go client lacks, each with where it was seen. */
export const EXTRA_OPERATIONS: readonly (Operation & { readonly source: string })[] = []
