import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Tally } from './tally.ts'

/** Runs a program whose output people see, without a terminal to ask at. @returns its exit code, 1 when it was killed */
export function runShown(program: string, args: string[], cwd: string, limitMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })
    const timer = setTimeout(() => {
      console.error(`超过时限 took longer than ${limitMs / 60_000} min: ${args.join(' ')}`)
      child.kill('SIGKILL')
    }, limitMs)
    child.on('error', reject)
    child.on('exit', (code) => {
      clearTimeout(timer)
      resolve(code ?? 1)
    })
  })
}

const LIMIT_MS = 10 * 60_000

/** Type check of everything: passes or fails as one. */
export async function checkTypes(root: string): Promise<Tally> {
  const code = await runShown(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', root], root, LIMIT_MS)
  return { runner: 'types', passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

/** ESLint over everything: passes or fails as one; warnings are shown and pass. */
export async function checkLint(root: string): Promise<Tally> {
  const code = await runShown(process.execPath, [join(root, 'node_modules/eslint/bin/eslint.js'), '.'], root, LIMIT_MS)
  return { runner: 'lint', passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}
