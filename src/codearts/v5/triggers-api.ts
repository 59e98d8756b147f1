import type { FailedTrigger } from '../../domain/absence.js'
import { FailureError } from '../../errors.js'
import type { Client } from '../http/client.js'
import { text } from '../http/values.js'
import { isObject, objectsIn } from '../../common/json.js'
import { notUnderstood } from '../status.js'
import { v5Path, type Project } from './api.js'
import { readQueuePage, type QueuePage } from './queue.js'
import { stageTime } from './run.js'

/** What was triggered and has become no run. Every call is one request. */
export interface TriggersApi {
  /** Triggers that failed, those of the first page. @throws {FailureError}; {DeadlineError}; {AbortedError} */
  failed(pipelineId: string): Promise<FailedTrigger[]>
  /** The first page of the queue. @throws {FailureError}; {DeadlineError}; {AbortedError} */
  queued(pipelineId: string): Promise<QueuePage>
}

/** As in the documented example: no source mentions a larger page. */
const RECORDS = 10

export function createTriggersApi(client: Pick<Client, 'once'>, project: Project): TriggersApi {
  return {
    /** https://support.huaweicloud.com/intl/en-us/api-pipeline/ListPipelineTriggerFailedRecords.html */
    async failed(pipelineId) {
      const path = `${v5Path(project, pipelineId, 'trigger-failed-record')}?offset=0&limit=${RECORDS}`
      const answer = await client.once('GET', path)
      if (!('json' in answer)) throw new FailureError(answer.failed)
      const { json } = answer
      if (!isObject(json) || !Array.isArray(json.triggerFailedRecordVOS))
        throw notUnderstood(answer, 'not_a_list')
      return objectsIn(json.triggerFailedRecordVOS).map(({ trigger_time: at, reason }) => ({
        at: stageTime(at),
        reason: text(reason)
      }))
    },
    queued: pipelineId => readQueuePage(client, project, pipelineId, 0)
  }
}
