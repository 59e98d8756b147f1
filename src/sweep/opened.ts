import { cloudEffects, openCloud, type CloudEffects, type V5Cloud } from '../codearts/cloud.js'
import type { Bounds } from '../forge/forge.js'
import { gitHub } from '../forge/github.js'
import { gitHubHeads, type HeadReader } from '../forge/open-heads.js'
import type { Config } from '../inputs/config.js'
import type { ForgeInput, StatusInput } from '../inputs/forge.js'
import type { SweepInput } from '../inputs/sweep.js'
import type { Effects } from '../ports.js'
import type { Messages } from '../report/messages/index.js'
import type { Secrets } from '../secrets.js'
import type { Writing } from './write.js'

/** A sweep ends within ten minutes, requests to CodeArts and GitHub included. */
const CODEARTS_MS = 8 * 60_000
const GITHUB_MS = 9.5 * 60_000

/** A sweep and what it works with. */
export interface Opened {
  readonly config: Config
  readonly input: SweepInput
  readonly forgeInput: ForgeInput
  readonly statuses: StatusInput
  readonly messages: Messages
  readonly effects: Effects
  readonly redact: Secrets['redact']
  readonly requests: CloudEffects
  readonly cloud: V5Cloud
  readonly heads: HeadReader
  readonly writing: Writing
  /** On the monotonic clock. */
  readonly begun: number
}

/** Makes what a sweep works with; the first request signs in. */
export function openSweep(
  config: Config,
  input: SweepInput,
  messages: Messages,
  effects: Effects,
  secrets: Secrets
): Opened {
  const { http, clock, random, signal } = effects
  const { forge: forgeInput } = config
  const begun = clock.now()
  const requests = cloudEffects(effects, secrets, begun + CODEARTS_MS)
  const cloud = openCloud({ ...config, login: config.credential.login }, requests)
  if (cloud.version === 'v3' || forgeInput === null || forgeInput.statuses === null)
    throw new Error('The inputs refuse a sweep on v3, and always give it statuses.')
  const bounds: Bounds = { until: () => begun + GITHUB_MS, hurry: new AbortController().signal, signal }
  return {
    ...{
      config,
      input,
      forgeInput,
      statuses: forgeInput.statuses,
      messages,
      effects,
      requests,
      cloud,
      begun
    },
    redact: value => secrets.redact(value),
    heads: gitHubHeads({ http, clock, random, ...forgeInput }),
    writing: { forge: gitHub({ http, clock, random, ...forgeInput }), bounds, messages }
  }
}
