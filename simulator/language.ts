import { isRecord, json, readJson, type SimRequest, type SimResponse } from './transport.js'

/** What the service says in Chinese, by its code or by its English words. The gateway in front of it speaks English only. */
const CHINESE: Readonly<Record<string, string>> = {
  'DEVPIPE.00011136': '流水线不属于该项目',
  'DEVPIPE.00011401': '流水线不存在',
  'DEVPIPE.00011412': '项目不存在或您不是该项目的成员',
  'DEVPIPE.30011011': '权限不足',
  'DEVCP.00014031': '权限不足',
  'The pipeline run does not exist.': '流水线运行记录不存在'
}

/** The answer in the language that the request wants: `X-Language: zh-cn` or `en-us`, the default. */
export function inLanguage(request: SimRequest, answer: SimResponse): SimResponse {
  if (request.headers['x-language'] !== 'zh-cn') return answer
  const body = readJson(answer.body.toString())
  if (!isRecord(body)) return answer
  const said = CHINESE[String(body.error_code ?? body.error_msg)]
  return said === undefined ? answer : json(answer.status, { ...body, error_msg: said }, answer.headers)
}
