import { tallyLine } from './runners/tally.ts'
import { checkLint, checkTypes } from './runners/tools.ts'

/** `npm run check`: type check and lint. */
export async function run(_args: string[], root: string): Promise<number> {
  const tallies = [await checkTypes(root), await checkLint(root)]
  for (const tally of tallies) console.log(tallyLine(tally))
  return tallies.every((tally) => tally.failed === 0) ? 0 : 1
}
