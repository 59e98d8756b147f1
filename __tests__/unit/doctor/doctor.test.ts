import { describe, expect, it } from '@jest/globals'
import { fails, type Rule } from '../../../simulator/index.js'
import { examine, examineInputs } from '../../../src/doctor/doctor.js'
import { failure } from '../../../src/domain/failure.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { green, noSecrets, setup, type Setup } from './play.js'

const english = messagesIn('en')

async function examined(inputs: Readonly<Record<string, string>>, ...rules: Rule[]): Promise<Setup> {
  const made = setup([green()], inputs, rules)
  await examine(made.config, english, made.effects, noSecrets)
  return made
}

/** Signs of the checks, in their order. */
const signs = ({ runner: { page } }: Setup): string =>
  page
    .split('\n')
    .flatMap(line => /^\| ([✓✗–]) /.exec(line)?.[1] ?? [])
    .join('')

describe('an examination', () => {
  it('in which everything is in order does not pass, and says that nothing was judged', async () => {
    const made = await examined({})
    expect(signs(made)).toBe('✓✓––✓✓✓✓✓✓')
    expect(made.runner).toMatchObject({ failed: false, values: { passed: 'false', failed_ids: '[]' } })
    expect(made.runner.lines).toContain(english.say('doctor.take_out'))
  })

  it('stops at what keeps the rest from being looked at', async () => {
    const made = await examined({ secret_key: 'not-the-right-one' })
    expect(signs(made)).toBe('✓✓––✓✓✗–––')
    expect(made.runner.failed).toBe(true)
  })

  it('with fail_on: none warns only', async () => {
    const made = await examined({ fail_on: 'none' }, { does: fails(503) })
    expect(signs(made)).toContain('✗')
    expect(made.runner.failed).toBe(false)
  })

  it('of inputs that cannot be used looks at nothing else', async () => {
    const made = setup([green()])
    await examineInputs(failure('inputs', { issues: [] }), made.config, english, made.effects, noSecrets)
    expect(signs(made)).toBe(`✗${'–'.repeat(9)}`)
    expect(made.simulator.requests).toEqual([])
    expect(made.runner.failed).toBe(true)
  })
})
