import * as http from 'node:http'
import * as https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Simulator } from './simulator.js'
import type { SimResponse } from './transport.js'

export interface ServeOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number
  readonly host?: string
  /** PEM texts; then the server speaks TLS. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

/** A simulator on the wire. */
export interface Served {
  readonly url: string
  readonly port: number
  /** The most requests that were on their way at once. */
  readonly maxInFlight: () => number
  /** How many connections have been opened. */
  readonly connections: () => number
  /** Closes the connections that are kept open between two requests. */
  readonly dropIdle: () => void
  /** Ends all connections, also those that hang. */
  close(): Promise<void>
}

/** Plays a simulator over HTTP, with what its answers want done on the wire. */
export function serve(simulator: Simulator, options: ServeOptions = {}): Promise<Served> {
  const { host = '127.0.0.1', port = 0, tls } = options
  let inFlight = 0
  let most = 0
  const listener: http.RequestListener = (request, response) => {
    inFlight++
    most = Math.max(most, inFlight)
    response.on('close', () => inFlight--)
    readBody(request, body => {
      const answer = simulator.handle({
        method: request.method ?? '',
        target: request.url ?? '',
        headers: headersOf(request),
        body
      })
      play(answer, request, response)
    })
  }
  // URLs over the limit are for the simulator to refuse.
  const limits = { maxHeaderSize: 1 << 20 }
  const server =
    tls === undefined
      ? http.createServer(limits, listener)
      : https.createServer({ ...limits, ...tls }, listener)
  let connections = 0
  server.on('connection', () => connections++)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const { port } = server.address() as AddressInfo
      const name = host.includes(':') ? `[${host}]` : host
      resolve({
        url: `${tls === undefined ? 'http' : 'https'}://${name}:${port}`,
        port,
        maxInFlight: () => most,
        connections: () => connections,
        dropIdle: () => server.closeIdleConnections(),
        close: () =>
          new Promise(done => {
            server.close(() => done())
            server.closeAllConnections()
          })
      })
    })
  })
}

function readBody(request: http.IncomingMessage, done: (body: string) => void): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => done(Buffer.concat(chunks).toString('utf8')))
}

function headersOf(request: http.IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? '')
    ])
  )
}

function play(answer: SimResponse, request: http.IncomingMessage, response: http.ServerResponse): void {
  const body = Buffer.from(answer.body)
  const { effect } = answer
  const begin = (): void => {
    const length = answer.status === 204 ? {} : { 'content-length': body.length }
    response.writeHead(answer.status, { ...length, ...answer.headers })
  }
  const send = (): void => {
    begin()
    response.end(body)
  }
  switch (effect?.kind) {
    case undefined: {
      send()
      return
    }
    case 'delay': {
      after(effect.ms, response, send)
      return
    }
    case 'drop':
      request.socket.destroy()
      return
    case 'drop_body':
      begin()
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => request.socket.destroy())
      return
    case 'hang':
      return
    case 'drip':
      begin()
      drip(body, effect.everyMs, response)
  }
}

/** Waits, unless the asker goes away. */
function after(ms: number, response: http.ServerResponse, then: () => void): void {
  const cancel = (): void => clearTimeout(timer)
  const timer = setTimeout(() => {
    response.off('close', cancel)
    then()
  }, ms)
  response.once('close', cancel)
}

function drip(body: Buffer, everyMs: number, response: http.ServerResponse): void {
  if (body.length === 0) {
    response.end()
    return
  }
  response.write(body.subarray(0, 1))
  after(everyMs, response, () => drip(body.subarray(1), everyMs, response))
}
