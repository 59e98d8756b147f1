import { expect, it } from '@jest/globals'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { A } from './cloud.js'
import { step } from './harness.js'

/** Longer than the headers that Node reads by itself. */
const TOKEN = 'MIIx'.repeat(5_000)
const GREEN = [{ pipeline_id: A, pipeline_name: 'build', status: 'completed', result: 'success', stages: [] }]

it('a token of 20 kB comes from IAM and goes to CodeArts', async () => {
  const asked: (string | undefined)[] = []
  const server = createServer({ maxHeaderSize: 2 ** 16 }, (request, response) => {
    if (request.url?.startsWith('/v3/auth/tokens') === true) {
      response.writeHead(201, { 'x-subject-token': TOKEN })
      response.end(JSON.stringify({ token: { expires_at: '2999-01-01T00:00:00.000000Z' } }))
      return
    }
    asked.push(request.headers['x-auth-token'] as string | undefined)
    response.end(JSON.stringify(GREEN))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ended = await step({
    pipeline_ids: A,
    endpoint: url,
    iam_endpoint: url,
    iam_domain: 'domain',
    iam_username: 'user',
    iam_password: 'password-of-the-test',
    timeout: '10s'
  })
  server.close()
  expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' } })
  expect(asked).toEqual([TOKEN])
  expect(ended.stdout).toContain(`::add-mask::${TOKEN}`)
})
