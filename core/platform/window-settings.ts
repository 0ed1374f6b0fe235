import { readFile } from 'node:fs/promises'
import { WindowSettings } from '#protocol/window/settings.ts'
import { ConfigError } from './config.ts'

/**
 * Reads the terms of the windows; the defaults where there is no such file.
 * @throws ConfigError naming the file, and in one line each what is wrong in it
 */
export async function readWindowSettings(file: string): Promise<WindowSettings> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  const settings = WindowSettings.safeParse(parsed(file, text))
  if (settings.success) return settings.data
  throw new ConfigError(settings.error.issues.map(({ path, message }) => `${file}: ${path.join('.') || 'the file'}: ${message}`).join('\n'))
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ConfigError(`${file}: is not JSON: ${(error as Error).message}`)
  }
}
