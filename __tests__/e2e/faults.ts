import { mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { A, cloud, ends, pipeline, PROJECT } from './cloud.js'
import type { Inputs } from './harness.js'
import { rawServer, reply, type Play } from './raw-server.js'
import { silentNameServers } from './silent-name-servers.js'

/** A fault of the world around the step, and how the step has to end. */
export interface Fault {
  readonly group: 'network' | 'answer' | 'status' | 'time' | 'machine'
  readonly name: string
  /** The output `result`; nothing where no outputs can be read. */
  readonly result: string
  /** How the step ends, where `result` does not say so. */
  readonly isRed?: boolean
  /** Words of the log that say what happened. */
  readonly says?: string
  /** What outputs and summary hold, where it is another thing than the group of outcomes has. */
  readonly holds?: string
  /** What the summary says of it; for a red step, else, what to do next. */
  readonly summary?: RegExp
  /** The answer names no run. */
  readonly noRunId?: boolean
  /** The summary cannot be written. */
  readonly noSummary?: boolean
  /** No report can be written, or its path is unknown. */
  readonly noReport?: boolean
  /** A cloud that checks signatures, and how far this machine's calendar is off from which poll on, in milliseconds. */
  readonly calendar?: readonly (readonly [poll: number, offMs: number])[]
  readonly play?: Play
  readonly host?: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly nodeArguments?: readonly string[]
  /** The server speaks TLS with such a certificate. */
  readonly certificate?: Certificate
  /** Commands of the shell that starts the step, such as a limit. */
  readonly before?: string
  /** The log is no longer read once its first words have been. */
  readonly losesLog?: boolean
  /** Where the step runs. */
  readonly folder?: string
}

type Certificate = 'not trusted' | 'private CA' | 'expired' | 'of another host'

/** In the words of both APIs at once: each reads its own. */
const element = (parts: object = {}): object => ({
  pipeline_id: A,
  pipeline_name: 'build',
  build_id: '25',
  pipeline_run_id: '25',
  run_number: 25,
  status: 'completed',
  result: 'success',
  stages: [],
  ...parts
})
const GREEN = JSON.stringify([element()])
const RED = JSON.stringify([element({ result: 'error' })])
const RUNNING = JSON.stringify([element({ status: 'running', result: null })])

const DEEP = `${JSON.stringify(element()).slice(0, -1)},"x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`

const sends =
  (...parts: readonly (string | Buffer)[]): Play =>
  socket => {
    for (const part of parts) socket.write(part)
  }
/** An answer that ends when its connection does. */
const withoutLength = (body: string): string => `HTTP/1.1 200 OK\r\n\r\n${body}`

const first =
  (play: Play, then: Play = sends(reply(GREEN))): Play =>
  (socket, nth) =>
    (nth === 1 ? play : then)(socket, nth)
const status = (line: string, body = '', headers = ''): Play => sends(reply(body, { status: line, headers }))

/** A module that is imported before the bundle and puts the calendar as far off as a file says. */
function calendarBy(file: string): string {
  const source = `import { readFileSync } from 'node:fs'
    const now = Date.now
    Date.now = () => now() + Number(readFileSync(${JSON.stringify(file)}, 'utf8'))`
  return `data:text/javascript,${encodeURIComponent(source)}`
}
const DAY = 86_400_000

/** A module that takes all file descriptors but one as soon as the bundle runs, and gives them back later. */
function scarce(forMs: number): string {
  const source = `import { closeSync, openSync } from 'node:fs'
    const taken = []
    const take = () => { try { for (;;) taken.push(openSync('/dev/null')) } catch { closeSync(taken.pop()) } }
    process.on('newListener', name => {
      // The first thing that the bundle does is to listen to signals; reading it needs descriptors, too.
      // The first stream of a process takes one of its own, so there has to be one before.
      if (name !== 'SIGTERM' || !process.stdout.writable) return
      take()
      setTimeout(() => taken.forEach(closeSync), ${forMs}).unref()
    })`
  return `data:text/javascript,${encodeURIComponent(source)}`
}

/** A module for a machine whose disk gets full just as the report is written. */
const FULL_FOR_REPORTS = `data:text/javascript,${encodeURIComponent(`import fs from 'node:fs'
  const write = fs.writeFileSync
  fs.writeFileSync = (file, ...rest) => {
    if (!String(file).endsWith('report.json')) return write(file, ...rest)
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  }`)}`

const aFile = (text = ''): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'gate-fault-')), 'file')
  writeFileSync(path, text)
  return path
}

