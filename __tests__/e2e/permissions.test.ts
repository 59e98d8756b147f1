import { describe, expect, it } from '@jest/globals'
import { answersJson, fails, type Misbehaviour, type PipelineSpec } from '../../simulator/index.js'
import { A, B, cloud, ends, pipelineWith, PROJECT } from './cloud.js'
import { step } from './harness.js'
import { sample } from '../sample.js'

const RUN = '7'.repeat(32)
const green: PipelineSpec = pipelineWith(A, [{ number: 1, id: RUN, moments: [ends('success')] }])
/** Long enough to see a wait that does not end at once. */
const waits = { timeout: '60s', commit: 'any' }
const words = (status: number, message: string): Misbehaviour => answersJson(status, { error_msg: message })

describe('no permission', () => {
  it.concurrent.each<[string, Misbehaviour]>(
    sample([
      ['DEVPIPE.30011011 as 400', fails(400, 'DEVPIPE.30011011', 'no operation permissions')],
      ['DEVPIPE.30011011 as 200', fails(200, 'DEVPIPE.30011011', 'no operation permissions')],
      ['DEVCP.00014031 as 200', fails(200, 'DEVCP.00014031', '权限不足')],
      ['DEVCP.00014031 as 500', fails(500, 'DEVCP.00014031', '权限不足')],
      ['DEVCP.00021018 as 401', fails(401, 'DEVCP.00021018', '用户没有该操作权限')],
      ['one level down', fails(200, 'DEVCP.00014031', 'Insufficient permission', 'nested')],
      ['an unknown code and the words', fails(200, 'DEVPIPE.00019999', 'no operation permissions')],
      ['the words alone', words(200, '权限不足')],
      ['the words alone as 403', words(403, 'Insufficient permission')]
    ])
  )('%s ends the wait at once, with its own message', async (name, does) => {
    await using made = await cloud([green, pipelineWith(B, [{ number: 1, moments: [ends('running')] }])])
    made.simulator.misbehave({ on: 'v5.status', does })
    const language = name.startsWith('DEVCP') || name === 'the words alone' ? 'zh' : 'en'
    const ended = await step(made.v5([A, B], { ...waits, language }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown', passed: 'false' } })
    expect(ended.report).toMatchObject({ failure: { code: 'refused', hint: 'forbidden' } })
    expect(ended.stdout).toContain(
      { zh: 'CodeArts 拒绝访问，权限不足（', en: 'CodeArts denied permission (' }[language]
    )
    expect(ended.stdout).toContain(
      { zh: '授予此项目中查看流水线的权限', en: 'permission to view pipelines' }[language]
    )
    expect(made.count('v5.status')).toBeLessThanOrEqual(2)
  })

  it.concurrent('in the middle of the wait ends it', async () => {
    await using made = await cloud([pipelineWith(A, [{ number: 1, moments: [ends('running')] }])])
    made.simulator.misbehave({
      on: 'v5.status',
      after: 3,
      does: fails(200, 'DEVCP.00014031', 'no permission')
    })
    const ended = await step(made.v5([A], waits))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'running' } })
    expect(ended.stdout).toContain('denied permission')
    expect(made.count('v5.status')).toBe(4)
  })

  it.concurrent('to see a run is not "no such run", whatever else the words say', async () => {
    for (const message of ['no operation permissions', 'no permission: the run does not exist']) {
      await using made = await cloud([green])
      made.simulator.misbehave({ on: 'v5.run', does: fails(400, 'DEVPIPE.30011011', message) })
      const ended = await step(made.v5([`${A}@${RUN}`], waits))
      expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown' } })
      expect(ended.stdout).toContain('denied permission')
      expect(made.count('v5.run')).toBe(1)
    }
  })

  it.concurrent('to see a run that this step started is never green, and ends the wait', async () => {
    await using made = await cloud([{ ...green, onStart: { moments: [ends('success')] } }])
    made.simulator.misbehave({
      on: 'v5.run',
      does: fails(400, 'DEVPIPE.30011011', 'no operation permissions')
    })
    const ended = await step(made.v5([A], { start: 'true', timeout: '60s' }))
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false' } })
    expect(ended.stdout).toContain('denied permission')
    expect(made.count('v5.start')).toBe(1)
  })

  it.concurrent('to see the pipeline itself does not keep its runs from being judged', async () => {
    const commit = 'c'.repeat(40)
    await using made = await cloud([pipelineWith(A, [{ number: 1, commit, moments: [ends('success')] }])])
    made.simulator.misbehave({ on: 'v5.pipeline', does: fails(200, 'DEVCP.00014031', '权限不足') })
    expect(await step(made.v5([A], { commit }))).toMatchObject({ code: 0, outputs: { result: 'success' } })
  })
})

