/** Makes what GitHub would show readable on a terminal. */

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const

/** Colours a text when the terminal takes colours. */
export function paint(style: keyof typeof CODES, text: string): string {
  return process.stdout.isTTY ? `\u001B[${CODES[style]}m${text}\u001B[0m` : text
}

/** A line of the log as the runner shows it; `null` for what it keeps to itself. */
export function logLine(line: string): string | null {
  if (line.startsWith('::add-mask::') || line === '::endgroup::') return null
  const group = /^::group::(.*)$/.exec(line)
  if (group !== null) return paint('bold', `▾ ${group[1] ?? ''}`)
  const command = /^::(error|warning|notice)[^:]*(?:=[^:]*)?::(.*)$/.exec(line)
  if (command === null) return line
  const [, level, message = ''] = command
  const text = message.replaceAll('%0A', '\n').replaceAll('%25', '%')
  if (level === 'error') return paint('red', `Error: ${text}`)
  return level === 'warning' ? paint('yellow', `Warning: ${text}`) : `Notice: ${text}`
}

/** A job summary or a comment: headings, lists, logs and tables as plain text. @param chart stands where a chart is */
export function markdownText(markdown: string, chart: string): string {
  const lines: string[] = []
  let table: string[][] = []
  const shown = markdown
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace(/^```mermaid\n[\s\S]*?^```$/gm, chart)
    .replace(/^<\/?details.*>\n+|^```.*\n/gm, '')
    .replace(/^<summary>(.*)<\/summary>$/gm, '▾ $1')
  for (const line of [...shown.split('\n'), '']) {
    if (line.startsWith('|')) {
      table.push(cells(line))
      continue
    }
    if (table.length > 0) lines.push(...titledTable(table))
    table = []
    lines.push(line.startsWith('#') ? paint('bold', inline(line.replace(/^#+ /, ''))) : inline(line))
  }
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()
}

function cells(row: string): string[] {
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map(cell => inline(cell.trim().replaceAll('<br>', ' · ')))
}

function titledTable(table: readonly string[][]): string[] {
  const rows = tableText(table.filter(row => !row.every(cell => /^-+$/.test(cell))))
  return rows.map((row, index) => (index === 0 ? paint('dim', row) : row))
}

/** Rows of cells as aligned lines. */
export function tableText(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => width(row[column] ?? ''))))
  return rows.map(row =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd()
  )
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

/** Columns that a text takes: Chinese characters and emoji take two. */
function width(text: string): number {
  return [...text].reduce(
    (sum, char) =>
      sum +
      (char === '\uFE0F'
        ? 0
        : /[\u1100-\u115F\u23F3\u2705\u274C\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\u{1F300}-\u{1FAFF}]/u.test(
              char
            )
          ? 2
          : 1),
    0
  )
}
