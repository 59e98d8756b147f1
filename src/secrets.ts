import { addressPart } from './codearts/http/values.js'
import { rawSecrets, secretsOf } from './inputs/credential.js'
import type { ParsedInputs } from './inputs/config.js'
import type { Runner } from './ports.js'

/** Shorter texts stand in too many innocent places. */
const SHORTEST_SECRET = 6
const HIDDEN = '***'

/** All that must not be seen, from the inputs and from what is fetched with them. */
export interface Secrets {
  /** Masks a secret, also line by line, and takes it out of every text from now on. */
  hide(secret: string): void
  /** The text without any secret, plain or as JSON, an address or base64 writes them. */
  redact(text: string): string
}

/** @param mask tells the runner, which then hides the text in the whole job's log */
export function secretRedactor(mask: (secret: string) => void): Secrets {
  const forms = new Set<string>()
  return {
    hide(secret) {
      const parts = new Set(
        [secret, ...secret.split(/[\r\n]+/)].map(part => part.trim()).filter(part => part !== '')
      )
      for (const part of parts) {
        mask(part)
        if (part.length < SHORTEST_SECRET) continue
        forms.add(part)
        forms.add(JSON.stringify(part).slice(1, -1))
        forms.add(addressPart(part))
        forms.add(Buffer.from(part).toString('base64').replace(/=+$/, ''))
      }
    },
    // The longest first: a secret may be a part of another.
    redact: text =>
      [...forms]
        .sort((a, b) => b.length - a.length)
        .reduce((rest, form) => rest.replaceAll(form, HIDDEN), text)
  }
}

/** What an entry works with: the runner that lets no secret through, and who learns of new ones. */
export interface Guarded {
  readonly runner: Runner
  readonly secrets: Secrets
}

/** A runner that takes out of every text what is hidden from now on. */
export function guard(runner: Runner): Guarded {
  const secrets = secretRedactor(secret => runner.mask(secret))
  return { secrets, runner: redacting(runner, secrets) }
}

/** Hides what the inputs hold; of bad inputs, everything that may be a secret: it may stand in the wrong one. */
export function hideInputs(inputs: ParsedInputs, { env }: Pick<Runner, 'env'>, secrets: Secrets): void {
  const found = 'issues' in inputs ? rawSecrets(env) : secretsOf(inputs.config.credential.login)
  for (const secret of found) secrets.hide(secret)
}

/** The same runner, but no secret gets through it, whoever put it into a text. */
export function redacting(runner: Runner, { redact }: Pick<Secrets, 'redact'>): Runner {
  return {
    env: runner.env,
    event: () => runner.event(),
    proxyFor: url => runner.proxyFor(url),
    info: line => runner.info(redact(line)),
    warning: message => runner.warning(redact(message)),
    error: (message, title) => runner.error(redact(message), title),
    group: (title, lines) => runner.group(redact(title), lines.map(redact)),
    mask: secret => runner.mask(secret),
    outputs: values =>
      runner.outputs(
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, redact(value)]))
      ),
    summary: markdown => runner.summary(redact(markdown)),
    report: json => runner.report(redact(json)),
    saveState: state => runner.saveState(redact(state)),
    state: () => runner.state(),
    end: failed => runner.end(failed)
  }
}
