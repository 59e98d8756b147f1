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

/** @throws when a tag is not that of the version in package.json: `--version` would say another one */
export function assertVersion(packageJson: string, tag: string): void {
  const { version } = JSON.parse(packageJson) as { version: string }
  if (tag !== `v${version}`) throw new Error(`package.json has version ${version}, the tag is ${tag}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const tag = process.argv[2] ?? ''
  assertVersion(readFileSync('package.json', 'utf8'), tag)
  process.stdout.write(releaseNotes(readFileSync('CHANGELOG.md', 'utf8'), tag))
}
