import { fails, onTheWire, throttles, type Rule } from '../../simulator/index.js'

export const APIS = ['v3', 'v5'] as const
export const SIGNALS = ['SIGINT', 'SIGTERM'] as const

const POLLS = APIS.map(api => `${api}.status`)

/** What a step may be doing when it is cancelled. */
export interface Activity {
  readonly what: string
  readonly rules: readonly Rule[]
  /** The poll that brings it there. */
  readonly poll: number
  /** What the step knows by then. */
  readonly known: string
}

export const ACTIVITIES: readonly Activity[] = [
  { what: 'a pause between two polls', rules: [], poll: 2, known: 'running' },
  {
    what: 'a request that hangs',
    rules: [{ on: POLLS, after: 1, does: onTheWire({ kind: 'hang' }) }],
    poll: 2,
    known: 'running'
  },
  { what: 'the first request', rules: [{ does: onTheWire({ kind: 'hang' }) }], poll: 1, known: 'unknown' },
  {
    what: 'a body that drips',
    rules: [{ on: POLLS, after: 1, does: onTheWire({ kind: 'drip', everyMs: 300 }) }],
    poll: 2,
    known: 'running'
  },
  {
    what: 'a pause that the server asked for',
    rules: [{ on: POLLS, after: 1, does: throttles('60') }],
    poll: 2,
    known: 'running'
  },
  { what: 'a backoff', rules: [{ does: fails(503) }], poll: 1, known: 'unknown' }
]
