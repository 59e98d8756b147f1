import { describe, expect, it } from '@jest/globals'
import type { Answer } from '../../src/codearts/http/attempt.js'
import type { Client } from '../../src/codearts/http/client.js'
import { hasDuplicateKeys } from '../../src/codearts/http/duplicate-keys.js'
import { findCloudError, parseBody } from '../../src/codearts/http/envelope.js'
import { webAddress } from '../../src/codearts/http/values.js'
import { readStatus } from '../../src/codearts/status.js'
import { readRun } from '../../src/codearts/v3.js'
import { recentDurations } from '../../src/codearts/v5/history.js'
import { readTail } from '../../src/codearts/v5/log-tail.js'
import { fetchNames } from '../../src/codearts/v5/names.js'
import { readRunDetail, readRunElement } from '../../src/codearts/v5/run.js'
import { createRunDetailApi } from '../../src/codearts/v5/run-detail.js'
import { readRunPage } from '../../src/codearts/v5/run-list.js'
import { planStart } from '../../src/codearts/v5/start-plan.js'
import { locationsOf, type StageDetail } from '../../src/domain/explanation.js'
import { newestFirst } from '../../src/domain/selection.js'
import { typicalDurations } from '../../src/polling/typical-durations.js'
import { clipped, html, link, logLine, markdown, plain } from '../../src/report/escape.js'
import { PLAIN_STEP } from '../unit/helpers.js'
import { openJournal, readJournal } from '../../src/starting/journal.js'

/**
 * How work on an answer grows with its size. What is measured is the time of this process on the processor, the best of
 * several; work that grows with the square takes sixteen times as long, and never less, so that one round in which it
 * has not is proof enough, however busy the machine is.
 */
const GROWTH = 6
const ROUNDS = 5
const TRIES = 5

interface Work {
  readonly what: string
  /** Size of the smaller input. */
  readonly n: number
  /** Makes the input of a size, and gives what is to be measured. */
  readonly of: (n: number) => () => unknown
}

const PROJECT = { region: 'cn-north-4', projectId: 'p' }
const times = <T>(n: number, one: (index: number) => T): T[] =>
  Array.from({ length: n }, (_, index) => one(index))
const answer = (json: unknown): Answer => ({
  json,
  status: 200,
  headers: {},
  requestId: null,
  serverDate: null
})
const client = (json: unknown): Client => {
  const answers = (): Promise<Answer> => Promise.resolve(answer(json))
  return { get: answers, post: answers, once: answers, urlLength: path => path.length }
}

const ids = times(100, index => `id-${index}`)
const stage = { name: 'build', status: 'COMPLETED', sequence: 1, start_time: '1700000000000', message: 'm' }
const run = (index: number, id: unknown = `run-${index}`): Record<string, unknown> => ({
  pipeline_id: ids[index % ids.length],
  pipeline_run_id: id,
  run_number: index,
  status: 'COMPLETED',
  start_time: 1_700_000_000_000,
  end_time: 1_700_000_600_000 + index
})
const failedStages = (n: number): StageDetail[] => {
  const part = { name: 's', outcome: 'error', startedAt: null, endedAt: 1 } as const
  const detail = { ...part, ...PLAIN_STEP, id: 'i', message: 'm' }
  const steps = times(n, index => ({ ...detail, endedAt: n - index }))
  return [{ ...part, pausedAt: null, pre: steps, jobs: [{ ...detail, steps }], post: steps }]
}

const named = <T>(all: readonly (readonly [string, T])[]): typeof all => all

