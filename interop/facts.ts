import type { Operation, Schema } from './cloud-types.js'

const TERRAFORM =
  'https://github.com/huaweicloud/terraform-provider-huaweicloud/blob/master/huaweicloud/services/codeartspipeline'
const ACTION = `${TERRAFORM}/resource_huaweicloud_codearts_pipeline_action.go`

const text: Schema = { type: 'string' }
const whole: Schema = { type: 'integer' }
const success: Schema = { type: 'object', properties: { success: { type: 'boolean' } } }

/** A field of an answer that the Go client does not name, with its type and where it was seen. */
export interface ExtraField {
  readonly operations: readonly string[]
  /** Such as `pipelines[].name`. */
  readonly field: string
  readonly type: Schema
  readonly source: string
}

const queued = { operations: ['RunPipeline', 'RetryPipelineRun'], source: ACTION }

export const EXTRA_FIELDS: readonly ExtraField[] = [
  // A run that is queued instead of started: an error code, and the IDs one level down.
  { ...queued, field: 'error_code', type: text },
  { ...queued, field: 'error_msg', type: text },
  {
    ...queued,
    field: 'error',
    type: { type: 'object', properties: { pipeline_run_id: text, queue_id: {} } }
  }
]

const PIPELINE = '/v5/{project_id}/api/pipelines/{pipeline_id}'

/** Calls that the Go client lacks, with where they were seen. A field whose type is in no source has none. */
export const EXTRA_OPERATIONS: readonly (Operation & { readonly source: string })[] = [
  {
    operation: 'ListQueuedPipelines',
    method: 'GET',
    path: `${PIPELINE}/queued-pipeline`,
    answer: {
      type: 'object',
      properties: {
        queuedPipelines: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              id: {},
              pipeline_run_id: text,
              enqueue_time: {},
              trigger_type: text,
              status: text,
              creator_id: text,
              creator_name: text
            }
          }
        },
        total: whole
      }
    },
    source: `${TERRAFORM}/data_source_huaweicloud_codearts_pipeline_queueing_records.go`
  },
  {
    operation: 'CancelQueuing',
    method: 'POST',
    path: `${PIPELINE}/{pipeline_run_id}/cancel-queuing/{queue_id}`,
    answer: success,
    source: ACTION
  },
  {
    operation: 'ListTriggerFailedRecords',
    method: 'GET',
    path: `${PIPELINE}/trigger-failed-record`,
    answer: {
      type: 'object',
      properties: {
        triggerFailedRecordVOS: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              trigger_type: text,
              trigger_time: {},
              executor_id: text,
              executor_name: text,
              reason: text
            }
          }
        },
        total: whole
      }
    },
    source: `${TERRAFORM}/data_source_huaweicloud_codearts_pipeline_trigger_failed_records.go`
  },
  ...['pass', 'refuse'].map(decision => ({
    operation: `ManualTrigger, ${decision}`,
    method: 'POST',
    path: `${PIPELINE}/pipeline-runs/{pipeline_run_id}/steps/{step_run_id}/manual/${decision}`,
    answer: success,
    source: ACTION
  }))
]
