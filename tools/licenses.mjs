import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Compares a list of licences with the packages whose code was bundled.
 * @param {readonly string[]} packages their names, sorted
 * @param {string} list each package begins with its name and, on the next line, the name of its licence
 * @param {(name: string) => string} licenceOf how the text of a package's licence begins
 * @returns {string[]} what is wrong with the list, one line each
 */
export function licenceFaults(packages, list, licenceOf = installedLicence) {
  const named = [...list.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+)\n[\w.-]+\n/gm)].map(([, name]) => name)
  return [
    ...packages.filter(name => !named.includes(name)).map(name => `${name} is missing`),
    ...named.filter(name => !packages.includes(name)).map(name => `${name} is not in the bundle`),
    ...packages.filter(name => !list.includes(licenceOf(name))).map(name => `no licence text of ${name}`)
  ]
}

function installedLicence(name) {
  const folder = join('node_modules', name)
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry)) ?? ''
  return readFileSync(join(folder, file), 'utf8').trim().slice(0, 200)
}
