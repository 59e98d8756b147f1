import { describe, expect, it } from '@jest/globals'
import { en } from '../../../../src/report/messages/en.js'
import { messagesIn } from '../../../../src/report/messages/index.js'
import { zh } from '../../../../src/report/messages/zh.js'

const english = messagesIn('en')

describe('the message tables', () => {
  const keys = Object.keys(en) as (keyof typeof en)[]

  const names = (text: string): string[] =>
    [...new Set([...text.matchAll(/\{(\w+)/g)].map(match => match[1] ?? ''))].sort()

  it('have the same keys', () => {
    expect(Object.keys(zh).sort()).toEqual([...keys].sort())
  })

  it.each(keys)('%s has the same placeholders in both', key => {
    expect(names(zh[key])).toEqual(names(en[key]))
  })

  it('Chinese has no English sentence in it, English no Chinese', () => {
    const allowed =
      /CodeArts|stale|sweep|each|PR|TLS|MFA|AK|subject|GitLab|CI|NTP|SOCKS|IAM|STS|GitHub|OIDC|HTTP|HTML|JSON|UTC|IANA|URL|ID|YAML|NODE_EXTRA_CA_CERTS|GITHUB_EVENT_PATH|HUAWEICLOUD_SDK_[AS]K|Dependabot|API|CA|null|none|event|true|false|success|running|push|merge_group|permissions|with|wait|start|start_timeout|branch|tag|commit|alias|value|NAME|fork|github|refs|heads|tags|Action|any|auto|env|comment|Token|Secret|GITHUB_API_URL|pending|error|one|owner|name|https|http|h|m|s|ms|v\d|RUN_ID/g
    for (const key of keys) {
      const text = zh[key]
        .replace(/\{[^}]*\}/g, '')
        .replace(/`[^`]*`/g, '')
        // GitHub's own menu and keywords.
        .replace(/Settings > Secrets and variables > \w+|secrets: inherit/g, '')
        .replace(/https?:\/\/\S*|\/\w+\/|\b\w+_\w+\b|\b[a-z]+-[a-z]+(-\d)?\b/g, '')
      const words = text.match(/[A-Za-z]{2,}/g)?.filter(word => word.replace(allowed, '') !== '') ?? []
      if (!/^issue\.(required|region|endpoint|time|choice|poll_interval)/.test(key))
        expect([key, words]).toEqual([key, []])
      expect(en[key]).not.toMatch(/\p{Script=Han}/u)
    }
  })

  it('say outcomes in words: tokens are for code and outputs', () => {
    for (const table of [en, zh])
      expect(keys.filter(key => key.startsWith('outcome.') && table[key].includes('_'))).toEqual([])
  })

  it('plurals go by number', () => {
    expect(english.say('headline.passed', { n: 1 })).toContain('1 pipeline succeeded')
    expect(english.say('headline.passed', { n: 2 })).toContain('2 pipelines succeeded')
  })
})

describe('a link that is not known', () => {
  it.each([
    ['log.started', 'x: started run r'],
    ['log.dequeued', 'x: left the queue, run r']
  ] as const)('leaves nothing at the end of %s', (key, text) => {
    expect(english.say(key, { name: 'x', run: 'r', link: '' })).toBe(text)
    expect(english.say(key, { name: 'x', run: 'r', link: 'https://l' })).toMatch(/ https:\/\/l$/)
  })

  it('nor a colon that led to it', () => {
    const given = { name: 'x', run: 'r', why: 'w', link: '' }
    for (const language of ['en', 'zh'] as const)
      expect(messagesIn(language).say('stop.unstopped', given)).not.toMatch(/[\s:：]$/)
  })
})