describe('no such run', () => {
  it.concurrent.each<[string, Misbehaviour, string]>(
    sample([
      ['in English', words(404, 'The pipeline run does not exist.'), 'not_found'],
      ['with a code', fails(200, 'DEVPIPE.00012345', 'No such pipeline run'), 'not_found'],
      ['of a pipeline that there is not', fails(200, 'DEVPIPE.00011401', 'no such pipeline'), 'not_found'],
      // Another reason: nothing is known of the run.
      [
        'of a project that is another',
        fails(200, 'DEVPIPE.00011136', 'does not own this run: not found'),
        'unknown'
      ],
      ['of a caller who is no member', fails(200, 'DEVPIPE.00011412', 'no such project'), 'unknown'],
      ['of something else', words(404, 'The page was not found'), 'unknown'],
      ['of another service', fails(400, 'ABC.0001', 'The run does not exist'), 'unknown']
    ])
  )('%s', async (_, does, result) => {
    await using made = await cloud([green])
    made.simulator.misbehave({ on: 'v5.run', does })
    const ended = await step(made.v5([`${A}@${RUN}`], waits))
    expect(ended).toMatchObject({ code: 1, outputs: { result } })
  })
})

describe('not a member', () => {
  it.concurrent('is told as that, at once', async () => {
    await using made = await cloud([green], [], { notMemberOf: [PROJECT] })
    const ended = await step(made.v5([A], waits))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown' } })
    expect(ended.report).toMatchObject({ failure: { code: 'rejected', hint: 'no_such_project' } })
    expect(ended.stdout).toContain('not a project member')
    expect(made.count('v5.status')).toBe(1)
  })

  it.concurrent('is found by the setup check, although the list of the project is no error', async () => {
    await using made = await cloud([green], [], { notMemberOf: [PROJECT] })
    const ended = await step(made.v5([A], { dry_run: 'true' }))
    expect(ended.code).toBe(1)
    expect(ended.stdout).toMatch(/✗ Project: .*not a project member/)
  })
})

describe('an empty list of a project proves nothing', () => {
  const empty = { on: 'v5.list', does: answersJson(200, { offset: 0, limit: 50, total: 0, pipelines: [] }) }

  it.concurrent('to the gate, which finds the name elsewhere', async () => {
    await using made = await cloud([green], [empty])
    const ended = await step(made.v5([A]))
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
  })

  it.concurrent('to the setup check, which asks for the pipelines themselves', async () => {
    await using made = await cloud([green], [empty])
    const ended = await step(made.v5([A], { dry_run: 'true' }))
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain('the gate would check run')
    expect(made.count('v5.pipeline')).toBe(1)
  })

  it.concurrent('nor does a full one, where the pipeline is refused', async () => {
    await using made = await cloud([green, { ...green, id: B, forbidden: 'DEVPIPE.30011011' }])
    const ended = await step(made.v5([A, B], { dry_run: 'true' }))
    expect(ended.code).toBe(1)
    expect(ended.stdout).toMatch(new RegExp(`✗ Pipeline: ${B}: CodeArts denied permission`))
    expect(ended.stdout).toMatch(/✓ Pipeline: .*the gate would check run/)
  })
})
