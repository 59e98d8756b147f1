import type { Bounds, Forge } from './forge.js'

/** The one comment of ours on a pull request. */
export interface OwnComment {
  /** Makes this its text, where it is not already; a comment that has been deleted is written anew. @throws {ForgeError} */
  write(body: string): Promise<void>
}

/**
 * Finds the comment by its mark when it is first written. Two that raced end as one: after creating, the list is read
 * again, and the newer deletes its own.
 * @param mark stands in every text of it, unseen
 */
export function openOwnComment(forge: Forge, pullRequest: number, mark: string, bounds: Bounds): OwnComment {
  let id: string | null = null
  let written = ''
  /** The oldest one of ours; more than one is there only where steps have raced. */
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
