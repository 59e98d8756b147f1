import { describe, expect, it } from '@jest/globals'
import { A, B, C, cloud } from '../e2e/cloud.js'
import { pipelineId, step } from '../e2e/harness.js'
import {
  runOf,
  failed,
  stage,
  MAKE,
  calls,
  parent,
  child,
  notesOf,
  childOf
} from '../e2e/sub-pipelines-cases.js'

describe('a failed sub-pipeline', () => {
  it.concurrent('is told in Chinese too', async () => {
    await using made = await cloud([parent(calls(B), calls(C)), child])
    const ended = await step(made.v5([A], { language: 'zh' }))
    expect(ended.summary).toContain('deploy › compile ⟶ child-pipeline #12 › build › make')
    expect(ended.stdout).toContain(`流水线 ID ${C}，运行 ID ${runOf(C)}`)
  })

  it.concurrent('of fifteen, ten are read', async () => {
    const ids = Array.from({ length: 15 }, (_, n) => pipelineId(`d${n}x`))
    const children = ids.map((id, n) => failed(id, `child-${n}`, [stage('build', 'make', MAKE)]))
    await using made = await cloud([parent(...ids.map(calls)), ...children])
    const ended = await step(made.v5([A]))
    expect(childOf(ended)).toMatchObject({ pipeline_id: ids[0], step: 'make' })
    expect(ended.stdout).toContain('5 more failed sub-pipelines were not fetched')
    expect(ended.report).toMatchObject({
      reasons: [{ explanation: { children: { length: 10 }, unread_children: 5 } }]
    })
    expect([made.count('v5.run'), made.count('v5.outputs'), made.count('v5.log')]).toEqual([11, 1, 2])
  })
})

describe('a sub-pipeline that cannot be read says so, and the verdict stands', () => {
  it.concurrent('that runs its parent again ends there', async () => {
    await using made = await cloud([
      parent(calls(B)),
      failed(B, 'b', [stage('s', 'j', calls(C))]),
      failed(C, 'c', [stage('s', 'j', calls(B))])
    ])
    const ended = await step(made.v5([A]))
    expect(childOf(ended)).toMatchObject({ pipeline_id: C, run_id: runOf(C) })
    expect(notesOf(ended)).toEqual([expect.stringContaining('the sub-pipelines form a cycle')])
    expect(made.count('v5.run')).toBe(3)
  })
})
