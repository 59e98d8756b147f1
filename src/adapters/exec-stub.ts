/**
 * Stands in for `@actions/exec` in the bundle (tsconfig `paths`). `@actions/core` needs it only for
 * `platform.getDetails()`, which this action never calls; the real one loads `child_process` at start-up.
 */
export function getExecOutput(): never {
  throw new Error('@actions/exec is not part of this bundle')
}
