import { schema as published } from '@octokit/graphql-schema'
import { buildSchema, execute, Kind, parse, validate, type GraphQLSchema } from 'graphql'

let built: GraphQLSchema | null = null

/** GitHub's own schema (npm `@octokit/graphql-schema`), built when it is first needed: that takes a while. */
function gitHubSchema(): GraphQLSchema {
  built ??= buildSchema(published.idl, { assumeValid: true })
  return built
}

/** What of a query GitHub's schema does not have. */
export function queryFindings(query: string): string[] {
  return validate(gitHubSchema(), parse(query)).map(({ message }) => message)
}

/**
 * What is wrong with the data of an answer: a value that is no value of its field's type, or `null` where there has to
 * be one. The schema plays the query on the data itself.
 */
export async function dataFindings(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  data: unknown
): Promise<string[]> {
  const { errors = [] } = await execute({
    schema: gitHubSchema(),
    document: parse(query),
    rootValue: data,
    variableValues: { ...variables },
    fieldResolver: (source: unknown, _args, _context, { path }) =>
      (source as Readonly<Record<string, unknown>>)[path.key],
    typeResolver: (value, _context, { fieldNodes, schema }, abstractType) => {
      const told = (value as { readonly __typename?: unknown }).__typename
      if (typeof told === 'string') return told
      // Where the query asks for one type of several, the data is of that type.
      const selections = fieldNodes.flatMap(node => node.selectionSet?.selections ?? [])
      const asked = selections.flatMap(node =>
        node.kind === Kind.INLINE_FRAGMENT ? (node.typeCondition?.name.value ?? []) : []
      )
      // Fields that all of its types have are the same in each.
      return asked[0] ?? schema.getPossibleTypes(abstractType)[0]?.name
    }
  })
  return errors.map(({ message, path = [] }) => `${path.join('.')}: ${message}`)
}
