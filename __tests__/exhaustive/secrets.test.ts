import { describe, expect, it } from '@jest/globals'
import { redirects } from '../../simulator/index.js'
import { A, B } from '../e2e/cloud.js'
import { cancelled, start, three } from '../e2e/starts.js'
import { signedIn, everything } from '../e2e/secrets-cases.js'

describe('a secret that the cloud repeats is in no text that leaves the step', () => {
  it.concurrent('in the name of a host, which is told in small letters', async () => {
    const ended = await signedIn(
      'SecretOfTheHost',
      [],
      [{ on: 'v5.status', does: redirects('https://secretofthehost.example/') }]
    )
    expect(everything(ended).toLowerCase()).not.toContain('secretofthehost')
  })
})

describe('the post step', () => {
  it.concurrent('has one text for each pipeline, and not all of them at each change', async () => {
    await using made = await three()
    const ended = await cancelled(start(made), made, ['v5.status', 2], 'SIGKILL')
    const lengths = Object.entries(ended.state).map(([name, text]) => [name.slice(0, 4), text.length < 300])
    expect(lengths).toEqual([['proj', true], ...[A, B, B].map(() => ['run_', true])])
  })
})
