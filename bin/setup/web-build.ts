import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourceHash } from '../../web/source-hash.ts'
import { runTool } from './run-tool.ts'

/** What the client is made from. `core/platform` never gets into a browser. */
const SOURCES = ['web', 'core/protocol', 'core/domain', 'package-lock.json', 'tsconfig.json']
const HASH_FILE = '.source-hash'
const BUILD_LIMIT_MS = 300_000

/**
 * Builds the client into web/dist unless that was made from the very same sources.
 * @returns whether it was built now
 * @throws Error with vite's own words when the client does not build
 */
export async function ensureWebBuild(root: string): Promise<boolean> {
  const hash = sourceHash(root, SOURCES)
  const dist = join(root, 'web/dist')
  const marker = join(dist, HASH_FILE)
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return false
  // Built beside its place: a running court goes on serving the old client until the new one is whole.
  const fresh = join(root, 'node_modules', `.web-build-${process.pid}`)
  try {
    const vite = join(root, 'node_modules/vite/bin/vite.js')
    const args = [vite, 'build', '--config', join(root, 'web/vite.config.ts'), '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn']
    await runTool(process.execPath, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production' }, timeoutMs: BUILD_LIMIT_MS })
    writeFileSync(join(fresh, HASH_FILE), hash)
    rmSync(dist, { recursive: true, force: true })
    renameSync(fresh, dist)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return true
}
