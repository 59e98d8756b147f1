import { serviceLocation } from '../codearts/cloud.js'
import type { Finding } from '../codearts/probe.js'
import type { Failure } from '../domain/failure.js'
import type { Config } from '../inputs/config.js'
import { bad, notChecked, skipped } from './checks.js'
import type { Check } from './check.js'

/** The gateway refuses signatures that are further off. */
const CLOCK_LIMIT_MS = 15 * 60_000

/** What the network is needed for, in this order; the pipelines come after it. */
export const ON_THE_WAY = ['endpoint', 'clock', 'sign_in', 'api', 'project'] as const
type OnTheWay = (typeof ON_THE_WAY)[number]

/** What the first answer says of the way to the service and of who is asking: fine up to what it complains of. */
export function wayChecks(config: Config, { failed, serverDate }: Finding, epochNow: number): Check[] {
  if (failed?.code === 'cancelled') return ON_THE_WAY.map(notChecked)
  const complaint = failed === null ? null : complaintOf(failed)
  const at = complaint === null ? ON_THE_WAY.length : ON_THE_WAY.indexOf(complaint)
  const isIdentity = failed !== null && isOfIdentity(failed)
  return ON_THE_WAY.map((name, index): Check => {
    if (failed !== null && name === complaint) return bad(name, failed)
    // Who could not sign in has not been to the service yet.
    if (complaint !== null && (index > at || isIdentity)) return skipped(name, complaint)
    return fine(name, config, serverDate, epochNow)
  })
}

/** Which of the checks a failure of the first question belongs to; `null` if it mentions a pipeline only. */
function complaintOf(failed: Failure): OnTheWay | null {
  if (isOfIdentity(failed)) return 'sign_in'
  if (failed.hint === 'not_owned' || failed.hint === 'no_such_pipeline') return null
  if (failed.hint === 'no_such_project') return 'project'
  if (failed.hint === 'forbidden') return failed.service === 'v5' ? 'project' : 'sign_in'
  if (failed.hint === 'no_such_api' || failed.hint === 'v3_offline') return 'api'
  if (failed.code === 'refused' || failed.code === 'locked') return 'sign_in'
  return failed.code === 'rejected' && failed.cloudCode !== null ? 'api' : 'endpoint'
}

function isOfIdentity({ service }: Failure): boolean {
  return service !== 'v3' && service !== 'v5'
}

function fine(
  name: OnTheWay,
  { api, endpoints }: Config,
  serverDate: number | null,
  epochNow: number
): Check {
  switch (name) {
    case 'endpoint': {
      const { host } = new URL(endpoints.endpoint)
      return {
        name,
        result: 'ok',
        about: {
          code: 'endpoint',
          host,
          region: endpoints.region,
          isCustom: serviceLocation(endpoints).customEndpoint !== null
        }
      }
    }
    case 'clock': {
      if (serverDate === null) return { name, result: 'skipped', about: { code: 'no_date' } }
      const offMs = epochNow - serverDate
      const result = Math.abs(offMs) > CLOCK_LIMIT_MS ? 'bad' : 'ok'
      return { name, result, about: { code: 'clock', offMs, tolerated: result === 'ok' } }
    }
    case 'sign_in':
      return { name, result: 'ok', about: { code: 'accepted' } }
    case 'api':
      return { name, result: 'ok', about: { code: 'api', api: api.version } }
    case 'project':
      if (api.version === 'v3') return { name, result: 'skipped', about: { code: 'v3_project' } }
      return { name, result: 'ok', about: { code: 'project', id: api.projectId } }
  }
}
