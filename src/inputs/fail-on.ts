import { OUTCOMES, type Outcome } from '../domain/pipeline-run.js'
import { OUTCOME_WORDS, suggestions } from './suggestions.js'
import { listed, splitList, type InputIssues, type RawInput } from './values.js'

const DEFAULT: readonly Outcome[] = ['error', 'aborted', 'timed_out', 'not_found', 'stale', 'unknown']
/** Outcomes of what has not ended. */
const OPEN: readonly Outcome[] = ['running', 'paused']
/** `none` lets everything pass: a typo must not lead there. */
const CHOICES = OUTCOMES.filter(outcome => outcome !== 'success')
/** At most this many wrong words get a suggestion. */
const NAMED = 10

/** What the step does, which decides what fails it when the user does not say. */
export type Purpose = 'wait' | 'snapshot' | 'only_start' | 'sweep'

/**
 * The outcomes that fail the step, empty for `none`. A snapshot without `fail_on` fails for what has not ended;
 * one of runs that were started here judges only that they were.
 */
export function parseFailOn(raw: RawInput, purpose: Purpose, issues: InputIssues): ReadonlySet<Outcome> {
  if (raw.value === '') return new Set(purpose === 'snapshot' ? [...DEFAULT, ...OPEN] : DEFAULT)
  const given = new Map(splitList(raw.value).map(word => [word.toLowerCase(), word]))
  const words = [...given.keys()]
  if (words.length === 0) issues.add(raw, 'fail_on_empty')
  if (words.includes('none') && words.length > 1) issues.add(raw, 'fail_on_none')
  const known = OUTCOMES.filter(outcome => given.has(outcome))
  const wrong = words.filter(word => word !== 'none' && !known.some(outcome => outcome === word))
  if (wrong.length > 0)
    addWrong(
      raw.input,
      wrong.map(word => given.get(word) ?? word),
      issues
    )
  if (known.includes('success')) issues.add(raw, 'fail_on_success')
  if (purpose === 'wait' && known.includes('running')) issues.add(raw, 'fail_on_running')
  return new Set(known)
}

/** @param wrong as they were given */
function addWrong(input: string, wrong: readonly string[], issues: InputIssues): void {
  const raw = { input, value: listed(wrong) }
  const choices = [...CHOICES, 'none'].join(', ')
  const named = wrong.slice(0, NAMED).map(word => word.slice(0, 40))
  const meant = new Set(named.flatMap(word => suggestions(word, CHOICES, OUTCOME_WORDS)))
  if (meant.size === 0) issues.add(raw, 'fail_on_word', { choices })
  else issues.add(raw, 'fail_on_near', { choices, meant: [...meant].join(', ') })
}