const parsers: readonly Work[] = [
  ...named<(n: number) => string>([
    ['small objects', n => JSON.stringify(times(n / 4, index => ({ a: index, b: 'x' })))],
    ['backslashes and quotes', n => JSON.stringify('\\"'.repeat(n * 20))],
    ['deep lists', n => '['.repeat(n) + ']'.repeat(n)],
    ['what is no JSON', n => '"\\'.repeat(n * 10)]
  ]).map(([what, text]) => ({
    what: `the body, ${what}`,
    n: 20_000,
    of: (n: number) => {
      const body = text(n)
      return () => {
        const parsed = parseBody(body)
        return 'json' in parsed && hasDuplicateKeys(parsed.counts, parsed.json)
      }
    }
  })),
  ...named<(n: number) => unknown>([
    ['a list', n => times(n, index => run(index))],
    [
      'a run list',
      n => ({ pipeline_runs: times(n, index => ({ ...run(index), build_params: { message: 'm' } })) })
    ],
    ['errors without a word', n => ({ errors: times(n, () => ({})), error: times(n, () => []) })],
    ['one object', n => Object.fromEntries(times(n, index => [`k${index}`, { message: 'm' }]))]
  ]).map(([what, made]) => ({
    what: `the error in ${what}`,
    n: 5_000,
    of: (n: number) => {
      const body = made(n)
      return () => findCloudError(body, true)
    }
  })),
  {
    what: 'a status answer with every pipeline many times',
    n: 5_000,
    of: n => {
      const body = answer(times(n, index => ({ pipeline_id: ids[index % ids.length], status: 'RUNNING' })))
      return () => readStatus(body, ids, () => null)
    }
  },
  {
    what: 'the stages of runs',
    n: 5_000,
    of: n => {
      const stages = times(n, () => ({ ...stage, order: 1 }))
      const element = { ...run(1), pipeline_id: 'a', build_id: '1', stages, stage_status_list: stages }
      return () => [
        readRun(element),
        readRunElement(element, 'a', PROJECT, null),
        readRunDetail({ id: 'r', sources: stages, stages }, 'a', 'r', PROJECT)
      ]
    }
  },
  {
    what: 'a run list, from the newest run on',
    n: 5_000,
    of: n => {
      const page = answer({ pipeline_runs: times(n, index => ({ ...run(index), pipeline_id: 'a' })) })
      return () => {
        const runs = readRunPage(page, PROJECT, 'a').own.flatMap(
          one => readRunElement(one, 'a', PROJECT, null) ?? []
        )
        return newestFirst(runs)
      }
    }
  },
  ...named<(index: number) => unknown>([
    ['each once', index => `run-${index}`],
    ['one many times', () => 'run'],
    ['without an ID', () => undefined]
  ]).map(([what, idOf]) => ({
    what: `a history, runs ${what}`,
    n: 5_000,
    of: (n: number) => {
      const runs = times(n, index => ({ ...run(7, idOf(index)), pipeline_id: 'a' }))
      const asked = client({ pipeline_runs: runs })
      return async () => {
        const { durations } = await recentDurations(asked, PROJECT, 'a', () => 2e12)
        return typicalDurations(durations ?? [])
      }
    }
  })),
  {
    what: 'names of pipelines',
    n: 10_000,
    of: n => {
      const asked = client({
        total: n,
        pipelines: times(n, index => ({ pipeline_id: `x${index}`, name: 'n' }))
      })
      return () => fetchNames(asked, PROJECT, ids, new Map())
    }
  },
  {
    what: 'the end of a log',
    n: 4_000,
    of: n => {
      const log = '2026-01-01 00:00:00 a line\r\n'.repeat(n)
      return () => readTail(() => Promise.resolve({ log, hasMore: true, next: null }), 40, 2)
    }
  },
  {
    what: 'why a run is red',
    n: 5_000,
    of: n => {
      const steps = times(n, () => ({ ...stage, id: 'i' }))
      const api = createRunDetailApi(
        client({ id: 'r', stages: [{ ...stage, jobs: [{ ...stage, steps }] }] }),
        PROJECT
      )
      const stages = failedStages(n)
      return async () => [await api.detail('a', 'r'), locationsOf(stages, ['error'])]
    }
  },
  {
    what: 'the plan of a start',
    n: 2_000,
    of: n => {
      const source = (index: number): object => ({
        type: 'code',
        params: { alias: `a${index}`, default_branch: 'b' }
      })
      const detail = {
        name: 'n',
        sources: times(n, source),
        variables: times(n, index => ({ name: `v${index}` }))
      }
      const order = {
        ref: { kind: 'branch' as const, lines: times(n, index => `a${index}=main`) },
        variables: times(n, index => ({ name: `v${index}`, value: '1' })),
        ofCommit: true
      }
      const aliases = new Set(times(n, index => `a${index}`))
      return () => planStart('a', detail, order, { aliases, areSeveral: true })
    }
  },
  {
    what: 'what a step has left for its post step',
    n: 5_000,
    of: n => {
      const requested = times(n, index => String(index).padStart(32, '0'))
      const state: Record<string, string> = {}
      const journal = openJournal(
        { region: 'cn-north-4', projectId: '0'.repeat(32) },
        (name, text) => (state[name] = text)
      )
      for (const pipelineId of requested) journal.record({ pipelineId, correlationId: 'c', since: 1 })
      return () => readJournal(state, requested)
    }
  },
  {
    what: 'an address',
    n: 3_000,
    of: n => {
      const address = `https://a.example/${'%41(x)/'.repeat(n)}`
      return () => link('text', webAddress(address))
    }
  }
]

const hostile: readonly (readonly [string, string])[] = [
  ['colours that never end', '\u001B[1;'],
  ['titles that never end', '\u001B]0;x'],
  ['spaces', ' '],
  ['tabs and colons', '\t::'],
  ['controls', '\u0000\u2028'],
  ['marks of Markdown', '_*`[@www.'],
  ['characters of two units', '😀']
]
const escapes: readonly Work[] = hostile.map(([what, part]) => ({
  what: `a text of ${what}`,
  n: 3_000,
  of: (n: number) => {
    const text = part.repeat(n)
    return () => [plain(text, n), markdown(text, n), html(text), logLine(text), clipped(text, 500)]
  }
}))

async function cpuMs(work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let n = 0; n < TRIES; n++) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

describe('four times the size takes no more than six times the work', () => {
  it.each([...parsers, ...escapes])('$what', async ({ n, of }) => {
    const [small, large] = [of(n), of(4 * n)]
    await cpuMs(large)
    let growth = Number.POSITIVE_INFINITY
    for (let round = 0; round < ROUNDS && growth > GROWTH; round++)
      growth = Math.min(growth, (await cpuMs(large)) / (await cpuMs(small)))
    expect(growth).toBeLessThanOrEqual(GROWTH)
  })
})
