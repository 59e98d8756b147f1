/**
 * What an address of a repository stands for: `host/owner/name`, lower case, whichever way the address is written
 * (`https://host/owner/name.git`, `ssh://git@host:22/owner/name`, `git@host:owner/name`).
 * @returns `null` for what is no such address
 */
export function repositoryOf(address: string): string | null {
  const [, host = '', path = ''] =
    /^(?:https?|ssh|git):\/\/(?:[^/@]*@)?([^/:@]+)(?::\d+)?\/(.+)$/i.exec(address.trim()) ??
    /^(?:[\w.-]+@)([^/:@]+):(?!\/)(.+)$/.exec(address.trim()) ??
    []
  const name = path
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/i, '')
  return host === '' || !/^[^/]+\/[^/]/.test(name) ? null : `${host}/${name}`.toLowerCase()
}
