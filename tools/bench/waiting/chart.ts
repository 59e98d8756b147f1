import type { Result } from './simulate.js'

const WIDTH = 340
const HEIGHT = 240
const COLUMNS = 3
const COLOURS: Readonly<Record<string, string>> = { auto: '#cf222e', exponential: '#9a6700' }

/** Mean delay (dot) and 95 % (end of the line) against polls, one panel for each distribution; both axes are logarithmic. */
export function chart(
  all: readonly { readonly distribution: string; readonly results: ReadonlyMap<string, Result> }[]
): string {
  const rows = Math.ceil(all.length / COLUMNS)
  const panels = all.map(({ distribution, results }, index) =>
    panel(distribution, results, (index % COLUMNS) * WIDTH, Math.floor(index / COLUMNS) * HEIGHT)
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH * COLUMNS}" height="${HEIGHT * rows + 20}" font-family="sans-serif" font-size="11">`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...panels,
    `<text x="10" y="${HEIGHT * rows + 12}" fill="#57606a">Down is sooner, left is cheaper. Dot: mean delay; end of its line: 95 % of the runs. Black: fixed intervals of 5, 10, 15 and 30 s; brown: exponential; red: auto.</text>`,
    '</svg>',
    ''
  ].join('\n')
}

function panel(title: string, results: ReadonlyMap<string, Result>, left: number, top: number): string {
  const points = [...results]
  const x = scale(
    points.map(([, { polls }]) => polls),
    left + 50,
    left + WIDTH - 30
  )
  const y = scale(
    points.flatMap(([, { meanDelayMs, p95DelayMs }]) => [meanDelayMs / 1000, p95DelayMs / 1000]),
    top + HEIGHT - 50,
    top + 40
  )
  const dots = points.map(([name, { polls, meanDelayMs, p95DelayMs }]) => {
    const colour = COLOURS[name.split(',')[0] ?? ''] ?? '#24292f'
    const label = name.replace('every ', '').split(',')[0] ?? ''
    const at = `${x(polls).toFixed(1)}" cy="${y(meanDelayMs / 1000).toFixed(1)}`
    const text = `<text x="${(x(polls) + 6).toFixed(1)}" y="${(y(meanDelayMs / 1000) - 5).toFixed(1)}" fill="${colour}">${label}: ${(meanDelayMs / 1000).toFixed(1)} s, ${polls.toFixed(0)}</text>`
    const line = `<path d="M ${x(polls).toFixed(1)} ${y(meanDelayMs / 1000).toFixed(1)} V ${y(p95DelayMs / 1000).toFixed(1)} h -3 h 6" stroke="${colour}" fill="none"/>`
    return `${line}<circle cx="${at}" r="4" fill="${colour}"/>${text}`
  })
  return [
    `<text x="${left + 20}" y="${top + 22}" font-weight="bold" fill="#24292f">${title}</text>`,
    `<path d="M ${left + 40} ${top + 32} V ${top + HEIGHT - 40} H ${left + WIDTH - 10}" fill="none" stroke="#8c959f"/>`,
    `<text x="${left + WIDTH - 60}" y="${top + HEIGHT - 26}" fill="#57606a">polls →</text>`,
    `<text x="${left + 4}" y="${top + 40}" fill="#57606a">delay</text>`,
    ...dots
  ].join('\n')
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [least, most] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))]
  return value =>
    from + ((Math.log(value) - least) / Math.max(1e-9, most - least)) * (to - from - (to > from ? 70 : 0))
}
