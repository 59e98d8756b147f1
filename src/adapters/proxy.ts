import { checkBypass, getProxyUrl } from '@actions/http-client/lib/proxy'
import { ConnectionError } from '../errors.js'

/**
 * The proxy for a URL, chosen as the toolkit chooses it; `null` for none. Plain HTTP never goes through one.
 * @throws {ConnectionError} for a variable that cannot be read, or names another kind of proxy, such as SOCKS: the
 *   toolkit passes over the one, and speaks HTTP with the other
 */
export function proxyOf(url: URL): URL | null {
  const { https_proxy: lower, HTTPS_PROXY: upper } = process.env
  if (url.protocol !== 'https:' || (lower || upper || '') === '' || checkBypass(url)) return null
  const proxy = readProxy(url)
  if (proxy === undefined || proxy.hostname === '')
    throw new ConnectionError('PROXY_UNREADABLE', 'https_proxy', 'no')
  if (proxy.protocol === 'http:' || proxy.protocol === 'https:') return proxy
  // Not more of it: it may hold a password.
  throw new ConnectionError('PROXY_UNSUPPORTED', `https_proxy (${proxy.protocol}//…)`, 'no')
}

function readProxy(url: URL): URL | undefined {
  try {
    return getProxyUrl(url)
  } catch {
    return undefined
  }
}
