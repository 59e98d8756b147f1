import { json, type SimResponse } from '../transport.js'

const DOCUMENTATION = 'https://docs.github.com/rest'

/** GitHub's plain error body. */
export function message(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {}
): SimResponse {
  return json(status, { message: text, documentation_url: DOCUMENTATION, status: String(status) }, headers)
}

export const notFound = (): SimResponse => message(404, 'Not Found')

export const badCredentials = (): SimResponse => message(401, 'Bad credentials')

/** The token may not do that; the header says what it would need. */
export function forbidden([scope, level]: readonly [string, string]): SimResponse {
  return message(403, 'Resource not accessible by integration', {
    'x-accepted-github-permissions': `${scope.replace('-', '_')}=${level}`
  })
}

/** Too many requests: of any kind in an hour, or of those that make content. */
export function rateLimited(
  kind: 'primary' | 'secondary',
  waitMs: number,
  now: number,
  status: 403 | 429 = 403
): SimResponse {
  const seconds = Math.ceil(waitMs / 1000)
  if (kind === 'secondary')
    return message(
      status,
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      { 'retry-after': String(seconds) }
    )
  return message(status, 'API rate limit exceeded for installation.', {
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil(now / 1000) + seconds)
  })
}

/** One of the errors of a 422. */
export function invalid(resource: string, field: string, text: string): object {
  return { resource, field, code: 'custom', message: text }
}
