import type { JobDetail, StageDetail, StepDetail } from '../../domain/explanation.js'
import { count, text, word } from '../http/values.js'
import { objectsIn, type JsonObject } from '../../common/json.js'
import { readMessage } from './run-message.js'
import { readReviewers } from './reviewers.js'
import { readStageOutcome, stageTime } from './run.js'

/** A step that runs another pipeline; the IDs of the child and its run are among its outputs. */
const SUB_PIPELINE = 'official_devcloud_subpipeline'
/** A step before the jobs of a stage that waits for a person. */
const MANUAL_TRIGGER = 'official_devcloud_manualtrigger'

/**
 * The stages of a run detail in their order, with the steps before and after their jobs; what was not selected is
 * left out.
 * https://support.huaweicloud.com/intl/en-us/api-pipeline/ShowPipelineRunDetail.html
 */
export function readStageDetails(stages: unknown): StageDetail[] {
  return selected(stages)
    .map((stage, index) => ({ stage, order: count(stage.sequence) ?? index }))
    .sort((a, b) => a.order - b.order)
    .map(({ stage }) => ({
      ...part(stage),
      pausedAt: stageTime(stage.pause_time),
      pre: selected(stage.pre).map(readStep),
      jobs: selected(stage.jobs).map(readJob),
      post: selected(stage.post).map(readStep)
    }))
}

function selected(parts: unknown): JsonObject[] {
  return objectsIn(parts).filter(part => part.is_select !== false && word(part.status) !== 'unselected')
}

function readJob(job: JsonObject): JobDetail {
  return {
    ...part(job),
    id: text(job.id),
    message: readMessage(job.message),
    steps: selected(job.steps).map(readStep)
  }
}

/** Steps before and after the jobs may have no name of their own. */
function readStep(step: JsonObject): StepDetail {
  const task = word(step.task)
  return {
    ...part(step),
    name: text(step.name) ?? text(step.task) ?? '',
    id: text(step.id),
    message: readMessage(step.message),
    isSubPipeline: task === SUB_PIPELINE,
    isManualTrigger: task === MANUAL_TRIGGER,
    reviewers: readReviewers(step.inputs)
  }
}

type Part = Pick<StageDetail, 'name' | 'outcome' | 'startedAt' | 'endedAt'>

function part({ name, status, start_time: start, end_time: end }: JsonObject): Part {
  return {
    name: text(name) ?? '',
    outcome: readStageOutcome(status),
    startedAt: stageTime(start),
    endedAt: stageTime(end)
  }
}
