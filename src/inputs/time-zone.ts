import type { Language } from '../report/messages/index.js'
import { near, type InputIssues, type RawInput } from './values.js'

/** Longer than any name of the tables. */
const LONGEST = 60

/** What people say for a zone, without spaces and in small letters. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  'Asia/Shanghai': [
    ...['asia/beijing', 'beijing', 'china', 'cst', 'chinastandardtime'],
    ...['北京', '北京时间', '上海', '中国', '中国标准时间', '东八区']
  ],
  UTC: ['z', '世界时', '协调世界时']
}

/** A difference to UTC: an offset is no name, and `Etc/GMT+8` would be eight hours behind. */
const OFFSET = /^(?:utc|gmt)?([+-])0?(\d{1,2})(?::?00)?$/

/**
 * The zone that people read times in, by its name in the IANA database.
 * https://www.iana.org/time-zones
 * @returns a name that `Intl` knows; the default of the language where none is given, or after adding to `issues`
 */
export function parseTimeZone(raw: RawInput, language: Language, issues: InputIssues): string {
  const fallback = language === 'zh' ? 'Asia/Shanghai' : 'UTC'
  if (raw.value === '') return fallback
  if (raw.value.toUpperCase() === 'UTC') return 'UTC'
  const name = knownName(raw.value)
  if (name !== null) return name
  const meant = raw.value.length > LONGEST ? [] : meantBy(raw.value)
  if (meant.length === 0) issues.add(raw, 'zone')
  else issues.add(raw, 'zone_near', { meant: meant.join(' / ') })
  return fallback
}

/** Three letters that the IANA database knows. Others are abbreviations: `CST` is also used in Chicago. */
const SHORT_NAMES = /^(?:CET|EET|EST|GMT|HST|MET|MST|PRC|ROC|ROK|UCT|WET)$/i

/** The name in the letter case of the tables; an older name stays as it was given. `null` for what is none. */
function knownName(text: string): string | null {
  // Newer versions of Node take offsets as well.
  if (!/^[A-Za-z][\w+/-]*$/.test(text)) return null
  if (text.length === 3 && !SHORT_NAMES.test(text)) return null
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions()
    return timeZone.toLowerCase() === text.toLowerCase() ? timeZone : text
  } catch {
    return null
  }
}

function meantBy(text: string): readonly string[] {
  const word = text.toLowerCase().replace(/\s/g, '')
  const synonyms = Object.entries(SYNONYMS).filter(([, words]) => near(word, words).length > 0)
  if (synonyms.length > 0) return synonyms.map(([name]) => name)
  const [, sign, hours] = OFFSET.exec(word) ?? []
  if (hours !== undefined) {
    if (Number(hours) === 0) return ['UTC']
    return sign === '+' && hours === '8' ? ['Asia/Shanghai'] : []
  }
  const names = Intl.supportedValuesOf('timeZone')
  const written = text.replace(/\s+/g, '_')
  const whole = near(written, names)
  if (whole.length > 0) return whole.slice(0, 3)
  // Only the city.
  return names.filter(name => near(written, [name.slice(name.lastIndexOf('/') + 1)]).length > 0).slice(0, 3)
}
