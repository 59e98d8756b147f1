/** A field of a query, with its arguments filled in. */
export interface Field {
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
  readonly fields: readonly Field[]
}

/** Reads a query without named fragments, aliases and directives; `null` for anything else. Fields of inline fragments stand beside the others. */
export function parseQuery(text: string, variables: Readonly<Record<string, unknown>>): Field[] | null {
  const tokens = text.match(/"[^"]*"|\.\.\.|\$?\w+|[^\s,]/g) ?? []
  let at = 0
  const next = (): string => tokens[at++] ?? ''
  const peek = (): string => tokens[at] ?? ''
  const expect = (token: string): void => {
    if (next() !== token) throw new SyntaxError(token)
  }

  const readValue = (): unknown => {
    const token = next()
    if (token === '[') return readList()
    if (token === '{') return readPairs('}')
    if (token.startsWith('$')) return variables[token.slice(1)] ?? null
    if (token.startsWith('"')) return token.slice(1, -1)
    return /^\d+$/.test(token) ? Number(token) : token === 'null' ? null : token
  }
  const readList = (): unknown[] => {
    const values: unknown[] = []
    while (peek() !== ']' && at < tokens.length) values.push(readValue())
    expect(']')
    return values
  }
  const readPairs = (end: string): Record<string, unknown> => {
    const pairs: Record<string, unknown> = {}
    while (peek() !== end && at < tokens.length) {
      const name = next()
      expect(':')
      pairs[name] = readValue()
    }
    expect(end)
    return pairs
  }
  const readArgs = (): Record<string, unknown> => {
    if (peek() !== '(') return {}
    next()
    return readPairs(')')
  }
  const readFields = (): Field[] => {
    expect('{')
    const fields: Field[] = []
    while (peek() !== '}') {
      const name = next()
      if (name === '...') {
        expect('on')
        next()
        fields.push(...readFields())
        continue
      }
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
