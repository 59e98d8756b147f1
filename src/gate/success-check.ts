import type { NewStatus } from '../domain/commit-status.js'

/**
 * Decides when a success may be written: not before the statuses on the commit were read once more, for another step
 * may write in the same context by now.
 */
export interface SuccessCheck {
  /** Whether a status may be written now: it is no success, or the statuses were read after that success was seen. */
  isClear(status: NewStatus): boolean
  /** The success of a context no longer holds. */
  withdraw(context: string): void
  /** Reads once for all of these; while that read is running, further calls do nothing. */
  request(successes: readonly NewStatus[]): void
  /** Ends with the reading that is under way, if there is one. */
  idle(): Promise<void>
}

export interface SuccessCheckOptions {
  /** Reads the statuses on the commit. @returns whether successes may be written after it */
  readonly read: () => Promise<boolean>
  /** Called when the successes of a request have become clear. */
  readonly onClear: () => void
  /** Called with an unexpected error; nothing is read after it. */
  readonly onError: (error: unknown) => void
}

export function openSuccessCheck({ read, onClear, onError }: SuccessCheckOptions): SuccessCheck {
  /** By context, the page of the run whose success may be written. */
  const cleared = new Map<string, string | null>()
  let reading: Promise<void> | null = null
  const readFor = async (successes: readonly NewStatus[]): Promise<void> => {
    try {
      const isRead = await read()
      reading = null
      if (!isRead) return
      for (const { context, targetUrl } of successes) cleared.set(context, targetUrl)
      onClear()
    } catch (error) {
      onError(error)
    }
  }
  return {
    isClear: ({ context, state, targetUrl }) => state !== 'success' || cleared.get(context) === targetUrl,
    withdraw: context => void cleared.delete(context),
    request(successes) {
      reading ??= successes.length === 0 ? null : readFor(successes)
    },
    async idle() {
      await reading
    }
  }
}
