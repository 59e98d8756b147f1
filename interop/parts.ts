import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Checks } from './checks.js'
import { playClient } from './clients.js'
import type { Tools } from './install.js'
import { playActionlint, playZizmor } from './linters.js'
import { playOctokit } from './octokit.js'
import { playGitlab } from './gitlab.js'
import { run } from './processes.js'
import { playRunner } from './runner.js'
import { LACKED_BY_GO, LACKED_BY_PYTHON } from './story.js'

/** A part of the interop run. It throws `Unavailable` where what it needs cannot be had. */
export interface Part {
  readonly name: string
  /** Installs what it needs, and gives what makes the checks. */
  readonly prepare: (tools: Tools) => Promise<(checks: Checks) => Promise<void>>
}

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export const PARTS: readonly Part[] = [
  {
    name: 'Go client',
    prepare: async tools => {
      const bin = await tools.goClients()
      return checks => playClient({ command: join(bin, 'client'), args: [] }, checks, LACKED_BY_GO)
    }
  },
  {
    name: 'Python client',
    prepare: async tools => {
      const bin = await tools.python()
      const program = { command: join(bin, 'python'), args: [at('python/client.py')] }
      return checks => playClient(program, checks, LACKED_BY_PYTHON)
    }
  },
  {
    name: 'npm client',
    prepare: () => {
      const program = { command: process.execPath, args: [at('npm/client.mjs')] }
      return Promise.resolve((checks: Checks) => playClient(program, checks))
    }
  },
  {
    name: "GitHub's client",
    prepare: () => Promise.resolve(playOctokit)
  },
  {
    name: 'types of the Go client',
    prepare: async tools => {
      const bin = await tools.goClients()
      return async checks => {
        const { stdout } = await run(join(bin, 'types'), [], { timeoutMs: 60_000 })
        checks.expectNone(
          'interop/cloud-types.json is what interop/go/types writes',
          stdout === readFileSync(at('cloud-types.json'), 'utf8')
            ? []
            : ['they differ: see interop/README.md']
        )
      }
    }
  },
  {
    name: 'actionlint',
    prepare: async tools => {
      const bin = await tools.goTools()
      return checks => playActionlint(join(bin, 'actionlint'), checks)
    }
  },
  {
    name: 'zizmor',
    prepare: async tools => {
      const bin = await tools.python()
      return checks => playZizmor(join(bin, 'zizmor'), checks)
    }
  },
  {
    name: 'gitlab-ci-local',
    prepare: async tools => {
      const [program, node, rsync] = await Promise.all([tools.gitlabCiLocal(), tools.node(22), tools.rsync()])
      return checks => playGitlab({ program, node, rsync }, checks)
    }
  },
  ...[20, 24].map((major): Part => ({
    name: `real runner, Node ${major}`,
    prepare: async tools => {
      const [bin, node] = await Promise.all([tools.goTools(), tools.node(major)])
      return checks => playRunner({ act: join(bin, 'act'), node, major }, checks)
    }
  }))
]
