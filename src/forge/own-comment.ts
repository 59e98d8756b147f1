import type { Bounds, Forge } from './forge.js'

/** This action's one comment on a pull request. */
export interface OwnComment {
  /**
   * Sets this as its text, unless it is already; a deleted comment is created again. @throws
   * {ForgeError}
   */
  write(body: string): Promise<void>
}

/**
 * Finds the comment by its mark when it is first written. Two that raced end as one: after creating, the list is read
 * again, and the newer deletes its own.
 * @param mark in every text of it, invisible
 */
export function openOwnComment(forge: Forge, pullRequest: number, mark: string, bounds: Bounds): OwnComment {
  let id: string | null = null
  let written = ''
  /** The oldest one of this action; there is more than one only where steps have raced. */
  const find = async (): Promise<string | null> => {
    const [first, ...others] = await forge.ownComments(pullRequest, mark, bounds)
    for (const other of others) await forge.removeComment(other.id, bounds)
    written = first?.body ?? ''
    return first?.id ?? null
  }
  const add = async (body: string): Promise<void> => {
    id = await forge.addComment(pullRequest, body, bounds)
    written = body
    const [first] = await forge.ownComments(pullRequest, mark, bounds)
    if (first === undefined || first.id === id) return
    await forge.removeComment(id, bounds)
    id = first.id
    await forge.changeComment(id, body, bounds)
  }
  return {
    async write(body) {
      id ??= await find()
      if (id !== null && body === written) return
      if (id !== null && (await forge.changeComment(id, body, bounds))) written = body
      else await add(body)
    }
  }
}
