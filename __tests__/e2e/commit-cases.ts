import { expect } from '@jest/globals'
import type { PipelineSpec } from '../../simulator/index.js'
import { A, ends, pipelineWith } from './cloud.js'
import { eventFile } from './event.js'
import type { Step } from './harness.js'
import { webhookExamples } from '../webhook-examples.js'

export interface Example {
  readonly name: string
  readonly payload: unknown
}

export const HEAD_OF_BRANCH = 'b4a9c4'.padEnd(40, '0')
export const OTHER = 'fedcba9876543210fedcba9876543210fedcba98'

/** The first of GitHub's own payloads of an event that has this in its text. */
export const EXAMPLES = webhookExamples().filter(({ host }) => host === 'api.github.com')
export function example(name: string, has: (text: string) => boolean = () => true): Example {
  const found = EXAMPLES.find(it => it.name === name && has(JSON.stringify(it.payload)))
  if (found === undefined) throw new Error(`no example of ${name}`)
  return found
}

export const environment = ({ name, payload }: Example): Record<string, string> => ({
  GITHUB_EVENT_NAME: name,
  GITHUB_EVENT_PATH: eventFile(payload),
  GITHUB_SHA: HEAD_OF_BRANCH
})

/** A pipeline whose run of the commit failed, and whose latest run is a success of another one. */
export const failedFor = (commit: string): PipelineSpec =>
  pipelineWith(A, [
    { number: 4, commit, moments: [{ at: 0, state: 'error' }] },
    { number: 5, commit: OTHER, moments: [{ at: 1, state: 'success' }] }
  ])

export const greenOf = (commit: string, id = A): PipelineSpec =>
  pipelineWith(id, [{ number: 5, commit, moments: [ends('success')] }])

/** Of a pull request with that head. */
export const PULL = environment({
  name: 'pull_request',
  payload: { pull_request: { head: { sha: HEAD_OF_BRANCH } } }
})

/** One warning names both commits, and so does the summary. */
export function warned({ lines, summary }: Step): void {
  const warnings = lines.filter(line => line.startsWith('::warning'))
  expect(warnings).toHaveLength(1)
  for (const commit of [HEAD_OF_BRANCH, OTHER]) {
    expect(warnings[0]).toContain(commit)
    expect(summary).toContain(commit)
  }
}
