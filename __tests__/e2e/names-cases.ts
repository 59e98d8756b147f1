import { A, B, C } from './cloud.js'
import { pipelineId } from './harness.js'
import { named } from './named.js'

export const D = pipelineId('d')
export const project = [
  named(A, 'build-web'),
  named(B, 'build-api'),
  named(C, 'deploy'),
  named(D, '构建,测试')
]
