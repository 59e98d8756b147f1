import { command } from './en/command.js'
import { failures } from './en/failures.js'
import { forge } from './en/forge.js'
import { issues } from './en/issues.js'
import { log } from './en/log.js'
import { notices } from './en/notices.js'
import { outcomes } from './en/outcomes.js'
import { setupCheck } from './en/setup-check.js'
import { summary } from './en/summary.js'
import { sweep } from './en/sweep.js'

/** English texts. `{name}` is filled in; `{n|one|many}` chooses by number. */
export const en = {
  ...outcomes,
  ...log,
  ...summary,
  ...setupCheck,
  ...failures,
  ...forge,
  ...notices,
  ...issues,
  ...command,
  ...sweep
} as const

export type MessageKey = keyof typeof en

export type MessageTable = Readonly<Record<MessageKey, string>>