const NO_HTTP = 'SSH-2.0-OpenSSH_9.2\r\n'
const CACHED = sends(reply(GREEN, { headers: 'age: 3600\r\n' }))
const LOCKED = JSON.stringify({
  error_code: 'APIGW.0301',
  error_msg: 'Incorrect IAM authentication information: AK access failed to reach the limit,forbidden'
})

const NO_TRUST = { result: 'unknown', says: 'NODE_EXTRA_CA_CERTS', play: sends(reply(GREEN)) } as const

export const FAULTS: readonly Fault[] = [
  { group: 'network', name: 'certificate of an unknown CA', certificate: 'not trusted', ...NO_TRUST },
  { group: 'network', name: 'expired certificate', certificate: 'expired', ...NO_TRUST },
  { group: 'network', name: 'certificate of another host', certificate: 'of another host', ...NO_TRUST },
  {
    group: 'network',
    name: 'certificate of an unknown CA, and NODE_TLS_REJECT_UNAUTHORIZED=0',
    certificate: 'not trusted',
    env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    ...NO_TRUST
  },
  {
    group: 'network',
    name: 'certificate of a private CA',
    certificate: 'private CA',
    result: 'success',
    play: sends(reply(GREEN))
  },
  {
    group: 'network',
    name: 'host name that does not exist',
    result: 'unknown',
    says: 'before the timeout',
    inputs: { endpoint: 'https://codearts.invalid', timeout: '1s' }
  },
  {
    group: 'network',
    name: 'name servers that do not answer',
    result: 'unknown',
    says: 'before the timeout',
    inputs: { endpoint: 'https://codearts.test', timeout: '3s' },
    before: silentNameServers().before
  },
  {
    group: 'network',
    name: 'connection refused',
    result: 'unknown',
    says: 'ECONNREFUSED',
    inputs: { endpoint: 'http://127.0.0.1:9', timeout: '1s' }
  },
  {
    group: 'network',
    name: 'reset before the response, once',
    result: 'success',
    says: 'succeed again',
    play: first(socket => socket.resetAndDestroy())
  },
  {
    group: 'network',
    name: 'reset before the response, always',
    result: 'unknown',
    says: 'before the timeout',
    play: socket => socket.resetAndDestroy(),
    inputs: { timeout: '1s' }
  },
  {
    group: 'network',
    name: 'reset in the middle of the body, once',
    result: 'success',
    says: 'succeed again',
    play: first(socket => socket.write(reply(GREEN).subarray(0, 60), () => socket.resetAndDestroy()))
  },
  {
    group: 'network',
    name: 'closed in the middle of the body, once',
    result: 'success',
    says: 'succeed again',
    play: first(socket => socket.end(reply(GREEN).subarray(0, 60)))
  },
  {
    group: 'network',
    name: 'reset in the middle of a body without length, once',
    result: 'success',
    says: 'succeed again',
    play: first(socket => {
      socket.write(withoutLength(GREEN.slice(0, 60)))
      setTimeout(() => socket.resetAndDestroy(), 100)
    })
  },
  {
    group: 'network',
    name: 'closed between two polls',
    result: 'success',
    play: (socket, nth) => socket.end(reply(nth < 3 ? RUNNING : GREEN))
  },
  {
    group: 'network',
    name: 'no HTTP at all',
    result: 'unknown',
    says: 'does not speak HTTP',
    play: sends(NO_HTTP)
  },
  {
    group: 'network',
    name: 'no HTTP during the wait, once',
    result: 'success',
    says: 'succeed again',
    play: (socket, nth) => socket.write(nth === 2 ? NO_HTTP : reply(nth < 4 ? RUNNING : GREEN))
  },
  {
    group: 'network',
    name: 'no HTTP during the wait, from then on',
    result: 'timed_out',
    play: first(sends(reply(RUNNING)), sends(NO_HTTP)),
    inputs: { timeout: '1s' }
  },
  {
    group: 'network',
    name: 'headers over 64 KiB',
    result: 'unknown',
    says: 'response headers are too large',
    play: sends(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(70_000)}\r\n\r\n`)
  },
  {
    group: 'network',
    name: 'plain HTTP instead of TLS',
    result: 'unknown',
    says: 'does not speak HTTP or TLS',
    play: sends(reply(GREEN)),
    inputs: { endpoint: 'https' }
  },
  { group: 'network', name: 'IPv6 loopback', result: 'success', play: sends(reply(GREEN)), host: '::1' },
  {
    group: 'network',
    name: 'proxy that refuses',
    result: 'unknown',
    says: '403',
    summary: /allow the host there/,
    play: sends('HTTP/1.1 403 Forbidden\r\n\r\n'),
    inputs: { endpoint: 'https://codearts.invalid' },
    env: { https_proxy: 'SERVER' }
  },
  {
    group: 'network',
    name: 'proxy that returns a server error',
    result: 'unknown',
    says: 'before the timeout',
    play: sends('HTTP/1.1 503 Service Unavailable\r\n\r\n'),
    inputs: { endpoint: 'https://codearts.invalid', timeout: '1s' },
    env: { https_proxy: 'SERVER' }
  },
  {
    group: 'network',
    name: 'proxy that requires other credentials',
    result: 'unknown',
    says: '407',
    summary: /user and password in https_proxy/,
    play: sends('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\n\r\n'),
    inputs: { endpoint: 'https://codearts.invalid' },
    env: { https_proxy: 'SERVER WITH CREDENTIALS' }
  },
  {
    group: 'network',
    name: 'SOCKS proxy',
    result: 'unknown',
    says: 'https_proxy (socks5://…)',
    summary: /use an HTTP proxy/,
    inputs: { endpoint: 'https://codearts.invalid' },
    env: { https_proxy: 'socks5://me:word@127.0.0.1:1080' }
  },
  {
    group: 'network',
    name: 'proxy that does not speak HTTP',
    result: 'unknown',
    says: 'Parse Error',
    play: sends('SSH-2.0-OpenSSH_9.2\r\n'),
    inputs: { endpoint: 'https://codearts.invalid', timeout: '3s' },
    env: { https_proxy: 'SERVER' }
  },
  {
    group: 'network',
    name: 'body that is not HTTP',
    result: 'unknown',
    says: 'HPE_INVALID_CHUNK_SIZE',
    play: sends('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nnone\r\n'),
    inputs: { timeout: '3s' }
  },
  {
    group: 'network',
    name: 'TLS proxy with a certificate of an unknown CA',
    certificate: 'not trusted',
    result: 'unknown',
    says: 'NODE_EXTRA_CA_CERTS',
    play: () => undefined,
    inputs: { endpoint: 'https://codearts.invalid' },
    env: { https_proxy: 'SERVER' }
  },
  ...[
    ['no URL', '::no url::'],
    ['a bare % in its password', 'http://me:100%zz@127.0.0.1:9']
  ].map(([what = '', https_proxy = '']): Fault => ({
    group: 'network',
    name: `proxy variable with ${what}`,
    result: 'unknown',
    says: 'https_proxy',
    summary: /expected a URL/,
    inputs: { endpoint: 'https://codearts.invalid' },
    env: { https_proxy }
  })),
  {
    group: 'network',
    name: 'proxy that hangs',
    result: 'unknown',
    says: 'before the timeout',
    play: () => undefined,
    inputs: { endpoint: 'https://codearts.invalid', timeout: '1s' },
    env: { https_proxy: 'SERVER' }
  },

  {
    group: 'time',
    name: 'no response at all',
    result: 'unknown',
    says: 'before the timeout',
    play: () => undefined,
    inputs: { timeout: '1s' }
  },
  {
    group: 'time',
    name: 'complete body without a length, on a connection that stays open',
    result: 'unknown',
    says: 'before the timeout',
    play: sends(withoutLength(GREEN)),
    inputs: { timeout: '1s' }
  },
  {
    group: 'time',
    name: 'headers that never end',
    result: 'unknown',
    says: 'before the timeout',
    play: sends('HTTP/1.1 200 OK\r\nx-a: b\r\n'),
    inputs: { timeout: '1s' }
  },
  {
    group: 'time',
    name: 'body in single bytes',
    result: 'unknown',
    says: 'before the timeout',
    play: socket => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n[')
      const timer = setInterval(() => socket.write(' '), 200)
      socket.on('close', () => clearInterval(timer))
    },
    inputs: { timeout: '1s' }
  },
  {
    group: 'time',
    name: '429, always',
    result: 'unknown',
    says: 'HTTP 429',
    play: status('429 Too Many Requests'),
    inputs: { timeout: '1s' }
  },
  {
    group: 'time',
    name: 'locked access key',
    result: 'unknown',
    says: 'lock an access key for five minutes',
    play: status('401 Unauthorized', LOCKED),
    inputs: { timeout: '1s' }
  },
  {
    group: 'time',
    name: 'Retry-After in the year 2099',
    result: 'unknown',
    says: 'HTTP 429',
    play: status('429 Too Many Requests', '', 'retry-after: Thu, 01 Jan 2099 00:00:00 GMT\r\n'),
    inputs: { timeout: '1s' }
  },
  {
    group: 'time',
    name: 'Retry-After negative, once',
    result: 'success',
    play: first(status('429 Too Many Requests', '', 'retry-after: -7\r\n'))
  },
  {
    group: 'time',
    name: 'Retry-After in words, once',
    result: 'success',
    play: first(status('503 Service Unavailable', '', 'retry-after: soon\r\n'))
  },
  {
    group: 'time',
    name: 'success and failure alternating',
    result: 'success',
    play: (socket, nth) =>
      socket.write(nth % 2 === 0 ? reply('', { status: '500 Oops' }) : reply(nth < 4 ? RUNNING : GREEN))
  },
  {
    group: 'time',
    name: 'calendar jumps a day ahead during the wait (AK/SK)',
    result: 'success',
    says: 'ahead of the server time',
    calendar: [[3, DAY]]
  },
  {
    group: 'time',
    name: 'calendar jumps a day back during the wait (AK/SK)',
    result: 'success',
    says: 'behind the server time',
    calendar: [[3, -DAY]]
  },
  {
    group: 'time',
    name: 'calendar jumps a day ahead and back again during the wait (AK/SK)',
    result: 'success',
    says: 'matches the server time again',
    calendar: [
      [3, DAY],
      [8, 0]
    ]
  },
  {
    group: 'time',
    name: 'API disappears after a poll',
    result: 'timed_out',
    says: 'HTTP 503',
    holds: 'the run that was seen',
    play: first(sends(reply(RUNNING)), status('503 Gone for now')),
    inputs: { timeout: '1s' }
  },

  { group: 'answer', name: 'byte order mark', result: 'success', play: sends(reply(`\uFEFF${GREEN}`)) },
  {
    group: 'answer',
    name: 'wrong charset in the header',
    result: 'success',
    play: sends(reply(GREEN, { headers: 'content-type: text/plain; charset=gb2312\r\n' }))
  },
  {
    group: 'answer',
    name: 'invalid UTF-8 in a name',
    result: 'success',
    play: sends(
      reply(
        Buffer.concat([
          Buffer.from(GREEN.split('build"')[0] ?? ''),
          Buffer.from([0xff, 0xfe]),
          Buffer.from(`build"${GREEN.split('build"')[1]}`)
        ])
      )
    )
  },
  {
    group: 'answer',
    name: 'invalid gzip',
    result: 'unknown',
    says: 'content encoding gzip',
    play: sends(reply(Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), { headers: 'content-encoding: gzip\r\n' }))
  },
  {
    group: 'answer',
    name: 'body of 50 MB',
    result: 'unknown',
    says: 'larger than 3 MiB',
    play: sends(reply(Buffer.alloc(50_000_000, ' ')))
  },
  {
    group: 'answer',
    name: 'endless body',
    result: 'unknown',
    says: 'larger than 3 MiB',
    play: socket => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
      const chunk = `100000\r\n${' '.repeat(0x100000)}\r\n`
      const more = (): void => {
        if (!socket.destroyed) socket.write(chunk, () => setImmediate(more))
      }
      more()
    }
  },
  {
    group: 'answer',
    name: 'nesting a hundred thousand deep',
    result: 'unknown',
    says: 'CodeArts returned an invalid response',
    play: sends(reply('['.repeat(100_000) + ']'.repeat(100_000)))
  },
  {
    group: 'answer',
    name: 'the same key twice, a success after an error',
    result: 'unknown',
    says: 'duplicate key',
    play: sends(reply(GREEN.replace('"result":"success"', '"result":"error","result":"success"')))
  },
  {
    group: 'answer',
    name: 'the same key twice, an error after a success',
    result: 'unknown',
    says: 'duplicate key',
    play: sends(reply(GREEN.replace('"result":"success"', '"result":"success","result":"error"')))
  },
  {
    group: 'answer',
    name: 'an error next to a success',
    result: 'unknown',
    says: 'DEVPIPE.1',
    play: sends(reply(JSON.stringify([element({ error_code: 'DEVPIPE.1', error_msg: 'cannot read' })])))
  },
  {
    group: 'answer',
    name: 'an error message without a code next to a success',
    result: 'unknown',
    says: 'cannot read',
    play: sends(reply(JSON.stringify([element({ error_msg: 'cannot read' })])))
  },
  {
    group: 'answer',
    name: 'an error one level down next to a success',
    result: 'unknown',
    says: 'DEVPIPE.1',
    play: sends(reply(JSON.stringify([element({ error: { code: 'DEVPIPE.1', message: 'cannot read' } })])))
  },
  {
    group: 'answer',
    name: 'an hour old, from a cache, once',
    result: 'success',
    says: 'succeed again',
    play: first(CACHED)
  },
  {
    group: 'answer',
    name: 'an hour old, from a cache, always',
    result: 'unknown',
    says: 'cached response',
    play: CACHED,
    inputs: { timeout: '1s' }
  },
  {
    group: 'answer',
    name: 'the pipeline twice, identical and 20,000 levels deep',
    result: 'unknown',
    says: 'conflicting results',
    play: sends(reply(`[${DEEP},${DEEP}]`))
  },
  {
    group: 'answer',
    name: 'JSON of 15 MiB',
    result: 'unknown',
    says: 'larger than 3 MiB',
    play: sends(reply(`[${'[],'.repeat(5_000_000)}[]]`))
  },
  {
    group: 'answer',
    name: 'a million lists in a list',
    result: 'unknown',
    says: 'too many values',
    play: sends(reply(`[${'[],'.repeat(1_000_000)}[]]`))
  },
  {
    group: 'answer',
    name: 'a name of 2.5 MB',
    result: 'success',
    play: sends(reply(JSON.stringify([element({ pipeline_name: 'x'.repeat(2_500_000) })])))
  },
  {
    group: 'answer',
    name: 'huge numbers',
    result: 'success',
    holds: 'the success; numbers that are too large are omitted',
    noRunId: true,
    play: sends(reply(GREEN.replace('"25"', '12345678901234567890')))
  },
  {
    group: 'answer',
    name: 'truncated JSON',
    result: 'unknown',
    says: 'invalid JSON',
    play: sends(reply(GREEN.slice(0, -4)))
  },
  {
    group: 'answer',
    name: 'an error message of 2.5 MB of dots',
    result: 'unknown',
    says: 'X.1',
    play: sends(reply(JSON.stringify({ error_code: 'X.1', error_msg: `${'.'.repeat(2_500_000)}x` })))
  },
  {
    group: 'answer',
    name: 'a refusal with a message of 2.5 MB of one word',
    result: 'unknown',
    says: 'HTTP 403',
    play: status('403 Forbidden', JSON.stringify({ error_code: 'X.1', error_msg: 'ak '.repeat(800_000) }))
  },
  { group: 'answer', name: 'HTML', result: 'unknown', says: 'HTML', play: sends(reply('<html></html>')) },
  { group: 'answer', name: 'nothing', result: 'unknown', says: 'empty', play: sends(reply('')) },
  { group: 'answer', name: 'null', result: 'unknown', says: 'null', play: sends(reply('null')) },
  {
    group: 'answer',
    name: 'the pipeline twice, differently',
    result: 'unknown',
    says: 'conflicting results',
    play: sends(reply(JSON.stringify([element(), element({ result: 'error' })])))
  },
  {
    group: 'answer',
    name: 'other pipelines only',
    result: 'not_found',
    play: sends(reply(JSON.stringify([element({ pipeline_id: 'f'.repeat(32) })])))
  },

  {
    group: 'status',
    name: '100 and 103, then 200',
    result: 'success',
    play: sends('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n', reply(GREEN))
  },
  {
    group: 'status',
    name: '101 without a request for it',
    result: 'unknown',
    says: 'HTTP 101',
    play: sends('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    inputs: { timeout: '1s' }
  },
  {
    group: 'status',
    name: '204',
    result: 'unknown',
    says: 'empty',
    play: sends('HTTP/1.1 204 No Content\r\n\r\n')
  },
  {
    group: 'status',
    name: '206 with part of a response',
    result: 'unknown',
    says: 'unexpected HTTP status',
    play: status('206 Partial Content', GREEN)
  },
  {
    group: 'status',
    name: '302 to another host',
    result: 'unknown',
    says: 'redirect',
    play: status('302 Found', '', 'location: https://elsewhere.example/\r\n')
  },
  {
    group: 'status',
    name: '304',
    result: 'unknown',
    says: 'redirect',
    play: sends('HTTP/1.1 304 Not Modified\r\n\r\n')
  },
  {
    group: 'status',
    name: '400',
    result: 'unknown',
    says: 'HTTP 400',
    play: status('400 Bad Request', '{"error_code":"X.1","error_msg":"no"}')
  },
  {
    group: 'status',
    name: '401',
    result: 'unknown',
    says: 'rejected the credential',
    play: status('401 Unauthorized', '{"error_code":"APIGW.0301","error_msg":"no"}')
  },
  {
    group: 'status',
    name: '407',
    result: 'unknown',
    says: 'HTTP 407',
    summary: /https_proxy/,
    play: status('407 Proxy Authentication Required')
  },
  {
    group: 'status',
    name: '414 with HTML',
    result: 'unknown',
    says: 'HTTP 414',
    summary: /use fewer pipelines/,
    play: status('414 URI Too Long', '<html>')
  },
  {
    group: 'status',
    name: '500 twice, then a response',
    result: 'success',
    says: 'succeed again',
    play: (socket, nth) => socket.write(nth < 3 ? reply('', { status: '500 Oops' }) : reply(GREEN))
  },
  {
    group: 'status',
    name: '599',
    result: 'unknown',
    says: 'HTTP 599',
    play: status('599 Odd'),
    inputs: { timeout: '1s' }
  },

  {
    group: 'machine',
    name: 'output file on a full disk',
    result: '',
    says: 'ENOSPC',
    holds: 'no outputs; the exit status and the summary are right',
    play: sends(reply(GREEN)),
    env: { GITHUB_OUTPUT: '/dev/full' }
  },
  {
    group: 'machine',
    name: 'disk full in the middle of the outputs',
    result: '',
    says: 'EFBIG',
    holds: 'no outputs, not even the first of them; the exit status and the summary are right',
    play: sends(reply(GREEN)),
    before: 'ulimit -f 1'
  },
  {
    group: 'machine',
    name: 'summary on a full disk',
    result: 'success',
    says: 'ENOSPC',
    holds: 'the run and its success in the outputs; no summary',
    noSummary: true,
    play: sends(reply(GREEN)),
    env: { GITHUB_STEP_SUMMARY: '/dev/full' }
  },
  {
    group: 'machine',
    name: 'no folder for the report',
    result: 'success',
    says: 'Could not write the report file to ',
    holds: 'the run and its success; an empty `report_path`',
    noReport: true,
    play: sends(reply(GREEN)),
    env: { RUNNER_TEMP: '/dev/null/below' }
  },
  {
    group: 'machine',
    name: 'report in a read-only folder',
    result: 'success',
    says: 'Could not write the report file to ',
    holds: 'the run and its success; an empty `report_path`',
    noReport: true,
    play: sends(reply(GREEN)),
    env: { RUNNER_TEMP: '/proc' }
  },
  {
    group: 'machine',
    name: 'report on a full disk',
    result: 'success',
    says: 'ENOSPC',
    holds: 'the run and its success; an empty `report_path`',
    noReport: true,
    play: sends(reply(GREEN)),
    nodeArguments: ['--import', FULL_FOR_REPORTS]
  },
  {
    group: 'machine',
    name: 'outputs in a read-only folder',
    result: '',
    says: 'Could not write the outputs to ',
    holds: 'no outputs; the exit status and the summary are right',
    play: sends(reply(GREEN)),
    env: { GITHUB_OUTPUT: '/proc/output' }
  },
  {
    group: 'machine',
    name: 'summary in a read-only folder',
    result: 'success',
    says: 'Could not write the job summary to ',
    holds: 'the run and its success in the outputs; no summary',
    noSummary: true,
    play: sends(reply(GREEN)),
    env: { GITHUB_STEP_SUMMARY: '/proc/summary' }
  },
  {
    group: 'machine',
    name: 'read-only workspace',
    result: 'success',
    play: sends(reply(GREEN)),
    folder: '/proc'
  },
  {
    group: 'machine',
    name: 'out of file descriptors for a second',
    result: 'success',
    says: 'succeed again',
    play: sends(reply(GREEN)),
    before: 'ulimit -n 64',
    nodeArguments: ['--import', scarce(1_000)]
  },
  {
    group: 'machine',
    name: 'out of file descriptors until the end',
    result: 'unknown',
    says: 'EMFILE',
    play: sends(reply(GREEN)),
    inputs: { timeout: '1s' },
    before: 'ulimit -n 64',
    nodeArguments: ['--import', scarce(60_000)],
    summary: /ulimit -n/
  },
  ...[
    ['', 'success', GREEN],
    [', and an error', 'error', RED]
  ].map(([what = '', result = '', then = '']): Fault => ({
    group: 'machine',
    name: `log that is no longer read${what}`,
    result,
    losesLog: true,
    play: first(sends(reply(RUNNING)), sends(reply(then)))
  })),
  {
    group: 'machine',
    name: 'log that was closed from the start',
    result: 'success',
    play: sends(reply(GREEN)),
    before: 'exec >&- 2>&-'
  },
  {
    group: 'machine',
    name: 'output file on a full disk, and an error',
    result: '',
    isRed: true,
    says: 'ENOSPC',
    holds: 'no outputs; the exit status and the summary are right',
    play: sends(reply(RED)),
    env: { GITHUB_OUTPUT: '/dev/full' }
  },
  {
    group: 'machine',
    name: 'no variables of a runner',
    result: '',
    says: 'passed=true',
    holds: 'the run and its success, both in the log',
    noSummary: true,
    play: sends(reply(GREEN)),
    env: {
      GITHUB_ACTIONS: undefined,
      GITHUB_OUTPUT: undefined,
      GITHUB_STEP_SUMMARY: undefined,
      GITHUB_STATE: undefined,
      RUNNER_TEMP: undefined
    }
  },
  {
    group: 'machine',
    name: 'no HOME, LANG=C',
    result: 'success',
    play: sends(reply(GREEN)),
    env: { HOME: undefined, LANG: 'C', LC_ALL: 'C' }
  },
  {
    group: 'machine',
    name: 'another time zone',
    result: 'success',
    play: sends(reply(GREEN)),
    env: { TZ: 'America/St_Johns' }
  },
  {
    group: 'machine',
    name: 'GitHub Enterprise Server',
    result: 'success',
    play: sends(reply(GREEN)),
    env: { GITHUB_SERVER_URL: 'https://ghes.example', GITHUB_API_URL: 'https://ghes.example/api/v3' }
  }
]

