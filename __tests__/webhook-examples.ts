import { readdirSync, readFileSync } from 'node:fs'

const FOLDER = 'node_modules/@octokit/webhooks-examples'

/** A webhook payload of GitHub, as `@octokit/webhooks-examples` publishes them. */
export interface WebhookExample {
  /** `api.github.com`, or a version of GitHub Enterprise Server. */
  readonly host: string
  /** The event, as in `GITHUB_EVENT_NAME`. */
  readonly name: string
  readonly payload: Readonly<Record<string, unknown>>
}

type Event = Pick<WebhookExample, 'name'> & { readonly examples: readonly WebhookExample['payload'][] }

/** Every example of every event, of github.com and of all versions of GitHub Enterprise Server. */
export function webhookExamples(): readonly WebhookExample[] {
  const hosts = readdirSync(FOLDER, { withFileTypes: true }).filter(entry => entry.isDirectory())
  return hosts.flatMap(({ name: host }) => {
    const events = JSON.parse(readFileSync(`${FOLDER}/${host}/index.json`, 'utf8')) as readonly Event[]
    return events.flatMap(({ name, examples }) => examples.map(payload => ({ host, name, payload })))
  })
}
