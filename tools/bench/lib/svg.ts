export interface Bar {
  readonly label: string
  readonly value: number
  readonly colour: string
}

const WIDTH = 720
const ROW = 28
const LABELS = 300

/** A chart of horizontal bars with their numbers, fit for light and dark pages. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const scale = (WIDTH - LABELS - 90) / most
  const height = 50 + bars.length * ROW
  const rows = bars.map(({ label, value, colour }, index) => {
    const y = 44 + index * ROW
    const width = Math.max(1, Math.round(value * scale))
    return [
      `<text x="${LABELS - 8}" y="${y + 14}" text-anchor="end">${escapeXml(label)}</text>`,
      `<rect x="${LABELS}" y="${y}" width="${width}" height="18" rx="3" fill="${colour}"/>`,
      `<text x="${LABELS + width + 6}" y="${y + 14}">${value}</text>`
    ].join('\n')
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13" fill="#57606a">`,
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="#ffffff" stroke="#d0d7de"/>`,
    `<text x="16" y="26" font-size="15" font-weight="600" fill="#24292f">${escapeXml(title)}</text>`,
    ...rows,
    '</svg>',
    ''
  ].join('\n')
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`)
}
