import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { UsageError, readArguments } from './arguments.ts'
import { ensurePackages } from './setup/debian.ts'
import { Steps } from './setup/steps.ts'
import { ensureTestTools } from './setup/test-tools.ts'
import { loadBenches, machineFacts } from '../test/bench/index.ts'
import type { BenchReport } from '../test/bench/index.ts'

const USAGE = 'npm run bench -- --list | NAME [--json FILE] [--quick] [--gpu]'

/** `npm run bench`: names the benchmarks or runs one, prints its figures and writes them as JSON. */
export async function run(args: string[], root: string): Promise<number> {
  const options = { list: { type: 'boolean' }, json: { type: 'string' }, quick: { type: 'boolean' }, gpu: { type: 'boolean' } } as const
  const { values, positionals } = readArguments(args, options, USAGE)
  const benches = await loadBenches()
  if (values.list) {
    for (const bench of benches) console.log(`${bench.name.padEnd(12)} ${bench.description}\n${' '.repeat(13)}${bench.metrics.join(', ')}`)
    return 0
  }
  const bench = benches.find((each) => each.name === positionals[0])
  if (bench === undefined) {
    throw new UsageError(`可用的基准 benchmarks: ${benches.map((each) => each.name).join(' ')}\n用法 usage: ${USAGE}`)
  }
  const steps = new Steps()
  await ensureTestTools(root, steps)
  const peers = bench.packages ?? []
  if (peers.length > 0) {
    await steps.run(`对照软件 ${peers.join(' ')}`, async () => {
      const installed = await ensurePackages(peers, '基准的对照软件 what the benchmark is measured against')
      return installed.length > 0 ? 'installed' : 'present'
    })
  }
  const figures = await bench.run({ quick: values.quick ?? false, gpu: values.gpu ?? false, progress: (text) => console.log(`  ${text}`) })
  const report: BenchReport = { bench: bench.name, machine: machineFacts(), figures }
  for (const figure of figures) {
    const peer = figure.peer === undefined ? '' : `  ${figure.peer} ${figure.peerValue ?? '-'}  ratio ${figure.ratio ?? '-'}`
    console.log(`${figure.metric.padEnd(40)} ${figure.value} ${figure.unit}${peer}`)
  }
  if (values.json !== undefined) writeFileSync(resolve(values.json), `${JSON.stringify(report, null, 2)}\n`)
  return 0
}
