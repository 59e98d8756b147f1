import * as net from 'node:net'
import * as tls from 'node:tls'

/** What a raw server does with a connection, once a request has come. */
export type Play = (socket: net.Socket, nth: number) => void

export interface RawServer extends AsyncDisposable {
  readonly url: string
  /** Requests so far, the look-up of names left out. */
  readonly connections: () => number
}

/** The first byte of a TLS connection. */
const TLS_HANDSHAKE = 0x16

/** A server below HTTP, with TLS over it if there is a certificate: it writes the given bytes. */
export function rawServer(
  play: Play,
  host = '127.0.0.1',
  certificate: { readonly key: string; readonly cert: string } | null = null
): Promise<RawServer> {
  const sockets = new Set<net.Socket>()
  let nth = 0
  const serve = (socket: net.Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    socket.on('data', data => {
      const text = data.toString('latin1')
      // A greeting of TLS is no request, and a server that speaks HTTP answers it all the same.
      if (!text.includes('\r\n\r\n') && data[0] !== TLS_HANDSHAKE) return
      // The look-up of names runs beside the polls, and is not part of the test.
      if (/^POST \S+\/(list|runs\/list) /.test(text)) socket.write(reply('', { status: '404 No names' }))
      else play(socket, ++nth)
    })
  }
  const server = certificate === null ? net.createServer(serve) : tls.createServer({ ...certificate }, serve)
  server.on('tlsClientError', () => undefined)
  return new Promise(resolve =>
    server.listen(0, host, () => {
      const { port } = server.address() as net.AddressInfo
      resolve({
        url: `${certificate === null ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
        connections: () => nth,
        [Symbol.asyncDispose]: () => {
          for (const socket of sockets) socket.destroy()
          return new Promise(closed => server.close(() => closed()))
        }
      })
    })
  )
}

/** A whole HTTP/1.1 answer. */
export function reply(body: string | Buffer, { status = '200 OK', headers = '' } = {}): Buffer {
  const bytes = Buffer.from(body)
  const head = `HTTP/1.1 ${status}\r\ncontent-length: ${bytes.length}\r\n${headers}\r\n`
  return Buffer.concat([Buffer.from(head), bytes])
}
