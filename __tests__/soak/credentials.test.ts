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
import { A, B, WALL } from '../e2e/cloud.js'
import type { Inputs, Step } from '../e2e/harness.js'
import { identityCloud, KINDS } from '../e2e/identity-cloud.js'
import { share } from './share.js'

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

type FaultName = keyof ReturnType<typeof faults>

/** @param elsewhere another host, which must not hear of anything */
const faults = (elsewhere: string) =>
  ({
    'echo under 401': echoes(401),
    'echo under 400': echoes(400),
    'echo under 500': echoes(500),
    redirect: redirects(`${elsewhere}/v3/auth/tokens`, 307),
    'a link to elsewhere': fails(403, 'X.1', `see ${elsewhere}/help`),
    throttled: throttles('0'),
    'a page': answersHtml(502),
    dropped: onTheWire({ kind: 'drop' }),
    none: honest => honest()
  }) satisfies Record<string, Misbehaviour>

/** All that a step says, but for its masks. */
function everything({ lines, stderr, summary, outputs, report }: Step): string {
  const spoken = lines.filter(line => !line.startsWith('::add-mask::'))
  return [...spoken, stderr, summary, JSON.stringify(outputs), JSON.stringify(report)].join('\n')
}

const random = new Random(SEED)
const FAULT_NAMES = Object.keys(faults('')) as [FaultName]
const stories = Array.from({ length: share(200, 40) }, (_, index) => ({
  index,
  kind: random.pick(KIND_NAMES),
  lifeMs: random.pick([700, 3_600_000]),
  ids: random.pick([A, `${A} ${B}`]),
  rules: Array.from({ length: random.whole(0, 2) }, () => ({
    on: random.pick(ON),
    after: random.whole(0, 2),
    times: random.whole(1, 2),
    fault: random.pick(FAULT_NAMES)
  }))
}))

describe('random runs over all kinds of credentials and faults', () => {
  it.concurrent.each(stories)(
    'no secret is seen outside of a mask, and none reaches another host ($index, $kind)',
    async ({ kind, lifeMs, ids, rules }) => {
      const other = new Simulator()
      const elsewhere = await serve(other)
      try {
        const known = faults(elsewhere.url)
        const does = rules.map(({ fault, ...rule }): Rule => ({ ...rule, does: known[fault] }))
        await using made = await identityCloud({ lifeMs }, does, { clock: WALL })
        const credential: Inputs = KINDS[kind]
        const ended = await made.sign(credential, { timeout: '1500ms', pipeline_ids: ids })
        const given = Object.entries(credential).filter(([name]) => /secret|token|password|access/.test(name))
        const secrets = [...given.map(([, value]) => value), ...made.identity.issued.map(({ text }) => text)]
        const said = everything(ended)
        expect(said).not.toBe('')
        for (const secret of secrets) expect(said.includes(secret)).toBe(false)
        expect(other.requests).toEqual([])
      } finally {
        await elsewhere.close()
      }
    }
  )
})
