import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

export const ROOMS = ['core/protocol', 'core/domain', 'core/platform', 'sfu', 'signaling', 'docs-service', 'web', 'test', 'bin'] as const
export type Room = (typeof ROOMS)[number]

export interface Import {
  /** Relative to the root, with slashes. */
  from: string
  /** A file relative to the root, or a package name. */
  to: string
  typeOnly: boolean
}

const STATEMENT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** Every TypeScript file of the rooms, relative to the root. */
export function sourceFiles(rooms: readonly string[] = ROOMS): string[] {
  return rooms.flatMap((room) => {
    const folder = join(ROOT, room)
    if (!existsSync(folder)) return []
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
      .filter((file) => !file.startsWith('web/dist/') && !file.includes('node_modules/'))
  })
}

/** The imports of one file, static and dynamic, resolved through package.json's "imports". */
export function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  return [...text.matchAll(STATEMENT)].map((match) => ({
    from: file,
    to: resolveImport(file, match[2] ?? match[3]!),
    typeOnly: match[1] !== undefined,
  }))
}

function resolveImport(from: string, specifier: string): string {
  const plain = specifier.replace(/\?.*$/, '')
  const alias = /^#(protocol|domain|platform)\/(.+)$/.exec(plain)
  if (alias) return `core/${alias[1]}/${alias[2]}`
  return plain.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(from), plain)) : plain
}

export function roomOf(file: string): Room | null {
  return ROOMS.find((room) => file.startsWith(`${room}/`)) ?? null
}
