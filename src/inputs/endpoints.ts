import { DEFAULT_REGION, KNOWN_REGIONS, pipelineEndpoint } from '../codearts/cloud.js'
import type { Endpoints } from '../codearts/regions.js'
import { inputValue, type Env } from './known.js'
import { REGION_WORDS, suggestions } from './suggestions.js'
import type { InputIssues, RawInput } from './values.js'

/** Where the region is looked for when the input is not set. */
const REGION_VARIABLES = ['HUAWEI_CLOUD_REGION', 'HUAWEICLOUD_SDK_REGION', 'HW_REGION_NAME'] as const

/**
 * The region and the base URLs; an unknown region needs an `endpoint`.
 * @param ofAddress the region that addresses in `pipeline_ids` name, `null` where none does
 */
export function parseEndpoints(env: Env, ofAddress: string | null, issues: InputIssues): Endpoints {
  const raw = rawRegion(env, ofAddress)
  const region = raw.value === '' ? DEFAULT_REGION : raw.value
  const known = pipelineEndpoint(region)
  const endpoint = override(env, 'endpoint', issues) ?? known
  if (endpoint === null) addUnknownRegion(raw, issues)
  else if (!/^[0-9A-Za-z-]{1,64}$/.test(region)) issues.add(raw, 'region_shape')
  return {
    region,
    endpoint: endpoint ?? '',
    iam: override(env, 'iam_endpoint', issues) ?? `https://iam.${region}.myhuaweicloud.com`,
    sts: override(env, 'sts_endpoint', issues) ?? `https://sts.${region}.myhuaweicloud.com`
  }
}

function addUnknownRegion(raw: RawInput, issues: InputIssues): void {
  const regions = KNOWN_REGIONS.join(', ')
  const meant = suggestions(raw.value.slice(0, 80), KNOWN_REGIONS, REGION_WORDS)
  if (meant.length === 0) issues.add(raw, 'region', { regions })
  else issues.add(raw, 'region_near', { regions, meant: meant.join(' / ') })
}

/** The base URL that an input gives instead of the region's, `null` when it is not set. */
function override(
  env: Env,
  input: 'endpoint' | 'iam_endpoint' | 'sts_endpoint',
  issues: InputIssues
): string | null {
  const raw = { input, value: inputValue(env, input) }
  return raw.value === '' ? null : parseEndpoint(raw, issues)
}

function rawRegion(env: Env, ofAddress: string | null): RawInput {
  const input = { input: 'region', value: inputValue(env, 'region') }
  if (input.value !== '') return input
  if (ofAddress !== null) return { input: 'region (pipeline_ids)', value: ofAddress }
  const variable = REGION_VARIABLES.find(name => (env[name] ?? '').trim() !== '')
  return variable === undefined
    ? input
    : { input: `region (${variable})`, value: (env[variable] ?? '').trim() }
}

/** An address as it may be reported: without its value if that could contain a password or a token. */
export function withoutSecrets(raw: RawInput): RawInput {
  return /[@?#]/.test(raw.value) ? { ...raw, value: '' } : raw
}

function parseEndpoint(raw: RawInput, issues: InputIssues): string {
  const url = URL.canParse(raw.value) ? new URL(raw.value) : null
  const shown = withoutSecrets(raw)
  if (url === null || !/^https?:\/\//i.test(raw.value)) {
    issues.add(shown, 'endpoint_url')
    return ''
  }
  const isBare =
    url.pathname === '/' && [url.username, url.password, url.search, url.hash].every(part => part === '')
  if (!isBare || /[@?#]/.test(raw.value)) issues.add(shown, 'endpoint_extra')
  else if (raw.value.endsWith('/')) issues.add(raw, 'endpoint_slash', { origin: url.origin })
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) issues.add(shown, 'endpoint_https')
  return url.origin
}

/** Whether a host, as a URL has it, is this machine itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
