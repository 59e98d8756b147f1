import { PROJECT } from './cloud.js'
import { pipelineId, type Step } from './harness.js'

export const D = pipelineId('d')
export const errors = ({ lines }: Step): string[] => lines.filter(line => line.startsWith('::error'))
export const address = (id: string): string =>
  `https://devcloud.cn-north-4.huaweicloud.com/cicd/project/${PROJECT}/pipeline/detail/${id}`
