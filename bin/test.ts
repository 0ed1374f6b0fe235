import { UsageError, readArguments } from './arguments.ts'
import { Steps } from './setup/steps.ts'
import { ensureTestTools, ensureVerifiers } from './setup/test-tools.ts'
import type { Tally } from './runners/tally.ts'
import { tallyLine } from './runners/tally.ts'
import { checkLint, checkTypes } from './runners/tools.ts'
import { PROJECTS, runVitest } from './runners/vitest.ts'

const USAGE = 'npm test -- [--only types,lint,unit,contract,integration,e2e,chaos] [FILE…]'

/** `npm test`: every runner, one after the other, all of them even when one fails. */
export async function run(args: string[], root: string): Promise<number> {
  const { values, positionals } = readArguments(args, { only: { type: 'string' } }, USAGE)
  const runners: Record<string, () => Promise<Tally>> = {
    types: () => checkTypes(root),
    lint: () => checkLint(root),
    ...Object.fromEntries(PROJECTS.map((project) => [project, () => runVitest(root, project, positionals)])),
  }
  const wanted = values.only?.split(',') ?? Object.keys(runners)
  const unknown = wanted.find((name) => runners[name] === undefined)
  if (unknown !== undefined) throw new UsageError(`没有此测试 no such runner: ${unknown}\n用法 usage: ${USAGE}`)

  const steps = new Steps()
  await ensureTestTools(root, steps)
  await ensureVerifiers(steps)
  const tallies: Tally[] = []
  for (const name of wanted) {
    const started = performance.now()
    console.log(`\n== ${name} ==`)
    const tally = await runners[name]!()
    tallies.push(tally)
    console.log(`== ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s ==`)
  }
  console.log()
  for (const tally of tallies) console.log(tallyLine(tally))
  return tallies.every((tally) => tally.failed === 0) ? 0 : 1
}
