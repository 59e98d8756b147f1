import { readFileSync } from 'node:fs'
import type { LookupFunction } from 'node:net'
import { join } from 'node:path'
import { ConnectionError } from '../errors.js'
import { canLeaveThreads } from './exit.js'

/** How long one name server has for the first try; the second and third have twice and four times as long. */
const SERVER_TIMEOUT_MS = 2_000
const TRIES = 3

/** What the resolver says where no name server gave an answer that counts. */
const NO_ANSWER: ReadonlySet<string> = new Set(['ETIMEOUT', 'ESERVFAIL'])

/**
 * Looks a name up as the system does; where the process has to wait for its threads, only once a name server has
 * answered.
 *
 * The system's own look-up keeps a thread of Node's pool until it gives up, 56 s with three silent name servers, and
 * nothing can end it. So the same servers are asked first through sockets, which can be left alone. What they answer
 * does not count: some names are known to the system only.
 */
export const lookup: LookupFunction = (hostname, options, callback) => {
  void import('node:dns').then(({ lookup: systemLookup, Resolver }) => {
    const ask = (): void => systemLookup(hostname, options, callback)
    if (canLeaveThreads() || isInHostsFile(hostname)) {
      ask()
      return
    }
    new Resolver({ timeout: SERVER_TIMEOUT_MS, tries: TRIES }).resolve4(hostname, error => {
      if (!NO_ANSWER.has(error?.code ?? '')) ask()
      // In the system's words.
      else callback(new ConnectionError('EAI_AGAIN', `getaddrinfo EAI_AGAIN ${hostname}`), [])
    })
  })
}

/** Names of this machine need no name server. */
function isInHostsFile(hostname: string): boolean {
  try {
    return readFileSync(hostsFile(), 'utf8')
      .split('\n')
      .flatMap(line => line.replace(/#.*/, '').split(/\s+/).slice(1))
      .some(name => name.toLowerCase() === hostname.toLowerCase())
  } catch {
    return false
  }
}

function hostsFile(): string {
  const { SystemRoot } = process.env
  return SystemRoot === undefined ? '/etc/hosts' : join(SystemRoot, 'System32', 'drivers', 'etc', 'hosts')
}
