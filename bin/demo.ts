import { Steps } from './setup/steps.ts'
import { ensureTestTools } from './setup/test-tools.ts'

/** `npm run demo -- --out DIR`: one whole hearing by real browsers; see test/demo. */
export async function run(args: string[], root: string): Promise<number> {
  await ensureTestTools(root, new Steps())
  const { runDemo } = await import('../test/demo/index.ts')
  return await runDemo(args)
}
