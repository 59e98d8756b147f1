import { closeSync, openSync } from 'node:fs'
import { devNull } from 'node:os'

/** A file descriptor that is held back, so that a step can still write its outputs when there are no others left. */
export interface SpareDescriptor {
  /** Runs `use`, which may open one file at a time, with the spare descriptor free. */
  lend(use: () => void): void
}

/** Takes a descriptor for as long as the process lives. */
export function spareDescriptor(): SpareDescriptor {
  let spare = open()
  return {
    lend(use) {
      if (spare !== null) closeSync(spare)
      try {
        use()
      } finally {
        spare = open()
      }
    }
  }
}

/** Without one everything goes as it would without this module. */
function open(): number | null {
  try {
    return openSync(devNull, 'r')
  } catch {
    return null
  }
}
