// The front door of every npm script. It must run on Node 20 with nothing installed: it puts the packages in place,
// then hands over to bin/tongting.ts on Node 24, which comes with the packages.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const NEEDED_NODE = 24

const started = performance.now()
const upToDate = packagesUpToDate()
if (!upToDate) installPackages()
const seconds = ((performance.now() - started) / 1000).toFixed(1)
// These answer in JSON: nothing else belongs on their standard output.
if (!['verify-log', 'verify', 'export-paper'].includes(process.argv[2] ?? '')) console.log(`[1] 依赖包 packages … ${upToDate ? 'cached' : 'installed'} (${seconds} s)`)
handOver(findNode())

/** Every package that the lock file demands lies in node_modules in that version; optional ones may be absent. */
function packagesUpToDate() {
  const installed = readPackages(join(ROOT, 'node_modules/.package-lock.json'))
  const wanted = readPackages(join(ROOT, 'package-lock.json'))
  if (installed === null || wanted === null) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = installed[path]
    return found === undefined ? entry.optional === true : found.version === entry.version
  })
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return null
  }
}

/**
 * `--ignore-scripts`: the one install script that matters (the media worker's) needs a time limit and another way when
 * it cannot download, and is a step of its own.
 */
function installPackages() {
  console.log('[1] 依赖包 packages … npm ci')
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--include=optional']
  const npm = process.env.npm_execpath
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const env = { ...process.env, npm_config_loglevel: 'error' }
  const result = spawnSync(program, [...first, ...args], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env })
  if (result.status !== 0) {
    console.error('依赖包安装失败，请检查能否访问 npm 源。 npm ci failed; is the npm registry reachable?')
    process.exit(1)
  }
}

/** The running Node where it is new enough, else the one among the packages. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_NODE) return process.execPath
  const modules = join(ROOT, 'node_modules')
  const carriers = readdirSync(modules).filter((name) => /^node-(linux|darwin)-(x64|arm64)$/.test(name))
  for (const name of carriers) {
    const program = join(modules, name, 'bin/node')
    if (existsSync(program) && spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0) return program
  }
  console.error(
    `需要 Node ${NEEDED_NODE} 或更高版本，本机为 ${process.version}，且没有适用于本平台的预置版本。 ` +
      `Node ${NEEDED_NODE} or newer is needed; this is ${process.version} and no package carries one for this platform.`,
  )
  process.exit(1)
}

/** Runs the command and dies as it died. The channel lets it notice when this process is killed. */
function handOver(node) {
  const modulesBin = join(ROOT, 'node_modules/.bin')
  const child = spawn(node, [join(ROOT, 'bin/tongting.ts'), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${modulesBin}:${process.env.PATH ?? ''}` },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event) stopWithNpm(child)
  child.on('error', (error) => {
    console.error(`${node}: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

/** npm that is killed outright passes no signal on: a court that nobody can stop any more must not stay behind. */
function stopWithNpm(child) {
  const npm = process.ppid
  setInterval(() => process.ppid !== npm && child.kill('SIGTERM'), 1000).unref()
}
