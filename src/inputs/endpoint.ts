import { DEFAULT_REGION, KNOWN_REGIONS, pipelineEndpoint } from '../codearts/regions.js'
import { inputValue, type Env } from './known.js'
import { nearest, type Problems, type Raw } from './values.js'

export interface Place {
  readonly region: string
  /** Base URL of the pipeline service without a slash at its end. */
  readonly endpoint: string
}

/** Where the region is looked for when the input is not set. */
const REGION_VARIABLES = ['HUAWEI_CLOUD_REGION', 'HUAWEICLOUD_SDK_REGION'] as const

/** The region and the base URL; an unknown region needs an `endpoint`. */
export function parsePlace(env: Env, problems: Problems): Place {
  const raw = rawRegion(env)
  const region = raw.value === '' ? DEFAULT_REGION : raw.value
  const override = { input: 'endpoint', value: inputValue(env, 'endpoint') }
  if (override.value !== '') {
    if (!/^[0-9A-Za-z-]{1,64}$/.test(region)) problems.add(raw, 'region_shape')
    return { region, endpoint: parseEndpoint(override, problems) }
  }
  const endpoint = pipelineEndpoint(region)
  if (endpoint === null)
    problems.add(raw, 'region', {
      regions: KNOWN_REGIONS.join(', '),
      nearest: nearest(region, KNOWN_REGIONS)
    })
  return { region, endpoint: endpoint ?? '' }
}

function rawRegion(env: Env): Raw {
  const input = { input: 'region', value: inputValue(env, 'region') }
  if (input.value !== '') return input
  const variable = REGION_VARIABLES.find(name => (env[name] ?? '').trim() !== '')
  return variable === undefined
    ? input
    : { input: `region (${variable})`, value: (env[variable] ?? '').trim() }
}

function parseEndpoint(raw: Raw, problems: Problems): string {
  const url = URL.canParse(raw.value) ? new URL(raw.value) : null
  if (url === null || !/^https?:\/\//i.test(raw.value)) {
    problems.add(raw, 'endpoint_url')
    return ''
  }
  // A password in an address is a secret: the problem is told without the address.
  if (url.username !== '' || url.password !== '')
    problems.add({ input: raw.input, value: '' }, 'endpoint_extra')
  else if (raw.value !== url.origin && `${url.origin}/` === raw.value)
    problems.add(raw, 'endpoint_slash', { origin: url.origin })
  else if (url.pathname !== '/' || url.search !== '' || url.hash !== '') problems.add(raw, 'endpoint_extra')
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    problems.add({ input: raw.input, value: url.host }, 'endpoint_https')
  return url.origin
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
