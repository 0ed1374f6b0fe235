import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { ensurePackages } from './debian.ts'
import { runTool } from './run-tool.ts'

const DOWNLOAD_LIMIT_MS = 300_000
const PROBE_LIMIT_MS = 4000
const PLAYWRIGHT_HOST = 'https://cdn.playwright.dev'
const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

export interface Browser {
  path: string
  way: 'given' | 'present' | 'downloaded' | 'installed'
}

/**
 * Finds or fetches a real Chromium for the end-to-end tests, the demo and the benchmarks and names it in CHROMIUM_BIN.
 * Order: the variable, one that is there already, Playwright's download, the distribution's package.
 * @throws SetupError when none can be had
 */
export async function ensureChromium(root: string): Promise<Browser> {
  const given = process.env.CHROMIUM_BIN
  const browser = given ? { path: given, way: 'given' as const } : await findOrFetch(root)
  if (!runs(browser.path)) throw new Error(`The browser ${browser.path} does not run on this machine`)
  process.env.CHROMIUM_BIN = browser.path
  return browser
}

async function findOrFetch(root: string): Promise<Browser> {
  const present = [chromium.executablePath(), ...SYSTEM_NAMES.map(which)].find((path) => path !== null && runs(path))
  if (present) return { path: present, way: 'present' }
  if (await download(root)) return { path: chromium.executablePath(), way: 'downloaded' }
  await ensurePackages(['chromium'], '端到端测试用浏览器 the browser of the end-to-end tests')
  return { path: which('chromium') ?? '/usr/bin/chromium', way: 'installed' }
}

/** A browser that was downloaded but lacks system libraries does not run: then the distribution's is the better one. */
async function download(root: string): Promise<boolean> {
  try {
    await fetch(PLAYWRIGHT_HOST, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_LIMIT_MS) })
    await runTool(process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'], {
      timeoutMs: DOWNLOAD_LIMIT_MS,
    })
  } catch {
    return false
  }
  return runs(chromium.executablePath())
}

function which(name: string): string | null {
  const folder = (process.env.PATH ?? '').split(':').find((entry) => entry && existsSync(join(entry, name)))
  return folder === undefined ? null : join(folder, name)
}

function runs(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}
