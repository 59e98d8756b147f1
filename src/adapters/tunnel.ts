import * as http from 'node:http'
import * as https from 'node:https'
import { isIPv6 } from 'node:net'
import type { Duplex } from 'node:stream'
import { ConnectionError } from '../errors.js'
import { lookup } from './lookup.js'

/** How every failure of a tunnel begins: nothing was sent to the host behind it. */
const NO_TUNNEL = 'tunneling socket could not be established'

type Connected = (error: Error | null, socket?: Duplex) => void

/**
 * An agent for one HTTPS request through a proxy: CONNECT, then TLS with the host itself (RFC 9110, section 9.3.6).
 * The toolkit's own tunnels cannot be ended: a request that is given up would leave one open forever.
 */
export class TunnelAgent extends https.Agent {
  /**
   * @param proxy user and password not encoded
   * @param signal ends the request to the proxy with the one that it is made for
   */
  constructor(
    private readonly proxy: URL,
    private readonly signal: AbortSignal
  ) {
    super()
  }

  override createConnection(options: https.RequestOptions, connected: Connected): undefined {
    const { host, port } = options
    const target = `${isIPv6(host ?? '') ? `[${host ?? ''}]` : (host ?? '')}:${port ?? 443}`
    const request = this.connect(target)
    request.once('connect', ({ statusCode = 0 }, socket, head) => {
      if (statusCode === 200 && head.length === 0) {
        const through: https.RequestOptions & { socket: Duplex } = { ...options, socket }
        connected(null, super.createConnection(through) ?? undefined)
        return
      }
      socket.destroy()
      connected(new ConnectionError('PROXY_REFUSED', `${NO_TUNNEL}, statusCode=${statusCode}`))
    })
    request.once('error', error => connected(noTunnel(error)))
    request.end()
  }

  private connect(target: string): http.ClientRequest {
    const { protocol, hostname, port, username, password } = this.proxy
    const overTls = protocol === 'https:'
    const credentials = `${username}:${password}`
    return (overTls ? https : http).request({
      method: 'CONNECT',
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (overTls ? 443 : 80) : port,
      path: target,
      headers: {
        host: target,
        ...(credentials !== ':' && {
          'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}`
        })
      },
      agent: false,
      lookup,
      signal: this.signal
    })
  }
}

function noTunnel(cause: Error): Error {
  return Object.assign(new Error(`${NO_TUNNEL}, cause=${cause.message}`), {
    code: 'code' in cause ? cause.code : 'ECONNRESET'
  })
}
