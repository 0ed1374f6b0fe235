import { join } from 'node:path'
import { SetupError } from './setup/steps.ts'

/** Each command by the name npm knows it under; loaded when asked for, so that `check` needs no database driver. */
const COMMANDS: Record<string, () => Promise<{ run(args: string[], root: string): Promise<number> }>> = {
  start: () => import('./start.ts'),
  test: () => import('./test.ts'),
  check: () => import('./check.ts'),
  demo: () => import('./demo.ts'),
  bench: () => import('./bench.ts'),
  'verify-log': () => import('./verify-log.ts'),
  verify: () => import('./verify.ts'),
  'export-paper': () => import('./export-paper.ts'),
}

/** Errors that tell a person what to do; their stack would only hide it. */
const PLAIN_ERRORS = new Set([SetupError.name, 'ConfigError', 'WordingError', 'DataDirHeld', 'UsageError', 'RoomDataError'])

const [name = '', ...args] = process.argv.slice(2)
const command = COMMANDS[name]
if (command === undefined) {
  console.error(`用法 usage: npm start | npm test | npm run ${Object.keys(COMMANDS).slice(2).join('|')}`)
  process.exit(2)
}
try {
  const { run } = await command()
  process.exit(await run(args, join(import.meta.dirname, '..')))
} catch (error) {
  const plain = error instanceof Error && PLAIN_ERRORS.has(error.name)
  console.error(plain ? error.message : error)
  process.exit(1)
}
