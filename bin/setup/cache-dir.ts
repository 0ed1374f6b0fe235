import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where things that are costly to make are kept between clones, one folder per user. */
export function cacheDir(...parts: string[]): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return join(base, 'tongting', ...parts)
}
