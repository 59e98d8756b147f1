import { expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

/** What `npm run demo` prints. */
function demo(...words: readonly string[]): Promise<string> {
  const command = ['--import', 'tsx', 'tools/demo/main.ts', ...words]
  return text(spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] }).stdout)
}

it.concurrent('the demo shows a red gate as it looks on GitHub', async () => {
  const printed = await demo()
  const place = 'Browser tests › Run browser-tests ⟶ browser-tests #212 › Checkout › Basket › Playwright'
  const shown: Readonly<Record<string, string>> = {
    'an approval': '发布检查: paused → running',
    'a retry that helps':
      'integration: Passed on attempt 2. Attempt 1: error in Tests › Database › npm test.',
    'a sub-pipeline': `Error: end-to-end: error in ${place}. Message: 1 of 12 tests failed. Attempt 1 failed in the same place.`,
    'the log of its failed step': `▾ end-to-end: last 4 log lines of ${place}\nRunning 12 tests`,
    'statuses meanwhile': '▸ status codearts/build: success\n',
    'statuses at the end': '❌  codearts/end-to-end   Failed in Browser tests',
    'the comment meanwhile': '▸ comment: ⏳ CodeArts gate',
    'the comment at the end': `comment on the pull request ──\n\n❌ CodeArts gate failed (error): 1 of 4 pipelines`,
    'the table': '✅ success · ⚠️ passed on attempt 2',
    'what the summary has besides': 'in addition ──\n\nPassed after a retry',
    'the end': '── Exit status 1, after '
  }
  expect(Object.keys(shown).filter(what => !printed.includes(shown[what] ?? ''))).toEqual([])
  expect(printed).not.toMatch(/undefined|```|<[a-z]/)
})

it.concurrent('and a green one, in Chinese', async () => {
  const printed = await demo('--green', '--zh')
  expect(printed).toContain('CodeArts 门禁通过：4 条流水线成功')
  expect(printed).toContain('第 2 次尝试通过')
  expect(printed).toContain('▸ 提交状态 codearts/end-to-end: success')
  expect(printed).toContain('── 退出码 0，')
})
