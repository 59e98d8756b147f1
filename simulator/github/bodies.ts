import type { SimComment, SimPullRequest, SimStatus } from './specs.js'

const API = 'https://api.github.com'
const SITE = 'https://github.com'
const time = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19)}Z`

function userBody(login: string): object {
  const url = `${API}/users/${encodeURIComponent(login)}`
  const lists = ['followers', 'organizations', 'received_events', 'repos', 'subscriptions']
  return {
    login,
    id: 41_898_282,
    node_id: 'MDM6Qm90NDE4OTgyODI=',
    avatar_url: 'https://avatars.githubusercontent.com/in/15368?v=4',
    gravatar_id: '',
    url,
    html_url: `${SITE}/${encodeURIComponent(login)}`,
    ...Object.fromEntries(lists.map(list => [`${list}_url`, `${url}/${list}`])),
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    events_url: `${url}/events{/privacy}`,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false
  }
}

export function statusBody(status: SimStatus, repository: string): object {
  return {
    url: `${API}/repos/${repository}/statuses/${status.sha}`,
    avatar_url: 'https://avatars.githubusercontent.com/in/15368?v=4',
    id: status.id,
    node_id: `SC_${status.id}`,
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: time(status.createdAt),
    updated_at: time(status.createdAt),
    creator: userBody(status.creator)
  }
}

/** A status in a combined one, which has no creator. */
export function simpleStatusBody(status: SimStatus, repository: string): object {
  const { creator, ...rest } = statusBody(status, repository) as Readonly<Record<string, unknown>>
  return creator === undefined ? {} : rest
}

/** What the last statuses of all contexts come to, without them; the repository is cut down to its name. */
export function combinedBody(sha: string, standing: readonly SimStatus[], repository: string): object {
  const states = new Set(standing.map(({ state }) => state))
  const isBad = states.has('failure') || states.has('error')
  const commit = `${API}/repos/${repository}/commits/${sha}`
  return {
    state: isBad ? 'failure' : states.has('pending') || states.size === 0 ? 'pending' : 'success',
    sha,
    total_count: standing.length,
    repository: { full_name: repository, name: repository.split('/')[1] ?? '' },
    commit_url: commit,
    url: `${commit}/status`
  }
}

export function commentBody(comment: SimComment, repository: string): object {
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url: `${API}/repos/${repository}/issues/comments/${comment.id}`,
    html_url: `${SITE}/${repository}/pull/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${API}/repos/${repository}/issues/${comment.issue}`,
    body: comment.body,
    user: userBody(comment.author),
    created_at: time(comment.createdAt),
    updated_at: time(comment.updatedAt),
    author_association: 'NONE'
  }
}

/** The fields of a pull request that say which one it is; a list has many more. */
export function pullRequestBody(pull: SimPullRequest, repository: string): object {
  return {
    url: `${API}/repos/${repository}/pulls/${pull.number}`,
    id: 1_000_000 + pull.number,
    node_id: `PR_${pull.number}`,
    html_url: `${SITE}/${repository}/pull/${pull.number}`,
    number: pull.number,
    state: pull.state ?? 'open',
    locked: pull.isLocked ?? false,
    title: `Pull request ${pull.number}`,
    head: { ref: 'topic', sha: pull.head, label: 'octo:topic' },
    base: { ref: 'main', sha: '0'.repeat(40), label: 'octo:main' }
  }
}
