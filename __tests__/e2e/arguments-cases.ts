import { step, type Inputs, type Step, type StepOptions } from './harness.js'

/** A shell, and nothing of GitHub's. */
export const SHELL = {
  ...{ GITHUB_ACTIONS: undefined, RUNNER_TEMP: undefined },
  ...{ GITHUB_OUTPUT: undefined, GITHUB_STEP_SUMMARY: undefined, GITHUB_STATE: undefined }
}

export const called = (
  words: readonly string[],
  inputs: Inputs = {},
  options: StepOptions = {}
): Promise<Step> => step(inputs, { ...options, words, env: { ...SHELL, ...options.env } })
