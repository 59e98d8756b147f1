/** A signal that follows others until it is released. */
export interface JoinedSignal {
  readonly signal: AbortSignal
  /** Takes its listeners away: to be called when it is no longer needed. */
  release(): void
}

/**
 * A signal that is aborted as soon as one of the others is. What `AbortSignal.any` makes stays registered with its
 * sources until it is collected; this one leaves nothing behind with a source that lives longer than a request.
 */
export function joinedSignal(...sources: readonly AbortSignal[]): JoinedSignal {
  const joined = new AbortController()
  const end = (): void => joined.abort()
  for (const source of sources) {
    if (source.aborted) end()
    else source.addEventListener('abort', end, { once: true })
  }
  return {
    signal: joined.signal,
    release() {
      for (const source of sources) source.removeEventListener('abort', end)
    }
  }
}

/**
 * Work with a signal of its own, which follows another one until the work has ended: however many requests it has,
 * they are one listener of the shared signal.
 */
export async function following<T>(signal: AbortSignal, work: (own: AbortSignal) => Promise<T>): Promise<T> {
  const own = joinedSignal(signal)
  try {
    return await work(own.signal)
  } finally {
    own.release()
  }
}
