import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { GitHub, serve, Simulator } from './index.js'
import { story } from './story.js'
import { portInUse, welcome, type Language } from './welcome.js'

const REPOSITORY = 'octo/app'
const PULL_REQUEST = 7

interface Arguments {
  readonly port: number
  readonly commit: string
  readonly language: Language
}

/** `npm run simulator -- [--zh] [--port 8787] [--commit HASH]` */
function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      zh: { type: 'boolean', default: false },
      port: { type: 'string', default: '8787' },
      commit: { type: 'string', default: '1f'.repeat(20) }
    }
  })
  const port = Number(values.port)
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new Error('--port takes a number from 0 to 65535')
  if (!/^[0-9a-f]{40}$/i.test(values.commit)) throw new Error('--commit takes a hash of 40 hex digits')
  return { port, commit: values.commit.toLowerCase(), language: values.zh ? 'zh' : 'en' }
}

/** The event of the pull request, as GitHub gives it to a job. */
function pullRequestEvent(commit: string): unknown {
  const repository = { full_name: REPOSITORY }
  const head = { sha: commit, ref: 'main', repo: repository }
  return {
    repository,
    pull_request: { number: PULL_REQUEST, head, base: { ref: 'main', repo: repository } }
  }
}

/** Prints the requests, commit statuses and comments that have come since it was asked last. */
function printer(simulator: Simulator, gitHub: GitHub): () => void {
  let requests = 0
  let statuses = 0
  const comments = new Map<number, string>()
  return () => {
    for (const { kind, status, as } of simulator.requests.slice(requests))
      console.log(`${kind} → ${status}${as === null ? '' : ` (${as})`}`)
    requests = simulator.requests.length
    for (const { context, state, description } of gitHub.statuses.slice(statuses))
      console.log(`${context}: ${state} (${description ?? ''})`)
    statuses = gitHub.statuses.length
    for (const { id, issue, author, body } of gitHub.comments) {
      if (comments.get(id) === body) continue
      comments.set(id, body)
      // As it is read: GitHub does not show HTML comments.
      console.log(`#${issue} ${author}:\n${body.replace(/<!--.*?-->\n?/g, '').replace(/^/gm, '  ')}`)
    }
  }
}

async function main({ port, commit, language }: Arguments): Promise<void> {
  const pipelines = story(commit)
  const pullRequests = [{ number: PULL_REQUEST, head: commit }]
  const gitHub = new GitHub({ repository: REPOSITORY, pullRequests })
  const simulator = new Simulator().add(...pipelines)
  simulator.services.push(gitHub.service)
  const served = await serve(simulator, { port }).catch((error: unknown) => {
    const isInUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    throw isInUse ? new Error(portInUse(port, language)) : error
  })
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
  const eventPath = join(folder, 'event.json')
  writeFileSync(eventPath, JSON.stringify(pullRequestEvent(commit)))
  const ids = pipelines.map(({ id }) => id)
  const stage = { url: served.url, commit, ids, repository: REPOSITORY, pullRequest: PULL_REQUEST, eventPath }
  console.log(welcome(stage, language))
  const timer = setInterval(printer(simulator, gitHub), 200)
  process.once('SIGINT', () => {
    clearInterval(timer)
    rmSync(folder, { recursive: true, force: true })
    void served.close()
  })
}

try {
  await main(readArguments())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
