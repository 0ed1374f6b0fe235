import { readdirSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'

/** One measured number; `peer` names what was measured beside it in the same run, `ratio` is value / peerValue. */
export const Figure = z.strictObject({
  metric: z.string().regex(/^[a-z0-9_]+$/),
  value: z.number(),
  unit: z.string(),
  peer: z.string().optional(),
  peerValue: z.number().optional(),
  ratio: z.number().optional(),
})
export type Figure = z.infer<typeof Figure>

export interface BenchOptions {
  /** A shorter run whose figures only show that the benchmark works. */
  quick: boolean
  /** Use a graphics processor where there is one; benchmarks that draw nothing take no notice. */
  gpu: boolean
  progress: (text: string) => void
}

export interface Bench {
  name: string
  /** One line for `--list`. */
  description: string
  /** Names of the figures that it gives. */
  metrics: string[]
  /** Debian packages of the peers that are measured beside ours. */
  packages?: string[] | undefined
  run(options: BenchOptions): Promise<Figure[]>
}

export type MachineFacts = ReturnType<typeof machineFacts>
export interface BenchReport {
  bench: string
  machine: MachineFacts
  figures: Figure[]
}

const Shape = z.object({
  name: z.string(),
  description: z.string(),
  metrics: z.array(z.string()),
  packages: z.array(z.string()).optional(),
  run: z.custom<Bench['run']>((value) => typeof value === 'function'),
})

/** Every benchmark in this folder: NAME.ts or NAME/index.ts exporting the members of `Bench`. */
export async function loadBenches(folder = import.meta.dirname): Promise<Bench[]> {
  const files = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return readdirSync(join(folder, entry.name)).includes('index.ts') ? [join(entry.name, 'index.ts')] : []
    return entry.name.endsWith('.ts') && !/\.test\.ts$|^index\.ts$/.test(entry.name) ? [entry.name] : []
  })
  const modules = await Promise.all(files.sort().map(async (file) => (await import(pathToFileURL(join(folder, file)).href)) as unknown))
  return modules.flatMap((module) => {
    const bench = Shape.safeParse(module)
    if (!bench.success) return []
    const { run, ...facts } = bench.data
    return [{ ...facts, run: async (options: BenchOptions) => z.array(Figure).parse(await run(options)) }]
  })
}

/** What the figures were measured on. */
export function machineFacts() {
  const processors = cpus()
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    os: `${process.platform} ${release()} ${process.arch}`,
    node: process.version,
    measuredAt: new Date().toISOString(),
  }
}

/** The middle value; of an even count the mean of the two in the middle. @throws Error on an empty list */
export function median(values: number[]): number {
  return percentile(values, 50)
}

/** Linear interpolation between closest ranks; `p` from 0 to 100. @throws Error on an empty list */
export function percentile(values: number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = ((sorted.length - 1) * p) / 100
  const below = sorted[Math.floor(rank)]
  const above = sorted[Math.ceil(rank)]
  if (below === undefined || above === undefined) throw new Error('no values to take a percentile of')
  return below + (above - below) * (rank - Math.floor(rank))
}
