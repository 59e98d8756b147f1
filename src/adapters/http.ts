import type { HttpClient } from '@actions/http-client'
import { checkBypass, getProxyUrl } from '@actions/http-client/lib/proxy'
import * as nodeHttp from 'node:http'
import * as nodeHttps from 'node:https'
import { AbortedError, ConnectionError } from '../errors.js'
import type { Http, HttpRequest, HttpResponse } from '../ports.js'

/** A hundred pipelines take a few hundred kB; what is longer than this is not read to its end. */
const LONGEST_BODY_MIB = 3

export interface HttpAdapter {
  readonly http: Http
  /** Closes the connections that are kept open between two polls. */
  close(): void
}

/**
 * HTTP as the runner has it. Behind a proxy, `@actions/http-client` gives the agent; it is loaded only then,
 * with all that a tunnel needs. The request itself is Node's, because the client's own follows redirects with
 * the credential in hand, cannot be ended by a signal, and reads bodies of any length.
 */
export function httpAdapter(): HttpAdapter {
  // Node would pass over every certificate. A gate that believes any server is green for any server.
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
  const straight = new Map<string, nodeHttp.Agent>()
  let tunnels: Promise<HttpClient> | null = null
  const agentFor = (url: string): nodeHttp.Agent | Promise<nodeHttp.Agent> => {
    if (proxyFor(new URL(url)) !== null) {
      tunnels ??= import('@actions/http-client').then(
        ({ HttpClient }) => new HttpClient(undefined, [], { keepAlive: true })
      )
      return tunnels.then(client => client.getAgent(url))
    }
    const { protocol } = new URL(url)
    const agent = straight.get(protocol) ?? new (moduleFor(url).Agent)({ keepAlive: true })
    straight.set(protocol, agent)
    return agent
  }
  return {
    http: async (request, signal) => send(request, await agentFor(request.url), signal),
    close: () => {
      for (const agent of straight.values()) agent.destroy()
      void tunnels?.then(client => client.dispose()).catch(() => undefined)
    }
  }
}

function moduleFor(url: string): typeof nodeHttps | typeof nodeHttp {
  return url.startsWith('https:') ? nodeHttps : nodeHttp
}

/**
 * The proxy for a URL, `null` for none.
 * @throws {ConnectionError} for a variable that cannot be read: the toolkit passes over it, or throws, and neither
 *   may pass for a connection
 */
function proxyFor(url: URL): URL | null {
  const { https_proxy: lower, HTTPS_PROXY: upper } = process.env
  if (url.protocol !== 'https:' || (lower || upper || '') === '' || checkBypass(url)) return null
  try {
    const proxy = getProxyUrl(url)
    if (proxy !== undefined && proxy.hostname !== '') return proxy
  } catch {
    // Told below.
  }
  throw new ConnectionError('PROXY_UNREADABLE', 'https_proxy')
}

async function send(request: HttpRequest, agent: nodeHttp.Agent, signal: AbortSignal): Promise<HttpResponse> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(), request.timeoutMs)
  try {
    const cut = AbortSignal.any([signal, timeout.signal])
    const message = await headersOf(request, agent, cut)
    // The message lets go of its connection at its end.
    const { socket } = message
    const body = await bodyOf(message)
    // A body without a length ends with its connection, also with one that was cut here or that broke: that is no answer.
    cut.throwIfAborted()
    if (socket.errored !== null) throw socket.errored
    return { status: message.statusCode ?? 0, headers: flat(message.headers), body }
  } catch (error) {
    if (signal.aborted) throw new AbortedError()
    if (timeout.signal.aborted) throw new ConnectionError('TIMEOUT', 'timeout')
    throw error instanceof ConnectionError ? error : connectionError(error)
  } finally {
    clearTimeout(timer)
  }
}

function headersOf(
  request: HttpRequest,
  agent: nodeHttp.Agent,
  signal: AbortSignal
): Promise<nodeHttp.IncomingMessage> {
  const { method, url, headers, body } = request
  const { request: open } = moduleFor(url)
  return new Promise((resolve, reject) => {
    const outgoing = open(url, { method, headers: { ...headers }, agent, signal }, resolve)
    outgoing.on('error', reject)
    outgoing.on('upgrade', (_, socket) => {
      socket.destroy()
      reject(new ConnectionError('UPGRADE', 'HTTP 101 Switching Protocols'))
    })
    // A request that still waits for its tunnel hears nothing of the signal.
    signal.addEventListener('abort', () => reject(new AbortedError()), { once: true })
    outgoing.end(body ?? undefined)
  })
}

async function bodyOf(message: nodeHttp.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length
    // Leaving the loop destroys the connection.
    if (bytes > LONGEST_BODY_MIB * 1024 * 1024)
      throw new ConnectionError('BODY_TOO_LARGE', `${LONGEST_BODY_MIB} MiB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function flat(headers: nodeHttp.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? '')
    ])
  )
}

function connectionError(error: unknown): ConnectionError {
  // Several addresses that all refuse come as one error without a text of its own.
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error
  const code = first instanceof Error && 'code' in first ? String(first.code) : 'ERROR'
  const text = first instanceof Error ? first.message : String(first)
  return new ConnectionError(code, text.includes(code) ? text : `${code} ${text}`)
}
