import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, writeFileSync } from 'node:fs'
import * as http from 'node:http'
import * as net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { EXAMPLE_KEY, serve, Simulator, type Served } from '../../simulator/index.js'
import { A, ends, pipeline } from './cloud.js'
import { BUSY_MS, step, type Inputs } from './harness.js'

const HOST = 'codearts.test'

/** A proxy that opens tunnels, whatever the name, to one port of this machine. */
class Proxy {
  readonly asked: { target: string; authorization: string | undefined }[] = []
  private constructor(
    readonly server: http.Server,
    readonly port: number
  ) {}

  static start(target: number): Promise<Proxy> {
    const server = http.createServer((_, response) => response.writeHead(405).end())
    return new Promise(resolve =>
      server.listen(0, '127.0.0.1', () => {
        const proxy = new Proxy(server, (server.address() as net.AddressInfo).port)
        server.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
          proxy.asked.push({
            target: request.url ?? '',
            authorization: request.headers['proxy-authorization']
          })
          const behind = net.connect(target, '127.0.0.1', () => {
            socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
            behind.pipe(socket).pipe(behind)
          })
          behind.on('error', () => socket.destroy())
          socket.on('error', () => behind.destroy())
        })
        resolve(proxy)
      })
    )
  }

  close(): void {
    this.server.close()
    this.server.closeAllConnections()
  }
}

describe('behind a proxy', () => {
  let served: Served
  let proxy: Proxy
  let ca: string
  const simulator = new Simulator().add(pipeline(A, ends('running'), ends('success', 300)))

  beforeAll(async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: HOST }], {
      keySize: 2048,
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: HOST }] }
      ]
    })
    ca = join(mkdtempSync(join(tmpdir(), 'gate-ca-')), 'ca.pem')
    writeFileSync(ca, cert)
    served = await serve(simulator, { tls: { key, cert } })
    proxy = await Proxy.start(served.port)
  })
  afterAll(async () => {
    proxy.close()
    await served.close()
  })

  const inputs = (): Inputs => ({
    pipeline_ids: A,
    endpoint: `https://${HOST}`,
    access_key: EXAMPLE_KEY.accessKey,
    secret_key: EXAMPLE_KEY.secretKey,
    poll_interval: '100ms',
    timeout: '5s'
  })

  it('https_proxy is used for every look, with its credentials', async () => {
    const env = { https_proxy: `http://me:word@127.0.0.1:${proxy.port}`, NODE_EXTRA_CA_CERTS: ca }
    const ended = await step(inputs(), { env })
    // Not even the library's own words on what it is about to lose.
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' }, stderr: '' })
    expect(proxy.asked.length).toBeGreaterThan(0)
    expect(new Set(proxy.asked.map(({ target }) => target))).toEqual(new Set([`${HOST}:443`]))
    expect(proxy.asked[0]?.authorization).toBe(`Basic ${Buffer.from('me:word').toString('base64')}`)
  })

  it('no_proxy goes around it', async () => {
    const before = proxy.asked.length
    const env = { https_proxy: `http://127.0.0.1:${proxy.port}`, no_proxy: HOST, NODE_EXTRA_CA_CERTS: ca }
    const ended = await step({ ...inputs(), timeout: '2s' }, { env })
    expect(ended.code).toBe(1)
    expect(ended.stdout).toMatch(/ENOTFOUND|EAI_AGAIN/)
    expect(proxy.asked).toHaveLength(before)
  })

  it('a certificate that is not trusted is red at once', async () => {
    const env = { https_proxy: `http://127.0.0.1:${proxy.port}` }
    const ended = await step({ ...inputs(), timeout: '20s' }, { env })
    expect(ended.code).toBe(1)
    expect(ended.elapsedMs).toBeLessThan(2_000 + BUSY_MS)
    expect(ended.stdout).toContain('NODE_EXTRA_CA_CERTS')
  })
})
