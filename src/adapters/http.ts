import * as nodeHttp from 'node:http'
import * as nodeHttps from 'node:https'
import type { Socket } from 'node:net'
import { AbortedError, ConnectionError } from '../errors.js'
import type { Http, HttpRequest, HttpResponse } from '../ports.js'
import { lookup } from './lookup.js'
import { proxyOf } from './proxy.js'
import { TunnelAgent } from './tunnel.js'

/** A hundred pipelines take a few hundred kB; what is longer than this is not read to its end. */
const LONGEST_BODY_MIB = 3
/** Node reads 16 KiB; a token of IAM is a header, and may be longer than that alone. */
const LONGEST_HEADERS_KIB = 64

export interface HttpAdapter {
  readonly http: Http
  /** Closes the connections that are kept open between two polls. */
  close(): void
}

/**
 * HTTP as the runner has it, proxies as the toolkit chooses them. The request itself is Node's, because the toolkit's
 * client follows redirects with the credential in hand, cannot be ended by a signal, and reads bodies of any length.
 */
export function httpAdapter(): HttpAdapter {
  const direct = new Map<string, nodeHttp.Agent>()
  const agentFor = (url: URL, signal: AbortSignal): nodeHttp.Agent => {
    const proxy = proxyOf(url)
    if (proxy !== null) return new TunnelAgent(proxy, signal)
    const agent = direct.get(url.protocol) ?? new (moduleFor(url).Agent)({ keepAlive: true, lookup })
    direct.set(url.protocol, agent)
    return agent
  }
  return {
    http: (request, signal) => send(request, agentFor, signal),
    close: () => {
      for (const agent of direct.values()) agent.destroy()
    }
  }
}

type AgentFor = (url: URL, signal: AbortSignal) => nodeHttp.Agent

function moduleFor({ protocol }: URL): typeof nodeHttps | typeof nodeHttp {
  return protocol === 'https:' ? nodeHttps : nodeHttp
}

async function send(request: HttpRequest, agentFor: AgentFor, signal: AbortSignal): Promise<HttpResponse> {
  // One controller for a request, so that nothing of it stays with the signal of the step, which lives longer.
  const cut = new AbortController()
  const abort = (): void => cut.abort()
  signal.addEventListener('abort', abort)
  const timer = setTimeout(abort, request.timeoutMs)
  try {
    if (signal.aborted) throw new AbortedError()
    const message = await headersOf(request, agentFor, cut.signal)
    // The message lets go of its connection at its end.
    const { socket } = message
    const body = await bodyOf(message)
    // A body without a length ends with its connection, also with one that was cut here or that broke: that is no
    // answer.
    cut.signal.throwIfAborted()
    if (socket.errored !== null) throw socket.errored
    return { status: message.statusCode ?? 0, headers: flat(message.headers), body }
  } catch (error) {
    if (signal.aborted) throw new AbortedError()
    if (cut.signal.aborted) throw new ConnectionError('TIMEOUT', 'timeout')
    throw error instanceof ConnectionError ? error : connectionError(error, 'maybe')
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
}

function headersOf(
  { method, url, headers, body }: HttpRequest,
  agentFor: AgentFor,
  signal: AbortSignal
): Promise<nodeHttp.IncomingMessage> {
  const target = new URL(url)
  const agent = agentFor(target, signal)
  const maxHeaderSize = LONGEST_HEADERS_KIB * 1024
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...headers }, agent, signal, maxHeaderSize }
    const outgoing = opened(() => moduleFor(target).request(target, options))
    let isConnected = false
    const connected = (): void => void (isConnected = true)
    outgoing.on('socket', socket => {
      // Nothing of a request leaves before its connection is established, TLS included.
      if (isStanding(socket)) connected()
      else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', connected)
    })
    outgoing.on('response', message => {
      // What is wrong with a body is an error of the request only; the message itself would just be cut off.
      outgoing.on('error', error => message.destroy(error))
      resolve(message)
    })
    outgoing.on('error', error => reject(connectionError(error, isConnected ? 'maybe' : 'no')))
    outgoing.on('upgrade', (_, socket) => {
      socket.destroy()
      reject(new ConnectionError('UPGRADE', 'HTTP 101 Switching Protocols'))
    })
    outgoing.end(body ?? undefined)
  })
}

/** @throws {ConnectionError} for a request that Node does not take, such as one with a line break in a header */
function opened(open: () => nodeHttp.ClientRequest): nodeHttp.ClientRequest {
  try {
    return open()
  } catch (error) {
    throw connectionError(error, 'no')
  }
}

/** Whether a connection is there already, as one that is kept open is. */
function isStanding(socket: Socket): boolean {
  return !socket.connecting && !('secureConnecting' in socket && socket.secureConnecting === true)
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

function connectionError(error: unknown, reached: ConnectionError['reached']): ConnectionError {
  if (error instanceof ConnectionError) return new ConnectionError(error.code, error.message, reached)
  // Several addresses that all refuse come as one error without a text of its own.
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error
  const code = first instanceof Error && 'code' in first ? String(first.code) : 'ERROR'
  const text = first instanceof Error ? first.message : String(first)
  return new ConnectionError(code, text.includes(code) ? text : `${code} ${text}`, reached)
}
