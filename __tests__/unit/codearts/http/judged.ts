import { answerFailure } from '../../../../src/codearts/http/answer-failure.js'
import type { Service } from '../../../../src/domain/failure.js'

/** What is wrong with an empty answer of this status, with this error in its body. */
export const judged = (
  status: number,
  cloud: Parameters<typeof answerFailure>[1] = null,
  service: Service = 'v3'
): ReturnType<typeof answerFailure> => answerFailure({ status, headers: {}, body: '' }, cloud, service)
