import type { Service } from '../simulator.js'
import { isRecord, json, readJson, splitTarget, type SimRequest, type SimResponse } from '../transport.js'
import { combinedBody, commentBody, pullRequestBody, simpleStatusBody, statusBody } from './bodies.js'
import { graphql, graphqlRateLimited } from './graphql.js'
import { WriteLimits, type LimitOptions } from './limits.js'
import { page } from './paging.js'
import { badCredentials, forbidden, invalid, message, notFound, rateLimited } from './refusals.js'
import type { SimComment, SimPullRequest, SimQueueGroup, SimStatus } from './specs.js'

/** What a token may do, as `permissions:` of a job says it. */
export interface Permissions {
  readonly statuses?: 'read' | 'write'
  readonly 'pull-requests'?: 'read' | 'write'
  readonly contents?: 'read' | 'write'
}

/** An account whose token GitHub knows. */
export interface Account {
  readonly token: string
  readonly login: string
  readonly permissions: Permissions
}

/** The token that a job gets, and its permissions for all that the action does. */
export const JOB_ACCOUNT: Account = {
  token: 'ghs_tokenOfTheJob0123456789',
  login: 'github-actions[bot]',
  permissions: { statuses: 'write', 'pull-requests': 'write', contents: 'read' }
}

export interface GitHubOptions extends LimitOptions {
  /** `owner/name`. */
  readonly repository?: string
  readonly accounts?: readonly Account[]
  /** Commits that the repository has, all if not given. */
  readonly commits?: readonly string[]
  readonly pullRequests?: readonly SimPullRequest[]
  /** Groups in merge queues. */
  readonly queue?: readonly SimQueueGroup[]
  /** `main` if not given. */
  readonly defaultBranch?: string
  /** Branches beside the default one and the bases of pull requests. */
  readonly branches?: readonly string[]
  /** Epoch milliseconds. */
  readonly now?: () => number
  /** Before the path of each call: `/api/v3` on GitHub Enterprise Server. */
  readonly base?: string
}

/** So many statuses of one context fit on a commit. */
const MOST_STATUSES = 1000
const LONGEST_DESCRIPTION = 140
const LONGEST_CONTEXT = 255
const LONGEST_COMMENT = 65_536
const STATES = ['error', 'failure', 'pending', 'success']

interface Call {
  readonly request: SimRequest
  readonly query: string
  readonly account: Account
  /** The parameters in the path, in order. */
  readonly parts: readonly string[]
}

interface Endpoint {
  readonly kind: string
  readonly method: string
  readonly path: RegExp
  readonly needs: readonly [keyof Permissions, 'read' | 'write'] | null
  /** Whether it makes content, for which there are limits of their own. */
  readonly isWrite: boolean
  readonly answer: (call: Call) => SimResponse
}

/**
 * GitHub's statuses, comments and pull requests of one repository, without transport: a service of a simulator.
 * https://docs.github.com/en/rest/commits/statuses
 * https://docs.github.com/en/rest/issues/comments
 */
export class GitHub {
  /** Oldest first. */
  readonly statuses: SimStatus[] = []
  readonly comments: SimComment[] = []
  readonly repository: string
  readonly pullRequests: SimPullRequest[]
  readonly queue: SimQueueGroup[]
  private readonly accounts: readonly Account[]
  private readonly base: string
  private readonly limits: WriteLimits
  private readonly now: () => number
  private serial = 3_000_000_000

  constructor(private readonly options: GitHubOptions = {}) {
    this.repository = options.repository ?? 'octo/app'
    this.accounts = options.accounts ?? [JOB_ACCOUNT]
    this.pullRequests = [...(options.pullRequests ?? [])]
    this.queue = [...(options.queue ?? [])]
    this.base = options.base ?? ''
    this.now = options.now ?? (() => Date.now())
    this.limits = new WriteLimits(options)
  }

  /** The current statuses of a commit: the last one of each context, letter case aside. */
  standing(commit: string): readonly SimStatus[] {
    const last = new Map<string, SimStatus>()
    for (const status of this.statuses)
      if (status.sha === commit) last.set(status.context.toLowerCase(), status)
    return [...last.values()]
  }

  /** To be given to a simulator's `services`. */
  readonly service: Service = request => {
    const { path, query } = splitTarget(request.target)
    if (request.method === 'POST' && path === this.graphqlPath())
      return { kind: 'github.graphql', honest: () => this.graphql(request) }
    if (!path.startsWith(`${this.base}/repos/`)) return null
    const rest = path.slice(`${this.base}/repos/`.length)
    for (const endpoint of this.endpoints) {
      const match = endpoint.method === request.method ? endpoint.path.exec(rest) : null
      if (match === null) continue
      const [, owner = '', name = '', ...parts] = match
      const honest = (): SimResponse => this.admit(endpoint, `${owner}/${name}`, request, query, parts)
      return { kind: endpoint.kind, honest }
    }
    return { kind: 'github.other', honest: notFound }
  }

  /** On GitHub Enterprise Server GraphQL is beside REST, not below it. */
  private graphqlPath(): string {
    return this.base === '/api/v3' ? '/api/graphql' : `${this.base}/graphql`
  }

