import { describe, expect, it } from '@jest/globals'
import { failure } from '../../../src/domain/failure.js'
import { redactTexts } from '../../../src/report/redact-texts.js'
import { createRedactor } from '../../../src/report/redactor.js'
import { aConclusion, aRun, decided } from '../helpers.js'

function redacting(...secrets: readonly string[]) {
  const redactor = createRedactor()
  for (const secret of secrets) redactor.add(secret)
  return <T>(value: T, ids: readonly string[] = []): T => redactTexts(value, redactor.redact, ids)
}

describe('what is no text stays as it is', () => {
  const id = '0'.repeat(30) + 'ab'
  const url = `https://devcloud.cn-north-4.huaweicloud.com/cicd/project/${'c'.repeat(32)}/pipeline/detail/${id}/${id}?v=1`
  const run = aRun({ pipelineId: id, runId: id, status: 'COMPLETED', commit: '0'.repeat(40), url })
  const conclusion = aConclusion([{ ...decided('success', id), run }, decided('error')])

  it('IDs, statuses, hashes, our own words and keys', () => {
    const words = [
      'success',
      'COMPLETED',
      '000000',
      'pipeline_run_id',
      'outcome',
      'connection',
      'wrong_endpoint'
    ]
    const failed = failure('connection', { hint: 'wrong_endpoint', detail: { code: 'not_json', params: {} } })
    const whole = { ...conclusion, failure: failed }
    expect(redacting(...words)(whole)).toEqual(whole)
  })

  it('one object stays one: what failed is among the pipelines', () => {
    const { verdict } = redacting('nothing')(conclusion)
    expect(verdict.failed.every(pipeline => verdict.pipelines.includes(pipeline))).toBe(true)
  })

  it('but a field for an ID that holds no ID is a text, and so is the rest of an address', () => {
    const redact = redacting('hunter2 hunter2', 'secretpath')
    expect(redact({ runId: 'hunter2 hunter2', status: 'x hunter2 hunter2' })).toEqual({
      runId: '***',
      status: 'x ***'
    })
    expect(redact({ url: 'https://x/secretpath', runId: 'secret' })).toEqual({
      url: 'https://x/***',
      runId: 'secret'
    })
  })

  it('nor is a part of an ID that is known, wherever it stands', () => {
    const redact = redacting('000000', 'console')
    const known = 'https://console.example/project/'
    expect(redact({ name: id, url: `${known}${id}` }, [id, known])).toEqual({
      name: id,
      url: `${known}${id}`
    })
    expect(redact({ text: `${id}: 000000 in the console` }, [id, known])).toEqual({
      text: `${id}: *** in the ***`
    })
  })
})
