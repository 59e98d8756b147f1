import { readFileSync } from 'node:fs'

/** Words of a Markdown file as people read it: without blocks of code, comments and the targets of links. */
export function wordCount(file: string): number {
  const text = readFileSync(file, 'utf8')
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\]\([^)]*\)/g, ']')
  return text.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length
}
