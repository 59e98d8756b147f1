import { isRecord, json, readJson, type SimRequest, type SimResponse } from './transport.js'

/** What the service says in Chinese. The gateway in front of it speaks English only. */
const CHINESE: Readonly<Record<string, string>> = {
  'DEVPIPE.00011103': '请求参数不合法',
  'DEVPIPE.00011136': '流水线不属于该项目',
  'DEVPIPE.00011401': '流水线不存在',
  'DEVPIPE.00011402': '流水线运行记录不存在',
  'DEVPIPE.00011412': '项目不存在或您不是该项目的成员'
}

/** The answer in the language that the request wants: `X-Language: zh-cn` or `en-us`, the default. */
export function inLanguage(request: SimRequest, answer: SimResponse): SimResponse {
  if (request.headers['x-language'] !== 'zh-cn' || answer.status < 400) return answer
  const body = readJson(answer.body.toString())
  const said = isRecord(body) ? CHINESE[String(body.error_code)] : undefined
  return said === undefined
    ? answer
    : json(answer.status, { ...(body as object), error_msg: said }, answer.headers)
}
