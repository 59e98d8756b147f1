import fc from 'fast-check'
import {
  answersHtml,
  answersJson,
  errsWith200,
  fails,
  forgets,
  onTheWire,
  speaksOfOthers,
  throttles,
  truncates,
  twins,
  type Misbehaviour
} from '../../../simulator/index.js'

/** The pipeline that the fault "a missing" leaves out. */
export const FORGOTTEN = 'a'.repeat(32)

/** Named, so that a story reads as one. */
export const FAULTS: Readonly<Record<string, Misbehaviour>> = {
  'HTTP 500': fails(500),
  'HTTP 401': fails(401, 'APIGW.0301', 'verify aksk signature fail'),
  'HTTP 404': fails(404, 'APIGW.0101', 'no such API'),
  'HTTP 429': throttles(),
  'HTTP 429, ask in 7 s': throttles('7'),
  'HTML 502': answersHtml(502),
  'HTML 200': answersHtml(200),
  'error under 200': errsWith200('DEVPIPE.00011401'),
  'throttled under 200': errsWith200('APIGW.0308'),
  null: answersJson(200, null),
  'an empty list': answersJson(200, []),
  truncated: truncates,
  'twins alike': twins(),
  'twins that differ': twins({ result: 'success', status: 'COMPLETED' }),
  'a missing': forgets(FORGOTTEN),
  'others only': speaksOfOthers,
  dropped: onTheWire({ kind: 'drop' }),
  hangs: onTheWire({ kind: 'hang' }),
  slow: onTheWire({ kind: 'delay', ms: 20_000 })
}

export interface Fault {
  readonly what: string
  /** Requests that are let through first. */
  readonly after: number
  readonly times: number
  /** The kind of request that it meets, the usual ones if not given. */
  readonly on?: string
}

const aFault: fc.Arbitrary<Fault> = fc.record({
  what: fc.constantFrom(...Object.keys(FAULTS)),
  after: fc.nat(12),
  times: fc.constantFrom(1, 1, 1, 2, 2, 5, 1000)
})

/** None in four stories of five. */
export const someFaults: fc.Arbitrary<readonly Fault[]> = fc.oneof(
  { arbitrary: fc.constant([]), weight: 4 },
  { arbitrary: fc.array(aFault, { minLength: 1, maxLength: 2 }), weight: 1 }
)