  private readonly endpoints: readonly Endpoint[] = [
    {
      kind: 'github.set_status',
      method: 'POST',
      path: /^([^/]+)\/([^/]+)\/statuses\/([^/]+)$/,
      needs: ['statuses', 'write'],
      isWrite: true,
      answer: call => this.setStatus(call)
    },
    {
      kind: 'github.statuses',
      method: 'GET',
      path: /^([^/]+)\/([^/]+)\/commits\/([^/]+)\/statuses$/,
      needs: ['statuses', 'read'],
      isWrite: false,
      answer: ({ request, query, parts: [sha = ''] }) => {
        const list = this.statuses.filter(status => status.sha === sha).toReversed()
        return page(
          list.map(status => statusBody(status, this.repository)),
          request,
          query
        )
      }
    },
    {
      kind: 'github.combined_status',
      method: 'GET',
      path: /^([^/]+)\/([^/]+)\/commits\/([^/]+)\/status$/,
      needs: ['statuses', 'read'],
      isWrite: false,
      answer: ({ request, query, parts: [sha = ''] }) => {
        const { body: shown, ...rest } = page(
          this.standing(sha).map(status => simpleStatusBody(status, this.repository)),
          request,
          query
        )
        const combined = combinedBody(sha, this.standing(sha), this.repository)
        return {
          ...rest,
          body: JSON.stringify({ ...combined, statuses: JSON.parse(shown.toString()) as unknown })
        }
      }
    },
    {
      kind: 'github.pulls_of_commit',
      method: 'GET',
      path: /^([^/]+)\/([^/]+)\/commits\/([^/]+)\/pulls$/,
      needs: ['pull-requests', 'read'],
      isWrite: false,
      answer: ({ request, query, parts: [sha = ''] }) => {
        const list = this.pullRequests.filter(({ head, commits = [] }) => [head, ...commits].includes(sha))
        return page(
          list.map(pull => pullRequestBody(pull, this.repository)),
          request,
          query
        )
      }
    },
    {
      kind: 'github.add_comment',
      method: 'POST',
      path: /^([^/]+)\/([^/]+)\/issues\/(\d+)\/comments$/,
      needs: ['pull-requests', 'write'],
      isWrite: true,
      answer: call => this.addComment(call)
    },
    {
      kind: 'github.comments',
      method: 'GET',
      path: /^([^/]+)\/([^/]+)\/issues\/(\d+)\/comments$/,
      needs: ['pull-requests', 'read'],
      isWrite: false,
      answer: ({ request, query, parts: [number = ''] }) => {
        const list = this.comments.filter(({ issue }) => issue === Number(number))
        return page(
          list.map(comment => commentBody(comment, this.repository)),
          request,
          query
        )
      }
    },
    {
      kind: 'github.change_comment',
      method: 'PATCH',
      path: /^([^/]+)\/([^/]+)\/issues\/comments\/(\d+)$/,
      needs: ['pull-requests', 'write'],
      isWrite: true,
      answer: call => this.changeComment(call)
    },
    {
      kind: 'github.remove_comment',
      method: 'DELETE',
      path: /^([^/]+)\/([^/]+)\/issues\/comments\/(\d+)$/,
      needs: ['pull-requests', 'write'],
      isWrite: true,
      answer: ({ account, parts: [id = ''] }) => {
        const at = this.comments.findIndex(comment => comment.id === Number(id))
        if (at < 0) return notFound()
        if (this.comments[at]?.author !== account.login) return forbidden(['pull-requests', 'write'])
        this.comments.splice(at, 1)
        return { status: 204, headers: {}, body: '' }
      }
    }
  ]

  private accountOf({ headers }: SimRequest): Account | null {
    const [, token] = /^(?:bearer|token) (\S+)$/i.exec(headers.authorization ?? '') ?? []
    return this.accounts.find(account => account.token === token) ?? null
  }

  private admit(
    endpoint: Endpoint,
    repository: string,
    request: SimRequest,
    query: string,
    parts: readonly string[]
  ): SimResponse {
    const refused = this.refusalOf(request)
    if (refused !== null) return refused
    const account = this.accountOf(request)
    if (account === null) return badCredentials()
    if (repository.toLowerCase() !== this.repository.toLowerCase()) return notFound()
    if (endpoint.needs !== null && !isAllowed(account, endpoint.needs)) return forbidden(endpoint.needs)
    const decoded = parts.map(part => decodeURIComponent(part))
    if (endpoint.isWrite) {
      const waitMs = this.limits.take(this.now())
      if (waitMs !== null) return rateLimited('secondary', waitMs, this.now())
    }
    return endpoint.answer({ request, query, account, parts: decoded })
  }

  /** What GitHub refuses before it checks anything else. */
  private refusalOf({ headers }: SimRequest): SimResponse | null {
    if ((headers['user-agent'] ?? '') === '')
      return message(
        403,
        'Request forbidden by administrative rules. Please make sure your request has a User-Agent header'
      )
    const version = headers['x-github-api-version']
    if (version !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(version))
      return message(400, `Version ${version} is not supported`)
    return null
  }

