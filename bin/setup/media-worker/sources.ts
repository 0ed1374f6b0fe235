import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Reads the string list `NAME = [ … ]` (and every `NAME += [ … ]`) out of a meson.build file. */
export function mesonList(text: string, name: string): string[] {
  const items: string[] = []
  for (const block of text.matchAll(new RegExp(`^\\s*${name}\\s*\\+?=\\s*\\[([^\\]]*)\\]`, 'gm'))) {
    for (const item of block[1]!.matchAll(/'([^']+)'/g)) items.push(item[1]!)
  }
  return items
}

/**
 * The C++ files of the media worker, relative to its folder, as its own build description lists them.
 * @throws Error naming the first listed file that is not in the package
 */
export function workerSources(workerDir: string): string[] {
  const own = mesonList(readFileSync(join(workerDir, 'meson.build'), 'utf8'), 'common_sources')
  const webrtc = mesonList(readFileSync(join(workerDir, 'deps/libwebrtc/meson.build'), 'utf8'), 'libwebrtc_sources')
  const sources = [...own, ...webrtc.map((file) => `deps/libwebrtc/${file}`), 'src/main.cpp']
  const missing = sources.find((file) => !existsSync(join(workerDir, file)))
  if (own.length === 0 || webrtc.length === 0 || missing !== undefined) {
    throw new Error(`The media worker's source list cannot be read: ${missing ?? 'a list is empty'}`)
  }
  return sources
}

/** The message schemas that flatc turns into headers. */
export function workerSchemas(workerDir: string): string[] {
  return readdirSync(join(workerDir, 'fbs'))
    .filter((file) => file.endsWith('.fbs'))
    .sort()
    .map((file) => join(workerDir, 'fbs', file))
}
