import { describe, expect, it } from '@jest/globals'
import { A } from '../e2e/cloud.js'
import { step } from '../e2e/harness.js'
import { called } from '../e2e/arguments-cases.js'

describe('arguments that cannot be used', () => {
  const SECRET = 'Pa55-word-of-nobody'

  it.concurrent('a language among them is the one that they are told in', async () => {
    const ended = await called(['--language', 'zh', '--secret-key', SECRET])
    expect(ended.code).toBe(2)
    expect(ended.stdout).toContain('INPUT_SECRET_KEY')
    expect(ended.stdout).toMatch(/--secret-key：|--secret-key: ?.*所有进程/)
  })

  it.concurrent('are red on a runner of GitHub, too', async () => {
    const ended = await step({ pipeline_ids: A, auth_token: 'token-of-the-test' }, { words: ['--nothing'] })
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false' } })
  })
})

describe('what a command says of itself', () => {
  it.concurrent('-h is the same, also on a runner of GitHub and in Chinese', async () => {
    const english = await called(['--help'])
    expect((await called(['-h'])).stdout).toBe(english.stdout)
    expect((await step({}, { words: ['--help'] })).stdout).toBe(english.stdout)
    const chinese = await called(['--help', '--language', 'zh'], { language: 'zh' })
    expect(chinese.stdout).toContain('用法：`node dist/index.js')
    expect((await called(['--help'], { language: 'zh' })).stdout).toBe(chinese.stdout)
  })
})
