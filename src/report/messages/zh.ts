import type { MessageTable } from './en.js'
import { command } from './zh/command.js'
import { failures } from './zh/failures.js'
import { forge } from './zh/forge.js'
import { issues } from './zh/issues.js'
import { log } from './zh/log.js'
import { notices } from './zh/notices.js'
import { outcomes } from './zh/outcomes.js'
import { setupCheck } from './zh/setup-check.js'
import { summary } from './zh/summary.js'
import { sweep } from './zh/sweep.js'

/** Chinese texts, with the keys and placeholders of the English ones. */
export const zh: MessageTable = {
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
}
