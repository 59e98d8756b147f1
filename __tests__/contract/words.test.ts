import { describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Words of a private dialect, and what is said instead. They stand in no message, document, description or comment. */
const ENGLISH: Readonly<Record<string, string>> = {
  'at most often': 'at most this many times',
  'behind /project/': 'after /project/',
  'came? to light|comes to light': 'was found',
  'cannot heal|may heal': 'permanent; temporary',
  'gave no answer|until the time was up': 'did not respond before the timeout',
  'give `\\w+` more': 'increase',
  'goes? on again': 'is running again',
  'has trouble': 'returned a server error',
  'heard of': 'no status was received',
  'if that was not meant': 'if that was unintended',
  'it says: ': 'Message:',
  'judged by': 'matched by',
  'left out here': 'omitted',
  'looks in \\d': 'polled 5 times in',
  mends: 'fixes',
  'nobody knows': 'unknown',
  'no input of this action': 'unknown input',
  'no run that matches': 'no matching run',
  'only has a meaning': 'requires',
  'somebody or something': 'the run was cancelled',
  'stands against': 'blocks',
  'take `dry_run` out|taking `': 'remove',
  'that can be understood': 'invalid response',
  'the cloud(?! metadata)': 'CodeArts',
  '(is|are|was|were) told': 'is reported, logged, shown or known',
  'told twice|has not told|did not tell': 'reported; did not return',
  'what is (red|not green)': 'what failed',
  'when what ran': 'timeline',
  'white space around it': 'leading or trailing spaces'
}
const CHINESE: Readonly<Record<string, string>> = {
  '(流水线|项目|运行|请求)编号': '… ID',
  不是所要的运行: '无匹配的执行记录（stale）',
  所要的那一次: '符合 commit / started_after 的执行记录',
  '人工处理|人工审批': '人工审核',
  已中止: '已终止',
  不合格: '未通过',
  其说明为: '错误信息',
  测试自身失败: '构建或测试失败',
  '云服务没有|没有告知': 'CodeArts 未返回',
  应答: '响应',
  本动作: '本 Action',
  头提交: '最新提交（head）',
  复刻: 'fork',
  令牌: 'Token',
  机密: 'Secret',
  体检: '配置自检',
  '误绿|多红一次|变红|变绿': '误放；失败；通过',
  从不挂起: '不会无限等待',
  实际时间: '总耗时（含接口调用）',
  '如何制成|不用云也能试': '实现与测试；本地试用',
  隔一个间隔: '间隔一个轮询周期'
}

const TOLD =
  /^(README|CHANGELOG|SECURITY|CONTRIBUTING|action\.yml|docs\/.*\.(md|yml)$|src\/.*\.ts$|\.github\/)/
const FILES = execFileSync('git', ['ls-files'], { encoding: 'utf8' })
  .split('\n')
  .filter(file => TOLD.test(file))

/** What stands in a text, by the word that is not to stand there. */
function found(text: string): string[] {
  const english = Object.keys(ENGLISH).filter(word => new RegExp(`\\b(?:${word})`, 'i').test(text))
  return [...english, ...Object.keys(CHINESE).filter(word => new RegExp(word).test(text))]
}

describe('words that must not come back', () => {
  it.each(FILES)('%s', file => expect(found(readFileSync(file, 'utf8'))).toEqual([]))

  it('would be found', () => {
    expect(found('Nobody knows how it ended')).toEqual(['nobody knows'])
    expect(found('请求编号')).toEqual(['(流水线|项目|运行|请求)编号'])
    expect(found('Fix the failure and re-run.')).toEqual([])
  })
})
