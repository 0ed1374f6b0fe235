import { signAtOnce } from '../load/papers.ts'
import type { BenchOptions, Figure } from './index.ts'

export const name = 'papers-load'
export const description = '200 agreements signed at once by 600 signers over the API, three times: none lost, none twice, memory'
export const metrics = ['documents_sealed', 'lost', 'doubled', 'signatures_per_s', 'rss_before_mib', 'rss_peak_mib', 'rss_after_first_mib', 'rss_after_last_mib', 'rss_growth_per_later_wave_mib']

const DOCUMENTS = 200
const SIGNERS = 3

const WAVES = 3

/**
 * A whole court in a process of its own with PostgreSQL and fsync; this process is the 600 people's sockets, anew in each wave.
 * Whether memory is flat is told by the later waves: the first fills what is kept on purpose (code, fonts, pools). Each figure
 * is the court's resident memory some seconds after a wave's last seal.
 */
export async function run({ quick, progress }: BenchOptions): Promise<Figure[]> {
  const documents = quick ? 10 : DOCUMENTS
  const { sealed, lost, doubled, signSeconds, rssMiB, conflicts } = await signAtOnce({ documents, waves: WAVES, progress })
  progress(`${conflicts} presses were told to look at a newer revision first`)
  const [first = 0, last = 0] = [rssMiB.after[0], rssMiB.after.at(-1)]
  const mib = (metric: string, value: number): Figure => ({ metric, value: Math.round(value), unit: 'MiB' })
  return [
    { metric: 'documents_sealed', value: sealed, unit: '', peer: 'wanted', peerValue: documents * WAVES, ratio: sealed / (documents * WAVES) },
    { metric: 'lost', value: lost, unit: '' },
    { metric: 'doubled', value: doubled, unit: '' },
    { metric: 'signatures_per_s', value: Math.round((documents * WAVES * (SIGNERS + 1) * 10) / signSeconds) / 10, unit: '1/s' },
    mib('rss_before_mib', rssMiB.before), mib('rss_peak_mib', rssMiB.peak), mib('rss_after_first_mib', first), mib('rss_after_last_mib', last),
    mib('rss_growth_per_later_wave_mib', (last - first) / (WAVES - 1)),
  ]
}
