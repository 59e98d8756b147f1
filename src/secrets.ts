import { consoleFolder } from './codearts/cloud.js'
import type { ParsedInputs } from './inputs/config.js'
import { secretsIn } from './inputs/credential-table.js'
import type { Runner } from './ports.js'
import { redactTexts } from './report/redact-texts.js'
import { createRedactor, SHORTEST_SECRET } from './report/redactor.js'

/** All that must not be seen, from the inputs and from what is fetched with them. */
export interface Secrets {
  /**
   * Masks a secret, also line by line, and takes it out of every text from now on.
   * @param name of the input or variable that it comes from
   */
  hide(secret: string, name: string): void
  /**
   * The same value without secrets in its texts, to be used before they are cut or escaped; its IDs, statuses and our
   * own words stay as they are, so that hiding a secret changes nothing else.
   */
  redact<T>(value: T): T
}

/** What happens to each secret. */
interface Masks {
  /** Registers a secret with the runner, which then masks the text in the whole job's log. */
  readonly mask: (secret: string) => void
  /**
   * A value, or a line of one, is too short: a mask of `1` makes GitHub drop every output with a 1 in it.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
   */
  readonly tooShort: (name: string) => void
}

/** @param ids texts that are no secrets, whatever they hold */
export function openSecrets({ mask, tooShort }: Masks, ids: readonly string[] = []): Secrets {
  const redactor = createRedactor()
  const told = new Set<string>()
  return {
    hide(secret, name) {
      const parts = [secret, ...secret.split(/[\r\n]+/)].map(part => part.trim())
      for (const part of new Set(parts.filter(part => part !== ''))) {
        if (part.length >= SHORTEST_SECRET) {
          mask(part)
          redactor.add(part)
        } else if (!told.has(name)) {
          told.add(name)
          tooShort(name)
        }
      }
    },
    redact: value => redactTexts(value, redactor.redact, ids)
  }
}

/** The secrets of a step, all of those that its environment holds: one may be in the wrong input. */
export function secretsOf(
  inputs: ParsedInputs,
  runner: Pick<Runner, 'env' | 'mask'>,
  tooShort: (name: string) => void
): Secrets {
  const secrets = openSecrets({ mask: secret => runner.mask(secret), tooShort }, idsOf(inputs))
  for (const { name, value } of secretsIn(runner.env)) secrets.hide(value, name)
  return secrets
}

/** The pipelines and the project that were asked for, and where the console shows them and their runs. */
function idsOf(inputs: ParsedInputs): string[] {
  const ids = [...inputs.base.targets.keys()]
  if ('issues' in inputs || inputs.config.api.version === 'v3') return ids
  const { projectId } = inputs.config.api
  const { region } = inputs.config.endpoints
  const project = { region, projectId }
  const pages = [consoleFolder(project, 'detail'), consoleFolder(project, 'history')]
  return [...ids, projectId, ...pages.filter(page => page !== null)]
}
