/** A check that was made, and what was wrong, if anything. */
export interface Check {
  readonly name: string
  readonly problem: string | null
}

/** The checks of one part, in their order. */
export class Checks {
  readonly all: Check[] = []

  /** Holds if there is no problem. */
  expectNone(name: string, problems: readonly string[]): void {
    this.all.push({ name, problem: problems.length === 0 ? null : problems.join('\n') })
  }

  /**
   * Holds if `actual` has everything that `expected` has: objects may have more fields, texts are compared or,
   * where a regular expression is expected, matched.
   */
  expect(name: string, actual: unknown, expected: unknown): void {
    this.expectNone(name, differences(expected, actual, ''))
  }
}

function differences(expected: unknown, actual: unknown, place: string): string[] {
  const wrong = `${place === '' ? 'it' : place} is ${show(actual)} instead of ${show(expected)}`
  if (expected instanceof RegExp) return typeof actual === 'string' && expected.test(actual) ? [] : [wrong]
  if (typeof expected !== 'object' || expected === null) return Object.is(expected, actual) ? [] : [wrong]
  if (typeof actual !== 'object' || actual === null || Array.isArray(expected) !== Array.isArray(actual))
    return [wrong]
  if (Array.isArray(expected) && expected.length !== (actual as unknown[]).length) return [wrong]
  return Object.entries(expected).flatMap(([name, value]) =>
    differences(value, (actual as Record<string, unknown>)[name], place === '' ? name : `${place}.${name}`)
  )
}

function show(value: unknown): string {
  const text =
    value instanceof RegExp ? String(value) : value === undefined ? 'missing' : JSON.stringify(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
