import type { Failure } from './domain/failure.js'
import type { ForgeFailure } from './domain/forge-failure.js'

/** Carries a failure up to the use case. */
export class FailureError extends Error {
  override readonly name = 'FailureError'
  constructor(readonly failure: Failure) {
    super(failure.code)
  }
}

/** There was no whole answer. `code` is Node's (`ECONNRESET`), or one of this action. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
  /** @param reached `no`: it failed before the request could be sent; else it may have been read, whatever the code */
  constructor(
    readonly code: string,
    message: string,
    readonly reached: 'no' | 'maybe' = 'maybe'
  ) {
    super(message)
  }
}

/** A pause or a request was ended by its signal. */
export class AbortedError extends Error {
  override readonly name = 'AbortedError'
}

/** The deadline passed before there was an answer. `lastError` is what went wrong until then, if anything did. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError'
  constructor(readonly lastError: Failure | null) {
    super('deadline')
  }
}

/** A request to GitHub failed. */
export class ForgeError extends Error {
  override readonly name = 'ForgeError'
  constructor(readonly failure: ForgeFailure) {
    super(failure.problem)
  }
}
