import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

interface ActionYml {
  readonly inputs: Readonly<Record<string, { readonly description: string }>>
}

/** What a caller hands on as secrets of its own. */
const SECRETS = ['access_key', 'secret_key', 'security_token', 'auth_token', 'iam_password'] as const
/** GitHub reserves this name among the secrets of a called workflow; its job has a token of its own. */
const LEFT_OUT: readonly string[] = ['github_token']

/** The inputs of gate.yml: those of the action, empty where they are not given, so that nothing changes for the action. */
export function calledInputs(): string {
  return Object.entries(action().inputs)
    .filter(([name]) => !isSecret(name) && !LEFT_OUT.includes(name))
    .map(([name, { description }]) =>
      [
        `      ${name}:`,
        `        description: ${quoted(description)}`,
        `        default: ${name === 'commit' ? 'auto' : "''"}`,
        '        type: string'
      ].join('\n')
    )
    .join('\n')
}

/** The secrets of gate.yml, none of which is required: there are several kinds of credentials. */
export function calledSecrets(): string {
  const { inputs } = action()
  return SECRETS.map(name => {
    const [about = ''] = (inputs[name]?.description ?? '').split(/(?<=\.) /)
    return `      ${name}:\n        description: ${quoted(about)}\n        required: false`
  }).join('\n')
}

/** The step of gate.yml: the action by its exact version, and everything that the caller has given. */
export function calledStep(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }
  const given = Object.keys(action().inputs).filter(name => !LEFT_OUT.includes(name))
  return [
    `        uses: codearts-pipeline-gate/codearts-pipeline-gate@v${version}`,
    '        with:',
    ...given.map(name => `          ${name}: \${{ ${isSecret(name) ? 'secrets' : 'inputs'}.${name} }}`)
  ].join('\n')
}

function isSecret(name: string): boolean {
  return SECRETS.some(secret => secret === name)
}

function action(): ActionYml {
  return parse(readFileSync('action.yml', 'utf8')) as ActionYml
}

/** As prettier has it. */
function quoted(text: string): string {
  const isPlain = !text.includes("'")
  return isPlain || text.includes('"')
    ? `'${text.replaceAll("'", "''")}'`
    : `"${text.replaceAll('\\', '\\\\')}"`
}
