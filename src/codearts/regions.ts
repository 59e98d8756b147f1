import type { ServiceLocation } from '../domain/conclusion.js'

/** Host prefixes of the pipeline service by region, from the list of regions and endpoints of the service. */
const HOST_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  'cloudpipeline-ext': [
    'cn-north-1',
    'cn-north-4',
    'cn-south-1',
    'cn-south-2',
    'cn-east-2',
    'cn-east-3',
    'cn-southwest-2',
    'ap-southeast-3',
    'sa-brazil-1',
    'la-north-2'
  ],
  'pipeline-external': ['tr-west-1', 'la-south-2'],
  pipeline: ['af-north-1', 'me-east-1', 'af-south-1']
}

export const DEFAULT_REGION = 'cn-north-4'

/** The regions that the pipeline service is known to run in. */
export const KNOWN_REGIONS: readonly string[] = Object.values(HOST_PREFIXES).flat()

/** Base URL of the pipeline service in `region`, without a slash at its end; `null` for an unknown region. */
export function pipelineEndpoint(region: string): string | null {
  const prefix = Object.keys(HOST_PREFIXES).find(name => HOST_PREFIXES[name]?.includes(region))
  return prefix === undefined ? null : `https://${prefix}.${region}.myhuaweicloud.com`
}

/** The region, and the base URLs of its services, without a slash at their end. */
export interface Endpoints {
  readonly region: string
  readonly endpoint: string
  readonly iam: string
  readonly sts: string
}

/** Where the service is: the custom endpoint, if there is one, and the region, unless it is only the default then. */
export function serviceLocation({ region, endpoint }: Endpoints): ServiceLocation {
  if (endpoint === pipelineEndpoint(region)) return { customEndpoint: null, region }
  return { customEndpoint: endpoint, region: region === DEFAULT_REGION ? null : region }
}
