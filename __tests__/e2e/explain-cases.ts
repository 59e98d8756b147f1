import type { PipelineSpec, StageSpec } from '../../simulator/index.js'
import { pipeline } from './cloud.js'
import type { Step } from './harness.js'

export const LOG = Array.from({ length: 100 }, (_, n) => `line ${n + 1}`)

export function red(id: string, log: string = LOG.join('\n'), more: readonly StageSpec[] = []): PipelineSpec {
  const stages: StageSpec[] = [
    { name: 'Source', state: 'success' },
    {
      name: 'Test',
      state: 'error',
      jobs: [
        {
          name: 'Unit',
          steps: [
            { name: 'install', state: 'success' },
            { name: 'npm test', state: 'error', message: 'exit code 1', log }
          ]
        }
      ]
    },
    ...more
  ]
  return pipeline(id, { at: 0, state: 'error', stages })
}

/** Lines of the log that say that something could not be had. */
export const notesOf = ({ lines }: Step): string[] => lines.filter(line => /fetched/.test(line))
