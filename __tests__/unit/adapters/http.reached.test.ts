import { describe, expect, it } from '@jest/globals'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { httpAdapter } from '../../../src/adapters/http.js'
import { ConnectionError } from '../../../src/errors.js'

/** A server on loopback that does something with each connection. */
async function listening(onConnection: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  const server = createServer(onConnection)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { server, port: (server.address() as AddressInfo).port }
}

async function failureOf(url: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const adapter = httpAdapter()
  try {
    const request = { method: 'POST' as const, url, headers, body: '{}', timeoutMs: 5_000 }
    return await adapter.http(request, new AbortController().signal)
  } catch (error) {
    return error
  } finally {
    adapter.close()
  }
}

describe('a request without an answer', () => {
  it('surely reached nobody where the connection was refused', async () => {
    const { server, port } = await listening(() => undefined)
    await new Promise(resolve => server.close(resolve))
    for (const url of [`http://127.0.0.1:${port}`, `https://127.0.0.1:${port}`])
      expect(await failureOf(url)).toMatchObject({ reached: 'no' })
  })

  it('surely reached nobody where TLS did not come about', async () => {
    const { server, port } = await listening(socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    const error = await failureOf(`https://127.0.0.1:${port}`)
    server.close()
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ reached: 'no' })
  })

  it('surely reached nobody where it cannot be written', async () => {
    expect(await failureOf('http://127.0.0.1:1', { 'x-bad': 'a\nb' })).toMatchObject({ reached: 'no' })
  })

  it.each([
    ['before a word', (socket: Socket) => socket.once('data', () => socket.destroy())],
    ['in the headers', (socket: Socket) => socket.once('data', () => socket.end('HTTP/1.1 200'))],
    [
      'in the body',
      (socket: Socket) =>
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'))
    ]
  ])('may have been read where the connection broke %s', async (_, onConnection) => {
    const { server, port } = await listening(onConnection)
    const error = await failureOf(`http://127.0.0.1:${port}`)
    server.close()
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ reached: 'maybe' })
  })
})
