import { join } from 'node:path'
import { Steps } from './steps.ts'
import { ensureTestTools } from './test-tools.ts'

/** Lets a single test file be run by hand: worker, client and browser are there and named in the environment. */
export default async function setup(): Promise<void> {
  // Quiet: `npm test` has shown these steps already, and by hand nobody asked.
  await ensureTestTools(join(import.meta.dirname, '../..'), new Steps(1, () => undefined))
}
