/** A pipeline of a project, as the list of the project shows it. */
export interface NamedPipeline {
  readonly id: string
  /** Empty where the list shows none. */
  readonly name: string
}

/** Whether a line names pipelines by a pattern: `*` stands for any characters, none included. */
export function isPattern(line: string): boolean {
  return line.includes('*')
}

/** Whether a name is what a line says: the name itself, or a pattern for it. Takes time by the length of the two. */
export function isNamedBy(line: string, name: string): boolean {
  const [first = '', ...rest] = line.split('*')
  const last = rest.pop()
  if (last === undefined) return name === line
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last))
    return false
  const end = name.length - last.length
  let at = first.length
  for (const part of rest) {
    const found = name.indexOf(part, at)
    if (found === -1 || found + part.length > end) return false
    at = found + part.length
  }
  return true
}

/** By name, then by ID, both in the order of their code points. */
export function byNameThenId(a: NamedPipeline, b: NamedPipeline): number {
  return byCodePoints(a.name, b.name) || byCodePoints(a.id, b.id)
}

/** UTF-8 keeps the order of the code points; JavaScript's own comparison does not. */
function byCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
