import { fails, onTheWire, throttles, type Misbehaviour } from '../../simulator/index.js'

/** A service that never recovers, and what the step knows of its run at the deadline. */
export interface Trouble {
  readonly what: string
  readonly does: Misbehaviour
  readonly result: 'unknown' | 'timed_out'
}

export const TROUBLES: readonly Trouble[] = [
  { what: 'hangs', does: onTheWire({ kind: 'hang' }), result: 'unknown' },
  { what: 'throttles for ever', does: throttles(), result: 'unknown' },
  { what: 'throttles and asks for an hour', does: throttles('3600'), result: 'unknown' },
  { what: 'has trouble for ever', does: fails(503), result: 'unknown' },
  { what: 'drops every connection', does: onTheWire({ kind: 'drop' }), result: 'unknown' },
  { what: 'answers by drips', does: onTheWire({ kind: 'drip', everyMs: 500 }), result: 'unknown' },
  { what: 'answers slowly', does: onTheWire({ kind: 'delay', ms: 900 }), result: 'timed_out' }
]
