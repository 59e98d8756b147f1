import { near } from './values.js'

/** Other words for values, each with those that mean it; without separators, in small letters. */
type Synonyms<T extends string> = Readonly<Partial<Record<T, string>>>

/** Words of GitHub, of other CI and of the console for outcomes. */
export const OUTCOME_WORDS = {
  error: 'failure failures failed fail errored 失败',
  aborted: 'cancelled canceled cancel abort stopped terminated 取消 已取消 终止 已终止',
  timed_out: 'timeout timeouts expired 超时',
  not_found: 'missing norun neverran 未找到',
  stale: 'outdated otherrun 无匹配',
  unknown: 'other neutral 未知',
  running: 'pending inprogress queued waiting 运行中',
  paused: 'pause suspended suspend approval actionrequired 暂停 挂起'
} as const

export const LANGUAGE_WORDS = {
  zh: 'cn zhcn zhhans chinese 中文 简体中文',
  en: 'enus engb english 英文'
} as const

export const API_WORDS = { v3: '3', v5: '5' } as const

/**
 * Regions as the console calls them, with digits for 一 to 四.
 * https://developer.huaweicloud.com/endpoint
 */
export const REGION_WORDS: Synonyms<string> = {
  'cn-north-1': '北京1 beijing1',
  'cn-north-4': '北京4 beijing4',
  'cn-south-1': '广州 guangzhou',
  'cn-south-2': '深圳 shenzhen',
  'cn-east-2': '上海2 shanghai2',
  'cn-east-3': '上海1 shanghai1',
  'cn-southwest-2': '贵阳1 贵阳 guiyang1 guiyang',
  'ap-southeast-3': '新加坡 singapore',
  'sa-brazil-1': '圣保罗1 圣保罗 saopaulo1 saopaulo',
  'la-north-2': '墨西哥城2 mexicocity2',
  'la-south-2': '圣地亚哥 santiago',
  'tr-west-1': '伊斯坦布尔 istanbul',
  'af-north-1': '开罗 cairo',
  'me-east-1': '利雅得 riyadh',
  'af-south-1': '约翰内斯堡 johannesburg'
}

const DIGITS: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 四: '4' }

/**
 * What was probably meant by a word that is none of the values: a synonym, or values that are one typo away. Often
 * nothing.
 */
export function suggestions<T extends string>(
  word: string,
  values: readonly T[],
  synonyms: Synonyms<T>
): readonly T[] {
  const meant = values.find(value => isSynonym(word, synonyms[value] ?? ''))
  return meant === undefined ? near(word, values) : [meant]
}

/** The console puts the continent in front: 华北-北京四, CN North-Beijing4. */
function isSynonym(word: string, synonyms: string): boolean {
  const bare = word
    .toLowerCase()
    .replace(/[-_\s]/g, '')
    .replace(/[一二三四]/g, numeral => DIGITS[numeral] ?? '')
  return synonyms.split(' ').some(synonym => synonym !== '' && (bare === synonym || isCity(bare, synonym)))
}

function isCity(bare: string, synonym: string): boolean {
  return (
    /^(华北|华东|华南|西南|中国|亚太|非洲|中东|拉美|土耳其|cn|ap|af|me|la|sa|tr)/.test(bare) &&
    bare.endsWith(synonym)
  )
}
