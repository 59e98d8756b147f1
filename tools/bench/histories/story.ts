import fc from 'fast-check'
import type { PipelineSpec } from '../../../simulator/index.js'
import { someFaults, type Fault } from './faults.js'
import { Random } from '../lib/random.js'
import { COMMIT, IDS, PROJECT } from './names.js'
import { retryFaults, withRetries } from './retries.js'
import { aPipeline } from './runs.js'

/** How run lists come. */
export interface Listing {
  readonly order: 'as_asked' | 'oldest_first' | 'by_id'
  /** Most runs of a page, whatever was requested. */
  readonly pageSize: number
  /** Every run comes twice on a page: alike, or one of the two with another state and commit. */
  readonly twice: 'never' | 'alike' | 'first_wrong' | 'second_wrong'
}

/** A whole story: what CodeArts does over time, and what the step asks for. */
export interface Story {
  readonly api: 'v3' | 'v5'
  readonly pipelines: readonly PipelineSpec[]
  readonly asked: readonly string[]
  readonly listing: Listing
  readonly faults: readonly Fault[]
  /** Runs that are asked for by their IDs, by pipeline. */
  readonly pins: Readonly<Record<string, string>>
  /** Seed of the jitter. */
  readonly chance: number
  readonly inputs: Readonly<Record<string, string>>
}

/** How far back `started_after` reaches. */
export const STARTED_WITHIN_MS = 300_000

const failOn = fc.constantFrom(
  '',
  '',
  'none',
  'error',
  'error, aborted',
  'error, aborted, timed_out, not_found, stale, unknown, paused'
)

const listing: fc.Arbitrary<Listing> = fc.record({
  order: fc.constantFrom('as_asked', 'as_asked', 'oldest_first', 'by_id'),
  pageSize: fc.constantFrom(50, 50, 1, 2, 3),
  twice: fc.constantFrom('never', 'never', 'never', 'alike', 'first_wrong', 'second_wrong')
})

/** The nth run of each of these pipelines, which may not be there. */
function pinsOf(ids: readonly string[], numbers: readonly number[]): Record<string, string> {
  const number = (id: string): number => numbers[IDS.indexOf(id)] ?? 1
  return Object.fromEntries(
    ids.map(id => [id, `${number(id).toString(16).padStart(8, '0')}${id.slice(0, 24)}`])
  )
}

const choices = fc.record({
  api: fc.constantFrom('v3' as const, 'v5' as const, 'v5' as const),
  pipelines: fc.tuple(...IDS.map(aPipeline)),
  asked: fc.oneof(
    fc.constantFrom(...IDS).map(id => [id]),
    fc.subarray(IDS, { minLength: 1 })
  ),
  listing,
  faults: someFaults,
  wait: fc.constantFrom('true', 'true', 'true', 'true', 'true', 'true', 'true', 'true', 'false'),
  failFast: fc.constantFrom('true', 'false', 'false'),
  timeout: fc.constantFrom('5s', '3m', ...Array.from({ length: 12 }, () => '10m')),
  interval: fc.constantFrom('auto', 'auto', '2s', '7s', '30s'),
  rule: fc.constantFrom('latest', 'latest', 'commit', 'commit', 'started_after', 'both', 'pins'),
  pinned: fc.tuple(...IDS.map(() => fc.constantFrom(1, 1, 1, 1, 1, 1, 2, 3))),
  chance: fc.nat(1_000_000),
  startTimeout: fc.constantFrom('10s', '2m', '2m'),
  failOn
})

export const stories: fc.Arbitrary<Story> = choices.map(choice => {
  const { api, asked, rule, pipelines, faults, chance } = choice
  const pins = pinsOf(api === 'v5' && rule === 'pins' ? asked : [], choice.pinned)
  const isOfCommit = api === 'v5' && (rule === 'commit' || rule === 'both')
  const isInTime = rule === 'started_after' || rule === 'both'
  return {
    api,
    pipelines,
    asked,
    listing: choice.listing,
    faults,
    chance,
    pins,
    inputs: {
      pipeline_ids: asked.map(id => (pins[id] === undefined ? id : `${id}@${pins[id]}`)).join(' '),
      wait: choice.wait,
      fail_fast: choice.failFast,
      timeout: choice.timeout,
      poll_interval: choice.interval,
      fail_on: choice.failOn,
      start_timeout: choice.startTimeout,
      ...(api === 'v5' ? { project_id: PROJECT } : {}),
      ...(isOfCommit ? { commit: COMMIT.slice(0, 9) } : {}),
      ...(isInTime ? { started_after: `${STARTED_WITHIN_MS}ms` } : {})
    }
  }
})

/** What a step asks for beside what its story says. */
export interface Asking {
  readonly retries: number
  readonly byName: boolean
}

/** The same story, where v5 can: the step also retries what has failed, or asks for its pipelines by name. */
export function asking(story: Story, { retries, byName }: Asking): Story {
  const { api, inputs, pins, asked, pipelines, faults, chance } = story
  if (api === 'v3') return story
  const names = pipelines.flatMap(({ id, name }) => (asked.includes(id) ? [name] : []))
  const isNamed = byName && Object.keys(pins).length === 0
  const isRetried = retries > 0 && inputs.wait === 'true'
  const random = new Random(chance)
  return {
    ...story,
    pipelines: isRetried ? pipelines.map(pipeline => withRetries(pipeline, random)) : pipelines,
    faults: isRetried ? [...faults, ...retryFaults(random)] : faults,
    inputs: {
      ...inputs,
      ...(isNamed ? { pipeline_ids: '', pipeline_names: names.join('\n') } : {}),
      ...(isRetried ? { retry: String(retries) } : {})
    }
  }
}
