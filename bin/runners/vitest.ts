import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Tally } from './tally.ts'
import { runShown } from './tools.ts'

const LIMIT_MS = 30 * 60_000

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

/** The vitest projects of vitest.config.ts, in the order in which `npm test` runs them. */
export const PROJECTS = ['unit', 'contract', 'integration', 'e2e', 'chaos'] as const
export type Project = (typeof PROJECTS)[number]

/** Runs one project and counts its tests. A file that could not even be loaded counts as one failed test. */
export async function runVitest(root: string, project: Project, filters: string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'tongting-tests-'))
  const file = join(folder, 'report.json')
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const args = [vitest, 'run', '--root', root, '--project', project, '--passWithNoTests', ...reporters, ...filters]
    const code = await runShown(process.execPath, args, root, LIMIT_MS)
    const counted = count(file)
    const unexplained = code !== 0 && counted.failed === 0 ? 1 : 0
    return { runner: project, passed: counted.passed, failed: counted.failed + unexplained }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function count(file: string): { passed: number; failed: number } {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return { passed: 0, failed: 0 }
  }
  const report = Report.parse(JSON.parse(text))
  const unloaded = report.testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0)
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length }
}