/** Whether the step has to end with 0. */
export function isGreen({ result, isRed = false }: Pick<Fault, 'result' | 'isRed'>): boolean {
  return result === 'success' || (result === '' && !isRed)
}

/** A certificate for 127.0.0.1, or one that does not fit, as PEM texts. */
async function made(kind: Certificate): Promise<{ key: string; cert: string }> {
  const altNames =
    kind === 'of another host'
      ? [{ type: 2 as const, value: 'elsewhere.example' }]
      : [{ type: 7 as const, ip: '127.0.0.1' }]
  const day = 86_400_000
  const pems = (await generate([{ name: 'commonName', value: 'gate test' }], {
    keySize: 2048,
    notBeforeDate: new Date(Date.now() - 9 * day),
    notAfterDate: new Date(Date.now() + (kind === 'expired' ? -day : day)),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames }
    ]
  })) as { private: string; cert: string }
  return { key: pems.private, cert: pems.cert }
}

/** What the step of a fault needs; disposing of it closes its server. */
export interface Arranged extends AsyncDisposable {
  readonly inputs: Inputs
  readonly env: Readonly<Record<string, string | undefined>>
  readonly nodeArguments: readonly string[]
}

/** Starts what a fault needs and gives the inputs and the environment of its step. */
export async function arrange(fault: Fault, api: 'v3' | 'v5' = 'v3'): Promise<Arranged> {
  if (fault.calendar !== undefined) return arrangeCalendar(fault.calendar, api)
  const certificate = fault.certificate === undefined ? null : await made(fault.certificate)
  const server = fault.play === undefined ? null : await rawServer(fault.play, fault.host, certificate)
  const url = server?.url ?? ''
  const asked = fault.inputs?.endpoint ?? url
  const inputs = {
    pipeline_ids: A,
    auth_token: 'token-of-the-test',
    // Off this machine, less than a second is refused.
    poll_interval: asked.startsWith('https://') ? '1s' : '50ms',
    timeout: '15s',
    ...(api === 'v5' ? { project_id: PROJECT } : {}),
    ...fault.inputs,
    endpoint: asked === 'https' ? url.replace('http:', 'https:') : asked
  }
  const places: Readonly<Record<string, string>> = {
    SERVER: url,
    'SERVER WITH CREDENTIALS': url.replace('//', '//me:wrong@')
  }
  const given = Object.entries(fault.env ?? {}).map(
    ([name, value]) => [name, places[value ?? ''] ?? value] as const
  )
  const trusted = certificate !== null && fault.certificate !== 'not trusted' ? aFile(certificate.cert) : ''
  const ca = trusted === '' ? {} : { NODE_EXTRA_CA_CERTS: trusted }
  return {
    inputs,
    env: { ...Object.fromEntries(given), ...ca },
    nodeArguments: fault.nodeArguments ?? [],
    [Symbol.asyncDispose]: async () => {
      await server?.[Symbol.asyncDispose]()
    }
  }
}

/** A cloud that checks signatures, and a machine whose calendar jumps at some of the polls. */
async function arrangeCalendar(
  calendar: NonNullable<Fault['calendar']>,
  api: 'v3' | 'v5'
): Promise<Arranged> {
  const strict = await cloud([pipeline(A, ends('running'), ends('success', 1_500))])
  const file = aFile('0')
  let polls = 0
  strict.simulator.misbehave({
    on: `${api}.status`,
    when: () => {
      const jump = calendar.find(([poll]) => poll === polls)
      polls++
      if (jump !== undefined) replace(file, String(jump[1]))
      return false
    },
    does: honest => honest()
  })
  return {
    inputs: (api === 'v3' ? strict.inputs : strict.v5)([A]),
    env: {},
    nodeArguments: ['--import', calendarBy(file)],
    [Symbol.asyncDispose]: () => strict[Symbol.asyncDispose]()
  }
}

/** Whoever reads the file finds the old text or the new one. */
function replace(file: string, text: string): void {
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}
