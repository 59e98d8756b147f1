import { isRecord, json, readJson, refusal, type SimResponse } from './transport.js'
import type { View } from './view.js'

/** Gateway codes by their last four digits. */
const GATEWAY: Readonly<Record<string, number>> = {
  '0101': 404,
  '0301': 401,
  '0302': 403,
  '0303': 401,
  '0307': 401,
  '0308': 429
}

/**
 * The status under which an error code comes. The service reports its own codes as HTTP 200 with an error body; those
 * of the family `DEVPIPE.3…` come as 400.
 */
function statusOf(code: string): number {
  const gateway = /^APIGW?\.(\d{4})$/.exec(code)?.[1]
  if (gateway !== undefined) return GATEWAY[gateway] ?? 400
  if (code === 'DEV.00000001') return 401
  return /^(DEVPIPE\.3|PARSE_)/.test(code) ? 400 : 200
}

/** A refusal of the gateway or of the service, under the status that belongs to its code. */
export function refuse(code: string, message: string): SimResponse {
  return refusal(statusOf(code), code, message)
}

export const noSuchProject = (): SimResponse =>
  refuse('DEVPIPE.00011412', 'The project does not exist or you are not a member of it.')
export const noSuchPipeline = (): SimResponse => refuse('DEVPIPE.00011401', 'The pipeline does not exist.')
export const notOwned = (): SimResponse =>
  refuse('DEVPIPE.00011136', 'The project does not own this pipeline.')
export const noPermission = (code: string): SimResponse => refuse(code, 'no operation permissions')
export const tooManyRuns = (): SimResponse =>
  refuse('DEVPIPE.00011104', 'The number of running pipelines has reached the limit.')
/** A body that is missing, or is not the kind of JSON that the call takes. */
export const unreadable = (what: string): SimResponse =>
  refuse('PARSE_REQUEST_DATA_EXCEPTION', `Failed to parse the request data: ${what}`)

/** An error whose code is documented nowhere: it has a message only. */
export function refuseInWords(status: number, message: string): SimResponse {
  return json(status, { error_msg: message })
}

const NO_SUCH_RUN = refuseInWords(404, 'The pipeline run does not exist.')
export const noSuchRun = ({ behaviour }: View): SimResponse => behaviour.noSuchRun?.() ?? NO_SUCH_RUN
export const noSuchStep = (): SimResponse => refuseInWords(404, 'The step does not exist.')

/** The answer with the HTTP status that a test has chosen for its error code. */
export function underStatus(
  answer: SimResponse,
  wanted: ((code: string) => number | undefined) | undefined
): SimResponse {
  if (wanted === undefined) return answer
  const body = readJson(answer.body.toString())
  const code = isRecord(body) ? body.error_code : undefined
  return typeof code === 'string' ? { ...answer, status: wanted(code) ?? answer.status } : answer
}
