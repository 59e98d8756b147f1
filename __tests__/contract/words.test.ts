import { describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Words of a private dialect, and what is said instead. They are in no message, document, description or comment. */
const ENGLISH: Readonly<Record<string, string>> = {
  'anew\\b': 'again',
  'at most often': 'at most this many times',
  'behind each other': 'in a row',
  'behind /project/': 'after /project/',
  'came? to light|comes to light': 'was found',
  'beside (a|the) success': 'next to a success',
  '(is|are|was|were|be|never) believed|believes? (a|no|that|what|of)\\b': 'is accepted, trusted or used',
  'cannot heal|may heal': 'permanent; temporary',
  'gave no answer|until the time was up': 'did not respond before the timeout',
  'give `\\w+` more': 'increase',
  'for ever\\b': 'forever, always',
  '(goes|gone|going|went) on\\b(?! (a|an|the) )|to go on\\b(?! (a|an|the) )':
    'continues, resumes, is still running',
  'has trouble': 'returned a server error',
  'heard of': 'no status was received',
  'if that was not meant': 'if that was unintended',
  'it says: ': 'Message:',
  'judged by': 'matched by',
  'left out here': 'omitted',
  '(each|first|last|second|next|one|two) looks?\\b': 'poll, read',
  'looks in \\d': 'polled 5 times in',
  mends: 'fixes',
  'nobody (knows|sees|reads|has asked|asked|vouches|expected)':
    'unknown; invisible; not requested; unexpected',
  'of ours\\b': 'of this action',
  'no input of this action': 'unknown input',
  'no run that matches': 'no matching run',
  'only has a meaning': 'requires',
  'so many (are|were)\\b': 'at most this many',
  'somebody or something': 'the run was cancelled',
  "somebody else's|of somebody else": 'of another author; not started by this step',
  'stands against': 'blocks',
  'stands (on|there|at|over|behind|beside)\\b': 'is on, is current',
  'tells? (the|of|its|another|no)\\b': 'has, returns, shows, says',
  'take `dry_run` out|taking `': 'remove',
  'that can be understood': 'invalid response',
  'the cloud(?! metadata)': 'CodeArts',
  '(is|are|was|were) told': 'is reported, logged, shown or known',
  'told twice|has not told|did not tell': 'reported; did not return',
  'what is (red|not green)': 'what failed',
  'when what ran': 'timeline',
  'time-outs?\\b': 'timeout',
  'what stands\\b': 'the current status',
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

/** What people read, and the comments in code that they may read. */
const READ =
  /^(README|CHANGELOG|SECURITY|CONTRIBUTING|action\.yml|docs\/.*\.(md|yml)$|src\/.*\.ts$|\.github\/)/
const CODE = /^(__tests__|tools|simulator|interop)\/.*\.ts$/
const FILES = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n')

const textOf = (file: string): string => readFileSync(file, 'utf8')
const commentsOf = (file: string): string =>
  (textOf(file).match(/^ *(?:\/\/|\/\*\*| \*).*$/gm) ?? []).join('\n')

/** The words in a text that must not be there. */
function found(text: string): string[] {
  const english = Object.keys(ENGLISH).filter(word => new RegExp(`\\b(?:${word})`, 'i').test(text))
  return [...english, ...Object.keys(CHINESE).filter(word => new RegExp(word).test(text))]
}

describe('words that must not come back', () => {
  it.each(FILES.filter(file => READ.test(file)))('%s', file => expect(found(textOf(file))).toEqual([]))

  it.each(FILES.filter(file => CODE.test(file)))('comments of %s', file =>
    expect(found(commentsOf(file))).toEqual([])
  )

  it('would be found', () => {
    expect(found('Nobody knows how it ended')).toHaveLength(1)
    expect(found('请求编号')).toEqual(['(流水线|项目|运行|请求)编号'])
    expect(found('Fix the failure and re-run.')).toEqual([])
  })
})
