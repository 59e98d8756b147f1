import type { Cloud, CloudEffects } from '../codearts/cloud.js'
import type { Config } from '../inputs/config.js'
import type { Effects } from '../ports.js'
import type { Secrets } from '../secrets.js'
import type { StartedRuns } from '../starting/start.js'
import type { Announcer } from './announcer.js'
import type { Progress } from './progress.js'
import type { RecentQueues } from '../explaining/recent-queues.js'

/** A step that does not know all its pipelines yet: what it was asked, and what it works with. */
export interface Opened {
  readonly config: Config
  readonly effects: Effects
  readonly requests: CloudEffects
  readonly progress: Progress
  readonly redact: Secrets['redact']
  readonly cloud: Cloud
  readonly announcer: Announcer
  readonly queues: RecentQueues
  /** On the monotonic clock. */
  readonly begun: number
  readonly deadline: number
}

/** The same once it does. */
export interface Gate extends Opened {
  /** `null` where nothing is started. */
  readonly starts: StartedRuns | null
}
