/** A field of a query, with its arguments filled in. */
export interface Field {
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
  readonly fields: readonly Field[]
}

/** Reads a query without fragments, aliases and directives; `null` for anything else. */
export function parseQuery(text: string, variables: Readonly<Record<string, unknown>>): Field[] | null {
  const tokens = text.match(/"[^"]*"|\$?\w+|[^\s,]/g) ?? []
  let at = 0
  const next = (): string => tokens[at++] ?? ''
  const peek = (): string => tokens[at] ?? ''

  const value = (token: string): unknown => {
    if (token.startsWith('$')) return variables[token.slice(1)] ?? null
    if (token.startsWith('"')) return token.slice(1, -1)
    return /^\d+$/.test(token) ? Number(token) : token
  }
  const readArgs = (): Record<string, unknown> => {
    const args: Record<string, unknown> = {}
    if (peek() !== '(') return args
    next()
    while (peek() !== ')' && at < tokens.length) {
      const name = next()
      if (next() !== ':') throw new SyntaxError(name)
      args[name] = value(next())
    }
    next()
    return args
  }
  const readFields = (): Field[] => {
    if (next() !== '{') throw new SyntaxError('{')
    const fields: Field[] = []
    while (peek() !== '}') {
      const name = next()
      if (!/^\w+$/.test(name)) throw new SyntaxError(name)
      fields.push({ name, args: readArgs(), fields: peek() === '{' ? readFields() : [] })
    }
    next()
    return fields
  }
  try {
    if (peek() === 'query') while (peek() !== '{' && at < tokens.length) next()
    const fields = readFields()
    return at === tokens.length ? fields : null
  } catch {
    return null
  }
}
