import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { GitHub, JOB_ACCOUNT, serve, Simulator } from '../../../simulator/index.js'
import { cloud, demand, measure, median, PROJECT, say, spread } from '../lib/spawned.js'

/**
 * `npm run bench -- github`: what commit statuses cost a step in time and memory, beside the same step without them; and
 * one status written by GitHub's own client beside our adapter, each as a bundle. `BENCH_ROUNDS` is the number of
 * rounds.
 */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 20)
const A = 'a'.repeat(32)
const COMMIT = 'ab'.repeat(20)
const OFF = 'this action, no statuses'
const ON = 'this action, commit_status: each'
const OCTOKIT = 'one status, @octokit/core'
const OWN = 'one status, our adapter'

function bundled(name: 'octokit' | 'own-forge'): string {
  const out = resolve(`.cache/bench-${name}`)
  const ncc = resolve('node_modules/.bin/ncc')
  execFileSync(ncc, ['build', 'main.ts', '-o', out, '-q'], {
    cwd: `tools/bench/fixtures/${name}`,
    stdio: 'ignore'
  })
  return resolve(out, 'index.js')
}

const files = { [OCTOKIT]: bundled('octokit'), [OWN]: bundled('own-forge') }
const gitHub = new GitHub({ writesPerMinute: 100_000, writesPerHour: 100_000 })
const simulator = new Simulator()
simulator.services.push(gitHub.service)
const site = await serve(simulator)
const { env, served } = await cloud([
  {
    ...{ id: A, name: 'build', projectId: PROJECT },
    runs: [{ number: 1, commit: COMMIT, moments: [{ at: 0, state: 'success' }] }]
  }
])
const common = { INPUT_PROJECT_ID: PROJECT, INPUT_COMMIT: COMMIT }
const statuses = {
  ...{ INPUT_COMMIT_STATUS: 'each', INPUT_GITHUB_TOKEN: JOB_ACCOUNT.token },
  ...{ GITHUB_API_URL: site.url, GITHUB_REPOSITORY: 'octo/app' }
}
const place = { FORGE_URL: site.url, FORGE_TOKEN: JOB_ACCOUNT.token }
const variants: Readonly<
  Record<string, readonly [words: readonly string[], env: Readonly<Record<string, string>>]>
> = {
  [OFF]: [['dist/index.js'], common],
  [ON]: [['dist/index.js'], { ...common, ...statuses }],
  [OCTOKIT]: [[files[OCTOKIT]], place],
  [OWN]: [[files[OWN]], place]
}
const results = Object.keys(variants).map(name => ({ name, ms: [] as number[], mib: [] as number[] }))
for (let round = 0; round < ROUNDS + 1; round++)
  for (const { name, ms, mib } of results) {
    const [words = [], more = {}] = variants[name] ?? []
    const measured = await measure(words, env([A], more), true)
    if (measured.code !== 0) throw new Error(`${name} ended with ${String(measured.code)}`)
    if (round === 0) continue
    ms.push(measured.ms)
    mib.push(measured.peakMib)
  }
await Promise.all([served.close(), site.close()])

say(`Node ${process.version}, ${ROUNDS} rounds, ${new Date().toISOString().slice(0, 10)}\n`)
say('| what | median | middle half | median peak |')
say('|---|---|---|---|')
for (const { name, ms, mib } of results)
  say(`| ${name} | ${median(ms).toFixed(0)} ms | ${spread(ms)} ms | ${median(mib).toFixed(1)} MiB |`)
say('')
for (const [name, file] of Object.entries(files))
  say(`${name}: ${(statSync(file).size / 1000).toFixed(0)} kB as a bundle`)
const [off, on] = results
const added = median((on?.ms ?? []).map((ms, round) => ms - (off?.ms[round] ?? 0)))
demand(added < 2_000, `statuses add ${added.toFixed(0)} ms to a step, with a GitHub that answers at once`)
