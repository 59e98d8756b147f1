/** The number after `--name` on the command line. */
export function numberOption(name: string, fallback: number): number {
  return Number(textOption(name, String(fallback)))
}

/** The word after `--name` on the command line. */
export function textOption(name: string, fallback: string): string {
  const index = process.argv.indexOf(`--${name}`)
  return index < 0 ? fallback : (process.argv[index + 1] ?? fallback)
}
