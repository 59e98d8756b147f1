import { describe, expect, it } from '@jest/globals'
import { mkdtempSync, writeFileSync } from 'node:fs'
import * as http from 'node:http'
import * as net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { EXAMPLE_KEY, serve, Simulator } from '../../simulator/index.js'
import { A, ends, pipeline } from './cloud.js'
import { step, type Inputs } from './harness.js'

const HOST = 'codearts.test'

/** A proxy that opens tunnels, whatever the name, to one port of this machine. */
class Proxy {
  readonly asked: { target: string; authorization: string | undefined }[] = []
  readonly server = http.createServer((_, response) => response.writeHead(405).end())

  constructor(to: number) {
    this.server.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
      this.asked.push({ target: request.url ?? '', authorization: request.headers['proxy-authorization'] })
      const behind = net.connect(to, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
        behind.pipe(socket).pipe(behind)
      })
      behind.on('error', () => socket.destroy())
      socket.on('error', () => behind.destroy())
    })
  }

  async listen(): Promise<number> {
    await new Promise<void>(done => this.server.listen(0, '127.0.0.1', done))
    return (this.server.address() as net.AddressInfo).port
  }
}

interface Behind extends AsyncDisposable {
  readonly inputs: Inputs
  /** What has been asked of the proxy. */
  readonly asked: Proxy['asked']
  readonly proxyUrl: (credentials?: string) => string
  /** File with the certificate of the simulator. */
  readonly ca: string
}

const pems = generate([{ name: 'commonName', value: HOST }], {
  keySize: 2048,
  extensions: [
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 2, value: HOST }] }
  ]
})

/** A cloud over TLS whose name only the proxy in front of it can resolve. */
async function behindProxy(): Promise<Behind> {
  const { private: key, cert } = await pems
  const ca = join(mkdtempSync(join(tmpdir(), 'gate-ca-')), 'ca.pem')
  writeFileSync(ca, cert)
  const simulator = new Simulator().add(pipeline(A, ends('running'), ends('success', 300)))
  const served = await serve(simulator, { tls: { key, cert } })
  const proxy = new Proxy(served.port)
  const port = await proxy.listen()
  return {
    ca,
    asked: proxy.asked,
    proxyUrl: (credentials = '') => `http://${credentials}127.0.0.1:${port}`,
    inputs: {
      pipeline_ids: A,
      endpoint: `https://${HOST}`,
      access_key: EXAMPLE_KEY.accessKey,
      secret_key: EXAMPLE_KEY.secretKey,
      poll_interval: '1s',
      timeout: '20s'
    },
    [Symbol.asyncDispose]: async () => {
      proxy.server.close()
      proxy.server.closeAllConnections()
      await served.close()
    }
  }
}

describe('behind a proxy', () => {
  it.concurrent('https_proxy is used for every poll, with its credentials', async () => {
    await using made = await behindProxy()
    const env = { https_proxy: made.proxyUrl('me:word@'), NODE_EXTRA_CA_CERTS: made.ca }
    const ended = await step(made.inputs, { env })
    // Not even the library's own words on what it is about to lose.
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' }, stderr: '' })
    expect(made.asked.length).toBeGreaterThan(0)
    expect(new Set(made.asked.map(({ target }) => target))).toEqual(new Set([`${HOST}:443`]))
    expect(made.asked[0]?.authorization).toBe(`Basic ${Buffer.from('me:word').toString('base64')}`)
  })

  it.concurrent('no_proxy goes around it', async () => {
    await using made = await behindProxy()
    const env = { https_proxy: made.proxyUrl(), no_proxy: HOST, NODE_EXTRA_CA_CERTS: made.ca }
    const ended = await step({ ...made.inputs, timeout: '4s' }, { env })
    expect(ended.code).toBe(1)
    expect(ended.stdout).toMatch(/ENOTFOUND|EAI_AGAIN/)
    expect(made.asked).toEqual([])
  })

  it.concurrent('a certificate that is not trusted is red before the time is up', async () => {
    await using made = await behindProxy()
    const ended = await step({ ...made.inputs, timeout: '40s' }, { env: { https_proxy: made.proxyUrl() } })
    expect(ended.code).toBe(1)
    expect(ended.elapsedMs).toBeLessThan(40_000)
    expect(ended.stdout).toContain('NODE_EXTRA_CA_CERTS')
  })
})
