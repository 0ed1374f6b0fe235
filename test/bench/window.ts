import { percentile } from './index.ts'
import { serveEverybody } from '../load/windows.ts'
import type { BenchOptions, Figure } from './index.ts'

export const name = 'window'
export const description = '500 citizens and 60 clerks at the windows, arrivals in bursts, the platform killed once: from "next" to the citizen being called, tickets lost'
export const metrics = ['next_to_call_ms_p50', 'next_to_call_ms_p99', 'tickets_lost', 'served_twice', 'served_per_s', 'cpu_seconds', 'rss_peak_mib']

/** The platform in a process of its own with PostgreSQL and fsync; this process is everybody's sockets. No media. */
export async function run({ quick, progress }: BenchOptions): Promise<Figure[]> {
  const { nextToCallMs, toldOnReturn, served, lost, servedTwice, seconds, cpuSeconds, rssPeakMiB } = await serveEverybody({ citizens: quick ? 40 : 500, clerks: quick ? 6 : 60, progress })
  progress(`${served} served, ${nextToCallMs.length} calls timed, ${toldOnReturn} of them told on coming back`)
  const p99 = Math.round(percentile(nextToCallMs, 99) * 10) / 10
  return [
    { metric: 'next_to_call_ms_p50', value: Math.round(percentile(nextToCallMs, 50) * 10) / 10, unit: 'ms' },
    { metric: 'next_to_call_ms_p99', value: p99, unit: 'ms', peer: 'limit', peerValue: 150, ratio: Math.round((p99 / 150) * 100) / 100 },
    { metric: 'tickets_lost', value: lost, unit: '' },
    { metric: 'served_twice', value: servedTwice, unit: '' },
    { metric: 'served_per_s', value: Math.round((served / seconds) * 10) / 10, unit: '1/s' },
    { metric: 'cpu_seconds', value: Math.round(cpuSeconds * 10) / 10, unit: 's' },
    { metric: 'rss_peak_mib', value: Math.round(rssPeakMiB), unit: 'MiB' },
  ]
}
