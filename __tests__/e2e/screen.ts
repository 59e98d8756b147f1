/**
 * What a terminal shows of what was written to it: its lines, with colours as marks, and what stood in the last one.
 */
export interface Shown {
  readonly lines: readonly string[]
  /** Every text that was taken back. */
  readonly taken: readonly string[]
}

/** As much of a terminal as the gate uses: lines, going back to the beginning of one, and clearing it. */
export function shown(written: string, columns: number): Shown {
  const lines: string[] = ['']
  const taken: string[] = []
  // eslint-disable-next-line no-control-regex -- the escape character is what it looks for
  for (const [part] of written.matchAll(/\r\u001b\[2K|\n|\u001b\[\d+m|[^\r\n\u001b]+|[\s\S]/g)) {
    const last = lines.length - 1
    if (part === '\n') lines.push('')
    else if (part.startsWith('\r')) {
      if (lines[last] !== '') taken.push(lines[last] ?? '')
      // A text that continues in the next row cannot be taken back.
      lines[last] = (lines[last] ?? '').length > columns ? (lines[last] ?? '') : ''
    } else if (part.startsWith('\u001b[')) continue
    else lines[last] = `${lines[last] ?? ''}${part}`
  }
  return { lines, taken }
}

/** Makes standard output a terminal for the program that Node runs after it. */
export function asTerminal(columns: number): string {
  const script = `Object.defineProperties(process.stdout, { isTTY: { value: true }, columns: { value: ${columns} } })`
  return `data:text/javascript,${encodeURIComponent(script)}`
}
