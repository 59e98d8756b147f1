import { listed, type InputIssues, type RawInput } from './values.js'

/** What the address of a pipeline in the console says. */
export interface PipelineAddress {
  /** As it was given. */
  readonly text: string
  /** Lower case, with its port if there is one. */
  readonly host: string
  /** `null` where the host is not one of Huawei Cloud's own console. */
  readonly region: string | null
  readonly projectId: string
  readonly pipelineId: string
  /** The run that the page showed, `null` where it showed none. */
  readonly runId: string | null
}

/**
 * The console's pages of a pipeline: its runs, and one of them.
 * https://support.huaweicloud.com/intl/en-us/usermanual-pipeline/pipeline_01_0008.html
 */
const ADDRESS = new RegExp(
  [
    /^(?:https?:\/\/)?(?<host>[^/@\s]+)/,
    /\/cicd\/project\/(?<project>[0-9A-Za-z]{32})/,
    /\/pipeline\/(?:detail|history)\/(?<pipeline>[0-9A-Za-z]{32})/,
    /(?:\/(?<run>[0-9A-Za-z]{1,64}))?\/?$/
  ]
    .map(({ source }) => source)
    .join(''),
  'i'
)
const CONSOLE_HOST = /^devcloud\.([0-9a-z-]{1,64})\.huaweicloud\.com$/

/** What an address looks like, for messages. */
export const CONSOLE = 'devcloud.REGION.huaweicloud.com'
export const EXAMPLE_ADDRESS = `https://${CONSOLE}/cicd/project/PROJECT/pipeline/detail/ID`

/** How much of an address is shown: all of a real one. */
const SHOWN_LENGTH = 200

/** Whether a text is meant to be an address: no ID, pin or run has a slash in it. */
export function isMeantAsAddress(text: string): boolean {
  return /\/|%2f/i.test(text)
}

/**
 * Reads an address of a pipeline, percent-encoded or not; `null` for any other text. It is read and never requested.
 */
export function readAddress(text: string): PipelineAddress | null {
  const decoded = decode(withoutQuery(text))
  const parts = decoded === null ? undefined : ADDRESS.exec(withoutQuery(decoded))?.groups
  if (parts === undefined) return null
  const { host = '', project = '', pipeline = '', run } = parts
  const lower = host.toLowerCase()
  const region = CONSOLE_HOST.exec(lower)?.[1] ?? null
  return { text, host: lower, region, projectId: project, pipelineId: pipeline, runId: run ?? null }
}

function withoutQuery(text: string): string {
  return text.replace(/[?#].*$/s, '')
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Addresses for a message, as they were given, but for a user and a password in them. */
export function listedAddresses(texts: readonly string[]): string {
  return listed(
    texts.map(text => text.replace(/^((?:https?:\/\/)?)[^/]*@/i, '$1…@')),
    SHOWN_LENGTH
  )
}

/** What addresses and an input of their own have to agree on. */
interface Agreement {
  /** `project_id` or `region`, which is empty where it was not given. */
  readonly given: RawInput
  /** The part of an address, `null` where it has none. */
  readonly of: (address: PipelineAddress) => string | null
  readonly code: 'address_project' | 'address_region'
}

/**
 * The project or the region that addresses name, `null` where none does. An address that contradicts the input, or
 * another address, is reported.
 */
export function agreedPart(
  addresses: readonly PipelineAddress[],
  { given, of, code }: Agreement,
  issues: InputIssues
): string | null {
  const told = addresses.flatMap(address => {
    const part = of(address)
    return part === null ? [] : [{ part, text: address.text }]
  })
  const [first] = told
  if (first === undefined) return null
  const input = { input: 'pipeline_ids', value: '' }
  const expected = given.value === '' ? first.part : given.value
  const others = told.filter(({ part }) => part !== expected)
  if (others.length === 0) return first.part
  const wrong = listedAddresses(others.map(({ text }) => text))
  if (given.value !== '') issues.add(input, code, { expected, addresses: wrong })
  else issues.add(input, `${code}s`, { expected, first: listedAddresses([first.text]), addresses: wrong })
  return first.part
}
