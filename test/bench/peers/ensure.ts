import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from '../../../bin/setup/run-tool.ts'

/** Where the peers' packages lie. */
export const PEERS = import.meta.dirname

/**
 * Installs the software that the benchmarks measure against, exactly as locked, into this folder: only once, and again
 * when the lock changes. Needs the package registry the first time.
 * @returns the folder of the installed packages
 * @throws Error with npm's words when it cannot be installed
 */
export async function ensurePeers(): Promise<string> {
  const modules = join(PEERS, 'node_modules')
  const mark = join(modules, '.installed-from')
  const lock = createHash('sha256').update(await readFile(join(PEERS, 'package-lock.json'))).digest('hex')
  if (existsSync(mark) && (await readFile(mark, 'utf8')) === lock) return modules
  await runTool('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: PEERS, timeoutMs: 600_000 })
  await writeFile(mark, lock)
  return modules
}
