import type { Misbehaviour, Rule, SimResponse } from '../../simulator/index.js'

/** A run as one batch answer has shown it. */
interface Shown {
  readonly status: string
  readonly endedAt: number | null
}

/** A request to retry a run. */
interface Asked {
  /** All that the step had been shown of its run. */
  readonly seen: readonly Shown[]
  readonly isRefused: boolean
  readonly isQueued: boolean
}

const ENDED: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'CANCELED'])
const QUEUED: ReadonlySet<string> = new Set(['DEVPIPE.00011169', 'DEVPIPE.00011170'])

/** What a step was shown of the one run of its pipeline, and what it had been shown whenever it asked for a retry. */
export class Witness {
  readonly seen: Shown[] = []
  readonly asked: Asked[] = []

  /** Rules that write everything down. @param retry what else is done to answers to retries */
  rules(retry: Rule | undefined): readonly Rule[] {
    return [
      { on: 'v5.status', does: honest => this.shown(honest()) },
      ...(retry === undefined ? [] : [{ ...retry, does: this.heard(retry.does) }]),
      { on: 'v5.retry', does: this.heard(honest => honest()) }
    ]
  }

  private shown(answer: SimResponse): SimResponse {
    const [run] = JSON.parse(answer.body.toString()) as { status: string; end_time: number | null }[]
    // What waits in the queue does not go on yet, and shows neither an end nor an attempt.
    if (run !== undefined && run.status !== 'QUEUED')
      this.seen.push({ status: run.status, endedAt: run.end_time })
    return answer
  }

  private heard(does: Misbehaviour): Misbehaviour {
    return (honest, request) => {
      const seen = [...this.seen]
      const answer = does(honest, request)
      const code = errorCode(answer)
      const isQueued = code !== null && QUEUED.has(code)
      // What a gateway says may come after the retry; the service itself says that it has not done it.
      const isRefused = !isQueued && answer.status < 500 && (code !== null || answer.status >= 400)
      this.asked.push({ seen, isRefused, isQueued })
      return answer
    }
  }
}

/** Attempts as the contract counts them: one more whenever a run that had ended resumes, or shows another end. */
export function attemptsIn(seen: readonly Shown[]): number {
  return seen.reduce((n, { status, endedAt }, index) => {
    const before = seen[index - 1]
    if (before === undefined || !ENDED.has(before.status)) return n
    return before.status === status && before.endedAt === endedAt ? n : n + 1
  }, 1)
}

/** What is wrong with the retries that a step has asked for; empty if nothing is. */
export function wrongRetries({ asked }: Witness): string[] {
  return asked.flatMap(({ seen }, index) => {
    const last = seen.at(-1)?.status ?? 'nothing'
    const before = asked.slice(0, index).findLast(({ isRefused }) => !isRefused)
    const isSameFailure = before !== undefined && attemptsIn(before.seen) === attemptsIn(seen)
    return [
      ...(last === 'FAILED' ? [] : [`request ${index + 1}: the run was ${last}`]),
      ...(isSameFailure ? [`request ${index + 1}: this failure may have been retried already`] : [])
    ]
  })
}

function errorCode({ body }: SimResponse): string | null {
  return /"error_code":"([\w.]+)"/.exec(body.toString())?.[1] ?? null
}
