import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/**
 * What CHANGELOG.md says of one version.
 *
 * @param tag such as `v1.2.0`
 * @throws when it says nothing: a release without notes is a mistake
 */
export function releaseNotes(changelog: string, tag: string): string {
  const version = tag.replace(/^v/, '')
  const sections = changelog.split(/^## /m).slice(1)
  const section = sections.find(text => text.split(/[\s\n]/)[0] === version)
  const notes = section?.split('\n').slice(1).join('\n').trim() ?? ''
  if (notes === '') throw new Error(`CHANGELOG.md has nothing under "## ${version}"`)
  return `${notes}\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.stdout.write(releaseNotes(readFileSync('CHANGELOG.md', 'utf8'), process.argv[2] ?? ''))
