import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { cacheDir } from '../cache-dir.ts'
import { ensurePackages, packageVersion } from '../debian.ts'
import { runTool } from '../run-tool.ts'
import { BUILD_PACKAGES, compileWorker } from './compile.ts'

/** The worker's exit code when it was started by hand, without its channel: proof that it loads and runs. */
const STARTED_BY_HAND = 41
const DOWNLOAD_LIMIT_MS = 120_000
const ABANDONED_AFTER_MS = 2 * 3_600_000
/** Linked into the worker: a security update of it calls for a new build. */
const LINKED_IN = ['libssl-dev', 'libsrtp2-dev']

export interface MediaWorker {
  path: string
  /** How it came: set by MEDIASOUP_WORKER_BIN, out of the cache, downloaded ready-made, or built here. */
  way: 'given' | 'cached' | 'downloaded' | 'built'
}

/**
 * Finds or makes the media worker for the installed mediasoup and names it in MEDIASOUP_WORKER_BIN. Order: the
 * variable, the user's cache, the project's official ready-made program, a build from the source in the npm package.
 * @throws SetupError when packages are missing and cannot be installed; Error when the build fails
 */
export async function ensureMediaWorker(root: string, progress: (text: string) => void): Promise<MediaWorker> {
  const given = process.env.MEDIASOUP_WORKER_BIN
  const worker = given ? { path: given, way: 'given' as const } : await findOrMake(join(root, 'node_modules/mediasoup'), progress)
  if (!runs(worker.path)) throw new Error(`The media worker ${worker.path} does not run on this machine`)
  process.env.MEDIASOUP_WORKER_BIN = worker.path
  return worker
}

async function findOrMake(packageDir: string, progress: (text: string) => void): Promise<MediaWorker> {
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string }
  const platform = `${version}-${process.platform}-${process.arch}`
  const official = cacheDir('media-worker', `${platform}-official`)
  const own = cacheDir('media-worker', `${platform}-${recipeHash()}`)

  if (runs(program(official))) return { path: program(official), way: 'cached' }
  if (runs(program(own)) && stillCurrent(own)) return { path: program(own), way: 'cached' }
  progress('下载 download')
  if (await download(packageDir, official)) return { path: program(official), way: 'downloaded' }
  await ensurePackages(BUILD_PACKAGES, '编译媒体进程 building the media worker')
  await build(packageDir, own, progress)
  return { path: program(own), way: 'built' }
}

const program = (folder: string): string => join(folder, 'mediasoup-worker')

function runs(path: string): boolean {
  if (!existsSync(path)) return false
  return spawnSync(path, [], { stdio: 'ignore', timeout: 10_000 }).status === STARTED_BY_HAND
}

/** mediasoup's own install script, told to stop where it would begin to build by itself. */
async function download(packageDir: string, folder: string): Promise<boolean> {
  const result = join(packageDir, 'worker/out/Release/mediasoup-worker')
  try {
    await runTool(process.execPath, ['npm-scripts.mjs', 'postinstall'], {
      cwd: packageDir,
      env: { ...process.env, PYTHON: '/bin/false' },
      timeoutMs: DOWNLOAD_LIMIT_MS,
    })
  } catch {
    return false
  }
  if (!runs(result)) return false
  return install(folder, (into) => {
    copyFileSync(result, program(into))
    return Promise.resolve()
  })
}

async function build(packageDir: string, folder: string, progress: (text: string) => void): Promise<void> {
  await install(folder, async (into) => {
    const objects = join(into, 'objects')
    await compileWorker(join(packageDir, 'worker'), objects, program(into), (done, total) => {
      progress(`编译 compiling ${done}/${total}`)
    })
    rmSync(objects, { recursive: true })
    writeFileSync(join(into, 'linked-in'), linkedIn())
  })
}

/** Fills a folder beside its place and moves it there in one go, so that nobody ever finds half a worker. */
async function install(folder: string, fill: (into: string) => Promise<void>): Promise<boolean> {
  mkdirSync(cacheDir('media-worker'), { recursive: true })
  sweep()
  const temporary = mkdtempSync(`${folder}.`)
  try {
    await fill(temporary)
    rmSync(folder, { recursive: true, force: true })
    renameSync(temporary, folder)
    return true
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** Removes what builds that were broken off have left: no build takes that long. */
function sweep(): void {
  for (const entry of readdirSync(cacheDir('media-worker'))) {
    const folder = cacheDir('media-worker', entry)
    if (/\.\w{6}$/.test(entry) && Date.now() - statSync(folder).mtimeMs > ABANDONED_AFTER_MS) {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** A change of the compatibility headers or of the compile flags makes another program. */
function recipeHash(): string {
  const hash = createHash('sha256')
  const here = import.meta.dirname
  const compat = readdirSync(join(here, 'compat'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of [...compat, join(here, 'compile.ts')].sort()) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 12)
}

const linkedIn = (): string => LINKED_IN.map((name) => `${name} ${packageVersion(name) ?? '-'}`).join('\n')

/** Where the development packages are not installed any more there is nothing newer to link, so any build is good. */
function stillCurrent(folder: string): boolean {
  if (LINKED_IN.some((name) => packageVersion(name) === null)) return true
  const file = join(folder, 'linked-in')
  return existsSync(file) && readFileSync(file, 'utf8') === linkedIn()
}
