import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SERVERS = ['127.0.0.1', '127.0.0.2', '127.0.0.3']

/** Takes every question and answers none, as long as the step lives. */
const server = (asked: string): string => `const { createSocket } = require('node:dgram')
  const { writeFileSync, writeSync } = require('node:fs')
  const step = process.ppid
  let closed = ${SERVERS.length}
  for (const host of ${JSON.stringify(SERVERS)})
    createSocket('udp4', () => writeFileSync(${JSON.stringify(asked)}, ''))
      .bind(53, host, () => --closed || writeSync(1, 'open\\n'))
  setInterval(() => process.ppid === step || process.exit(), 100)`

export interface SilentNameServers {
  /** Commands of the shell that starts the step. */
  readonly before: string
  /** Whether a name server has been asked. */
  readonly asked: () => boolean
}

/**
 * A place for a step where three name servers take every question and never answer: a network namespace of its own,
 * with a `resolv.conf` of its own. So it is the system's resolver itself that waits, in a thread of Node's pool, for
 * 56 s with these; a function put in the place of `dns.lookup` would show nothing about the end of a process that has
 * such a thread.
 */
export function silentNameServers(): SilentNameServers {
  const folder = mkdtempSync(join(tmpdir(), 'gate-names-'))
  const path = (name: string): string => join(folder, name)
  writeFileSync(path('server.cjs'), server(path('asked')))
  writeFileSync(
    path('resolv.conf'),
    [...SERVERS.map(host => `nameserver ${host}`), 'search corp.test', ''].join('\n')
  )
  const setUp = [
    'ip link set lo up',
    `mount --bind ${path('resolv.conf')} /etc/resolv.conf`,
    // More than one step may use this place, each with servers of its own.
    `ready=$(mktemp -u) && mkfifo $ready`,
    `{ ${process.execPath} ${path('server.cjs')} >$ready 2>/dev/null & }`,
    'read -r _ <$ready',
    'rm $ready',
    'exec "$@"'
  ]
  return {
    before: `exec unshare --map-root-user --net --mount sh -c '${setUp.join(' && ')}' sh "$@"`,
    asked: () => existsSync(path('asked'))
  }
}
