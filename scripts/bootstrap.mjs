// @ts-check
/**
 * Runs a script of this folder on a clone that may have nothing installed yet, so it needs no more
 * than Node and npm themselves: `node scripts/bootstrap.mjs start|test|dev|courant|migrate|bench|evals [argument...]`.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageFolders, readPackageJson } from './workspace.mjs'

const SCRIPTS = ['start', 'test', 'dev', 'courant', 'migrate', 'bench', 'evals']
const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** Holds the hash of what was installed; written last, so a half-finished install is redone. */
const stamp = join(root, 'node_modules', '.courant-installed')

requireNode(20, 19)
const script = process.argv[2] ?? ''
if (!SCRIPTS.includes(script)) fail(`Which script? One of: ${SCRIPTS.join(', ')}.`)
install()

process.env.PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
process.env.INIT_CWD ??= process.cwd()
process.env.TURBO_TELEMETRY_DISABLED = '1'
process.env.TURBO_NO_UPDATE_NOTIFIER = '1'
process.env.NEXT_TELEMETRY_DISABLED = '1'
// Part of every cache key of turbo: what was built or tested under one Node says nothing of another.
process.env.COURANT_RUNTIME = `${process.version} ${process.platform} ${process.arch}`
process.chdir(root)

const { register } = await import('tsx/esm/api')
register()
await import(`./${script}.ts`)

/**
 * @param {number} major
 * @param {number} minor
 */
function requireNode(major, minor) {
  const [haveMajor = 0, haveMinor = 0] = process.versions.node.split('.').map(Number)
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return
  fail(
    `Courant needs Node ${major}.${minor} or newer, and this is ${process.versions.node}. ` +
      'Get a current one from https://nodejs.org, then run the same command again.',
  )
}

function install() {
  const folders = packageFolders(root)
  const wanted = hashOfInstall(folders)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && folders.every(isLinked)) return

  const startedAt = Date.now()
  process.stderr.write('Installing packages ... ')
  rmSync(stamp, { force: true })
  const { packageManager } = readPackageJson(root)
  const result = spawnSync('npx', ['--yes', packageManager, 'install', '--frozen-lockfile'], {
    cwd: root,
    encoding: 'utf8',
    // CI=true: where pnpm would ask, for example to replace a node_modules made by npm, it goes on.
    env: { ...process.env, CI: 'true' },
    shell: process.platform === 'win32',
  })
  if (result.error || result.status !== 0) {
    process.stderr.write('failed\n')
    fail(
      `${result.stdout ?? ''}${result.stderr ?? ''}\n` +
        'The packages could not be installed; what pnpm says about it stands above. ' +
        'The npm registry must be reachable for the first start. The same command tries again.',
    )
  }
  writeFileSync(stamp, wanted)
  process.stderr.write(`${Math.round((Date.now() - startedAt) / 1000)} s\n`)
}

/** @param {string[]} folders */
function hashOfInstall(folders) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const file of [
    join(root, 'pnpm-lock.yaml'),
    join(root, 'pnpm-workspace.yaml'),
    ...folders.map((folder) => join(folder, 'package.json')),
  ]) {
    hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** @param {string} folder */
function isLinked(folder) {
  if (existsSync(join(folder, 'node_modules'))) return true
  const { dependencies, devDependencies } = readPackageJson(folder)
  return !dependencies && !devDependencies
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
