import { UsageError, readArguments } from './arguments.ts'
import { Steps } from './setup/steps.ts'
import { ensurePoppler, ensureTestTools } from './setup/test-tools.ts'

const USAGE = 'npm run demo -- [--kind hearing|window | --papers] [--out DIR]'

/** `npm run demo`: a whole hearing held by real browsers, with `--kind window` a citizen's way through the service windows, with `--papers` every kind of paper; see test/demo. */
export async function run(args: string[], root: string): Promise<number> {
  const { values, positionals } = readArguments(args, { papers: { type: 'boolean' }, kind: { type: 'string' }, out: { type: 'string' } } as const, USAGE)
  const { kind = 'hearing' } = values
  if (positionals.length > 0 || !['hearing', 'window'].includes(kind) || (values.papers && values.kind !== undefined)) throw new UsageError(`用法 usage: ${USAGE}`)
  const steps = new Steps()
  if (values.papers) {
    // Neither browsers nor media: only the programs that look at the papers.
    await ensurePoppler(steps)
    return (await import('../test/demo/papers/index.ts')).runPapersDemo(values.out ?? 'out/papers')
  }
  await ensureTestTools(root, steps)
  if (kind === 'window') return (await import('../test/demo/window/index.ts')).runWindowDemo(values.out ?? 'out/window')
  return (await import('../test/demo/index.ts')).runDemo(values.out ?? 'out/demo')
}
