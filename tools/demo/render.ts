/** Makes what GitHub would show readable on a terminal. */

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const

/** Colours a text when the terminal takes colours. */
export function paint(style: keyof typeof CODES, text: string): string {
  return process.stdout.isTTY ? `\u001B[${CODES[style]}m${text}\u001B[0m` : text
}

/** A line of the log as the runner shows it; `null` for what it keeps to itself. */
export function logLine(line: string): string | null {
  if (line.startsWith('::add-mask::')) return null
  const command = /^::(error|warning)[^:]*(?:=[^:]*)?::(.*)$/.exec(line)
  if (command === null) return line
  const [, level, message = ''] = command
  const text = message.replaceAll('%0A', '\n').replaceAll('%25', '%')
  return level === 'error' ? paint('red', `Error: ${text}`) : paint('yellow', `Warning: ${text}`)
}

/** A job summary: headings, lists and tables as plain text. */
export function summaryText(markdown: string): string {
  const lines: string[] = []
  let table: string[][] = []
  for (const line of [...markdown.split('\n'), '']) {
    if (line.startsWith('|')) {
      table.push(cells(line))
      continue
    }
    if (table.length > 0) lines.push(...tableText(table))
    table = []
    lines.push(line.startsWith('#') ? paint('bold', inline(line.replace(/^#+ /, ''))) : inline(line))
  }
  return lines.join('\n').trimEnd()
}

function cells(row: string): string[] {
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map(cell => inline(cell.trim().replaceAll('<br>', ' · ')))
}

function tableText(table: readonly string[][]): string[] {
  const rows = table.filter(row => !row.every(cell => /^-+$/.test(cell)))
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => width(row[column] ?? ''))))
  return rows.map((row, index) => {
    const text = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell))).join('  ')
    return index === 0 ? paint('dim', text) : text
  })
}

function inline(text: string): string {
  return text
    .replace(/\[((?:\\.|[^\]\\])*)\]\(([^)]*)\)/g, '$1')
    .replace(/\*\*(.*?)\*\*/g, '$1')
    .replace(/\\([\\`*_[\]|~$])/g, '$1')
    .replace(/&#47;/g, '/')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

/** Columns that a text takes: Chinese characters take two. */
function width(text: string): number {
  return [...text].reduce(
    (sum, char) =>
      sum +
      (/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60]/.test(char) ? 2 : 1),
    0
  )
}
