import { describe, expect, it } from '@jest/globals'
import { helpText } from '../../../src/command/help.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { columnsOf } from '../../../src/report/terminal.js'

const table = {
  version: '1.2.3',
  inputs: [
    {
      name: 'fail_on',
      fallback: 'error',
      meaning: { en: 'Outcomes. '.repeat(30).trim(), zh: '结果，'.repeat(90) }
    },
    { name: 'secret_key', fallback: 'x', meaning: { en: 'A secret.', zh: '机密。' } }
  ]
}
const help = (language: 'en' | 'zh', columns: number): string[] =>
  helpText(table, messagesIn(language), { columns, isSecret: name => name === 'secret_key' }).split('\n')

describe('the help', () => {
  it.each([
    ['en', 100],
    ['zh', 100],
    ['en', 40],
    ['zh', 20]
  ] as const)('%s in %i columns', (language, columns) => {
    const lines = help(language, columns)
    // A word that is longer than the line stays whole.
    const broken = lines.filter(line => columnsOf(line) > columns && /\S \S/.test(line.trim()))
    expect(broken.filter(line => !/^ +(--|INPUT_)/.test(line))).toEqual([])
    expect(lines.join(' ')).toContain('--fail-on')
    expect(lines.join(' ')).toContain('INPUT_SECRET_KEY')
    expect(lines.join(' ')).not.toContain('--secret-key')
  })

  it('tells defaults, but none of a secret', () => {
    expect(help('en', 100).join(' ')).toContain('Default: error.')
    expect(help('en', 100).join(' ')).not.toContain('Default: x.')
  })

  it.each(['en', 'zh'] as const)('has its parts in order, with a line between them: %s', language => {
    const messages = messagesIn(language)
    const inputs = [
      { name: 'fail_on', fallback: 'error', meaning: { en: 'Outcomes.', zh: '结果。' } },
      { name: 'branch', fallback: null, meaning: { en: 'A branch.', zh: '分支。' } },
      { name: 'secret_key', fallback: 'x', meaning: { en: 'A secret.', zh: '机密。' } }
    ]
    const options = { columns: 1_000, isSecret: (name: string) => name === 'secret_key' }
    const said = messages.say('help.default', { value: 'error' })
    const [outcomes, branch, secret] = inputs.map(({ meaning }) => meaning[language])
    expect(helpText({ version: '1', inputs }, messages, options).split('\n')).toEqual([
      ...[messages.say('help.usage'), '', messages.say('help.about'), messages.say('help.values'), ''],
      messages.say('help.inputs'),
      ...['  --fail-on', `      ${outcomes ?? ''}${language === 'zh' ? '' : ' '}${said}`],
      ...['  --branch', `      ${branch ?? ''}`, ''],
      messages.say('help.secrets'),
      ...['  INPUT_SECRET_KEY', `      ${secret ?? ''}`, ''],
      messages.say('help.others'),
      ...['  --help', `      ${messages.say('help.help')}`],
      ...['  --version', `      ${messages.say('help.version')}`, ''],
      messages.say('help.exit')
    ])
  })
})
