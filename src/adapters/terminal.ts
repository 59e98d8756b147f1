import type { Runner } from '../ports.js'

/** What a terminal is to a process: its standard output, or a stand-in. */
export interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** What a step shows elsewhere than on GitHub. */
export interface Terminal extends Pick<Runner, 'columns' | 'paint' | 'live'> {
  /** Lets `write` print whole lines, above the live one. */
  readonly print: (write: () => void) => void
  /** Takes the live line away, for good. */
  readonly clear: () => void
}

/** Longer lines are hard to read, and the usual width of a log. */
const MOST_COLUMNS = 100
/** A live line is redrawn this often. */
const TICK_MS = 1_000
const CLEAR_LINE = '\r\u001b[2K'
const COLOURS = { good: 32, bad: 31, warning: 33 } as const

/**
 * Colours on a terminal, or where `FORCE_COLOR` asks for them, never with `NO_COLOR` or `TERM=dumb`
 * (https://no-color.org); a line that changes only on a terminal that can take it back.
 */
export function terminalOf(screen: Screen, env: Runner['env']): Terminal {
  const isTerminal = screen.isTTY === true && env.TERM !== 'dumb'
  const isColoured = env.TERM !== 'dumb' && !isSet(env.NO_COLOR) && (isTerminal || isForced(env.FORCE_COLOR))
  const columns = (screen.isTTY === true ? screen.columns : 0) || MOST_COLUMNS
  let line: ((columns: number) => string) | null = null
  let timer: NodeJS.Timeout | undefined
  const hide = (): void => {
    if (line !== null) screen.write(CLEAR_LINE)
  }
  const draw = (): void => {
    // A line that fills its row would move on to the next one, and could not be taken back.
    if (line !== null) screen.write(CLEAR_LINE + line((screen.columns || MOST_COLUMNS) - 1))
  }
  const show: NonNullable<Runner['live']> = next => {
    hide()
    clearInterval(timer)
    line = next
    draw()
    if (next !== null) timer = setInterval(draw, TICK_MS).unref()
  }
  return {
    columns: Math.min(MOST_COLUMNS, columns),
    paint: (text, colour) =>
      isColoured ? text.replace(/^.+$/gm, `\u001b[${COLOURS[colour]}m$&\u001b[0m`) : text,
    live: isTerminal ? show : null,
    print(write) {
      hide()
      write()
      draw()
    },
    clear: () => show(null)
  }
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== ''
}

/** `0` and `false` ask for none. */
function isForced(value: string | undefined): boolean {
  return isSet(value) && value !== '0' && value?.toLowerCase() !== 'false'
}
