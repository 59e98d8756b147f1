import { text, word } from '../http/values.js'
import { isObject, objectsIn } from '../../common/json.js'

/**
 * Inputs of a step that name who may review it: `approvers` and `audit_role` are those of a manual review in the
 * definitions of pipelines, the others have been seen or are near. None is documented.
 * https://registry.terraform.io/providers/huaweicloud/huaweicloud/latest/docs/resources/codearts_pipeline
 */
const REVIEWERS = /^(approvers?|reviewers?|auditors?|audit_(users?|members?|roles?))$/
/** At most this many are named. */
const MOST = 20
/** Where a reviewer is an object, the name has one of these keys. */
const NAMES = ['name', 'user_name', 'nick_name', 'id', 'user_id'] as const

/** Whom a step waits for, as far as its inputs name them: names, or IDs where it has no names. */
export function readReviewers(inputs: unknown): string[] {
  const told = objectsIn(inputs)
    .filter(({ key }) => REVIEWERS.test(word(key)))
    .flatMap(({ value }) => namesIn(value))
  return [...new Set(told)].slice(0, MOST)
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(one => nameOf(one))
  return nameOf(value)
}

function nameOf(value: unknown): string[] {
  if (isObject(value)) return NAMES.flatMap(key => text(value[key]) ?? []).slice(0, 1)
  return (text(value) ?? '')
    .split(/[,;，；、]/, MOST)
    .map(name => name.trim())
    .filter(name => name !== '')
}
