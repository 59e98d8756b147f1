import { checkBypass, getProxyUrl } from '@actions/http-client/lib/proxy'
import { ConnectionError } from '../errors.js'

/**
 * The proxy for a URL, chosen as the toolkit chooses it; `null` for none. Plain HTTP never goes through one.
 * @throws {ConnectionError} for a variable that cannot be read: the toolkit passes over it, or throws, and neither
 *   may pass for a connection
 */
export function proxyOf(url: URL): URL | null {
  const { https_proxy: lower, HTTPS_PROXY: upper } = process.env
  if (url.protocol !== 'https:' || (lower || upper || '') === '' || checkBypass(url)) return null
  try {
    const proxy = getProxyUrl(url)
    if (proxy !== undefined && proxy.hostname !== '') return proxy
  } catch {
    // Told below.
  }
  throw new ConnectionError('PROXY_UNREADABLE', 'https_proxy')
}
