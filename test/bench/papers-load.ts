import { signAtOnce } from '../load/papers.ts'
import type { BenchOptions, Figure } from './index.ts'

export const name = 'papers-load'
export const description = '200 agreements signed at once by 600 signers over the API: none lost, none twice, memory'
export const metrics = ['documents_sealed', 'lost', 'doubled', 'signatures_per_s', 'rss_before_mib', 'rss_peak_mib', 'rss_growth_mib']

const DOCUMENTS = 200
const SIGNERS = 3

/**
 * A whole court in a process of its own with PostgreSQL and fsync; this process is the 600 people's sockets. Growth is the
 * court's resident memory some seconds after the last seal, less what it was before the first signature.
 */
export async function run({ quick, progress }: BenchOptions): Promise<Figure[]> {
  const documents = quick ? 10 : DOCUMENTS
  const { sealed, lost, doubled, signSeconds, rssMiB, conflicts } = await signAtOnce({ documents, progress })
  progress(`${conflicts} presses were told to look at a newer revision first`)
  return [
    { metric: 'documents_sealed', value: sealed, unit: '', peer: 'wanted', peerValue: documents, ratio: sealed / documents },
    { metric: 'lost', value: lost, unit: '' },
    { metric: 'doubled', value: doubled, unit: '' },
    { metric: 'signatures_per_s', value: Math.round((documents * (SIGNERS + 1) * 10) / signSeconds) / 10, unit: '1/s' },
    { metric: 'rss_before_mib', value: Math.round(rssMiB.before), unit: 'MiB' },
    { metric: 'rss_peak_mib', value: Math.round(rssMiB.peak), unit: 'MiB' },
    { metric: 'rss_growth_mib', value: Math.round(rssMiB.after - rssMiB.before), unit: 'MiB' },
  ]
}
