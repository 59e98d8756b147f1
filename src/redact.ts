import type { Runner } from './ports.js'

/** Shorter texts stand in too many innocent places. */
const SHORTEST_SECRET = 6
const HIDDEN = '***'

/** A function that takes `secrets` out of a text, plain or as JSON writes them. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter(secret => secret.length >= SHORTEST_SECRET)
    .flatMap(secret => [secret, JSON.stringify(secret).slice(1, -1)])
  return text => forms.reduce((rest, form) => rest.replaceAll(form, HIDDEN), text)
}

/** The same runner, but no secret gets through it, whoever put it into a text. */
export function redacting(runner: Runner, secrets: readonly string[]): Runner {
  const redact = redactor(secrets)
  return {
    env: runner.env,
    event: () => runner.event(),
    info: line => runner.info(redact(line)),
    warning: message => runner.warning(redact(message)),
    error: (message, title) => runner.error(redact(message), title),
    mask: secret => runner.mask(secret),
    outputs: values => runner.outputs(mapValues(values, redact)),
    summary: markdown => runner.summary(redact(markdown)),
    report: json => runner.report(redact(json)),
    end: failed => runner.end(failed)
  }
}

function mapValues(
  values: Readonly<Record<string, string>>,
  change: (value: string) => string
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]))
}
