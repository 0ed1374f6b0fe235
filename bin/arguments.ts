import { parseArgs } from 'node:util'
import type { ParseArgsOptionsConfig } from 'node:util'

/** The command line is not as the command wants it; the message says how it should be. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/**
 * `parseArgs` whose errors show the usage line.
 * @throws UsageError on an unknown option or a missing value
 */
export function readArguments<const Options extends ParseArgsOptionsConfig>(args: string[], options: Options, usage: string) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n用法 usage: ${usage}`)
  }
}