  private graphql(request: SimRequest): SimResponse {
    const refused = this.refusalOf(request)
    if (refused !== null) return refused
    const account = this.accountOf(request)
    if (account === null) return badCredentials()
    if (!this.limits.takePoint(this.now())) return graphqlRateLimited()
    const { repository, pullRequests, queue, comments, options } = this
    return graphql(request.body, {
      ...{ repository, pullRequests, queue, comments },
      viewer: account.login,
      defaultBranch: options.defaultBranch ?? 'main',
      branches: options.branches ?? [],
      mayRead: what => isAllowed(account, [what, 'read']),
      standing: commit => this.standing(commit)
    })
  }

  private hasCommit(sha: string): boolean {
    return this.options.commits?.includes(sha) ?? true
  }

  private setStatus({ request, account, parts: [sha = ''] }: Call): SimResponse {
    const body = readJson(request.body)
    if (!isRecord(body)) return message(400, 'Problems parsing JSON')
    if (!/^[0-9a-f]{40}$/.test(sha) || !this.hasCommit(sha))
      return message(422, `No commit found for SHA: ${sha}`)
    const { state, context = 'default' } = body
    const description: unknown = body.description ?? null
    const target: unknown = body.target_url ?? null
    const wrong = [
      ...(STATES.includes(String(state)) ? [] : [invalid('Status', 'state', 'is not included in the list')]),
      ...textErrors('description', description, LONGEST_DESCRIPTION),
      ...textErrors('context', context, LONGEST_CONTEXT),
      ...(target === null || (typeof target === 'string' && /^https?:\/\/\S+$/.test(target))
        ? []
        : [invalid('Status', 'target_url', 'must use http(s) scheme')])
    ]
    const same = this.statuses.filter(known => known.sha === sha && known.context === context)
    if (same.length >= MOST_STATUSES)
      wrong.push(
        invalid('Status', 'base', 'This SHA and context has reached the maximum number of statuses.')
      )
    if (wrong.length > 0) return json(422, validation(wrong))
    const status: SimStatus = {
      id: this.serial++,
      sha,
      state: String(state),
      description: typeof description === 'string' ? description : null,
      targetUrl: typeof target === 'string' ? target : null,
      context: String(context),
      createdAt: this.now(),
      creator: account.login
    }
    this.statuses.push(status)
    return json(201, statusBody(status, this.repository))
  }

  private addComment({ request, account, parts: [number = ''] }: Call): SimResponse {
    const pull = this.pullRequests.find(pull => pull.number === Number(number))
    if (pull === undefined) return notFound()
    if (pull.isLocked === true) return message(403, 'Unable to create comment because issue is locked.')
    const body = textOf(request)
    if (typeof body !== 'string') return body.refusal
    const at = this.now()
    const comment: SimComment = {
      id: this.serial++,
      issue: pull.number,
      author: account.login,
      body,
      createdAt: at,
      updatedAt: at
    }
    this.comments.push(comment)
    return json(201, commentBody(comment, this.repository))
  }

  private changeComment({ request, account, parts: [id = ''] }: Call): SimResponse {
    const at = this.comments.findIndex(comment => comment.id === Number(id))
    const known = this.comments[at]
    if (known === undefined) return notFound()
    if (known.author !== account.login) return forbidden(['pull-requests', 'write'])
    const body = textOf(request)
    if (typeof body !== 'string') return body.refusal
    const comment = { ...known, body, updatedAt: this.now() }
    this.comments[at] = comment
    return json(200, commentBody(comment, this.repository))
  }
}

function isAllowed({ permissions }: Account, [scope, level]: readonly [keyof Permissions, string]): boolean {
  const given = permissions[scope]
  return given === 'write' || given === level
}

/** The text of a comment, or why there is none. */
function textOf({ body }: SimRequest): string | { readonly refusal: SimResponse } {
  const read = readJson(body)
  if (!isRecord(read)) return { refusal: message(400, 'Problems parsing JSON') }
  const text = read.body
  if (typeof text !== 'string' || text.trim() === '')
    return { refusal: json(422, validation([invalid('IssueComment', 'body', 'cannot be blank')])) }
  if (text.length > LONGEST_COMMENT)
    return {
      refusal: json(
        422,
        validation([
          invalid('IssueComment', 'body', `body is too long (maximum is ${LONGEST_COMMENT} characters)`)
        ])
      )
    }
  return text
}

function textErrors(field: string, value: unknown, longest: number): object[] {
  if (value === null) return []
  if (typeof value !== 'string') return [invalid('Status', field, `${field} is not a string`)]
  return [
    ...(value.length > longest
      ? [invalid('Status', field, `${field} is too long (maximum is ${longest} characters)`)]
      : []),
    ...(/[\u{10000}-\u{10FFFF}]/u.test(value)
      ? [invalid('Status', field, `${field} doesn't accept 4-byte Unicode`)]
      : [])
  ]
}

function validation(errors: readonly object[]): object {
  return {
    message: 'Validation Failed',
    errors,
    documentation_url: 'https://docs.github.com/rest',
    status: '422'
  }
}
