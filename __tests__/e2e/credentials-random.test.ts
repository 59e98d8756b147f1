import { describe, expect, it } from '@jest/globals'
import { Random } from '../../tools/bench/lib/random.js'
import {
  answersHtml,
  fails,
  onTheWire,
  redirects,
  serve,
  Simulator,
  throttles,
  type Misbehaviour,
  type Rule
} from '../../simulator/index.js'
import { A, B } from './cloud.js'
import type { Inputs, Step } from './harness.js'
import { identityCloud, KINDS } from './identity-cloud.js'

/** Each is a process; CI has not the time for all of them and plays the first. */
const RUNS = Number(process.env.CREDENTIAL_RUNS ?? 200)
const AT_ONCE = 8
const SEED = 20261124
const KIND_NAMES = Object.keys(KINDS) as [keyof typeof KINDS]
const ON = ['v3.status', 'iam.token', 'iam.idp', 'sts.oidc', 'github.token'] as const

/** Answers with whatever was sent: the worst that a server can do to a secret. */
const echoes =
  (status: number): Misbehaviour =>
  (honest, { body, headers }) =>
    fails(
      status,
      'APIGW.0301',
      JSON.stringify([headers, body])
    )(honest, { method: '', target: '', headers, body })

/** All that a step says, but for its masks. */
function everything({ lines, stderr, summary, outputs, report }: Step): string {
  const spoken = lines.filter(line => !line.startsWith('::add-mask::'))
  return [...spoken, stderr, summary, JSON.stringify(outputs), JSON.stringify(report)].join('\n')
}

describe(`in ${RUNS} random runs over all kinds and faults`, () => {
  it(
    'no secret is seen outside of a mask, and none reaches another host',
    async () => {
      const other = new Simulator()
      const elsewhere = await serve(other)
      const random = new Random(SEED)
      const faults: readonly [Misbehaviour, ...Misbehaviour[]] = [
        echoes(401),
        echoes(400),
        echoes(500),
        redirects(`${elsewhere.url}/v3/auth/tokens`, 307),
        fails(403, 'X.1', `see ${elsewhere.url}/help`),
        throttles('0'),
        answersHtml(502),
        onTheWire({ kind: 'drop' }),
        honest => honest()
      ]
      try {
        const play = async (index: number): Promise<void> => {
          const rules: Rule[] = Array.from({ length: random.whole(0, 2) }, () => ({
            on: random.pick(ON),
            after: random.whole(0, 2),
            times: random.whole(1, 2),
            does: random.pick(faults)
          }))
          const kind = random.pick(KIND_NAMES)
          const credential: Inputs = KINDS[kind]
          const { sign, identity } = await identityCloud({ lifeMs: random.pick([700, 3_600_000]) }, rules)
          const ended = await sign(credential, {
            timeout: '1500ms',
            pipeline_ids: random.pick([A, `${A} ${B}`])
          })
          const given = Object.entries(credential).filter(([name]) =>
            /secret|token|password|access/.test(name)
          )
          const secrets = [...given.map(([, value]) => value), ...identity.issued.map(({ text }) => text)]
          const said = everything(ended)
          for (const secret of secrets)
            expect([index, kind, said.includes(secret)]).toEqual([index, kind, false])
        }
        for (let index = 0; index < RUNS; index += AT_ONCE)
          await Promise.all(Array.from({ length: AT_ONCE }, (_, more) => play(index + more)))
        expect(other.requests).toEqual([])
      } finally {
        await elsewhere.close()
      }
    },
    RUNS * 5_000
  )
})
