import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GatewayClient } from '../../harness/gateway-client.ts'
import { startCourtProcess } from '../../harness/court-process.ts'
import { median, percentile } from '../index.ts'
import type { BenchOptions, Figure } from '../index.ts'
import { crowdedHearing } from './hearing.ts'

export const name = 'signaling'
export const description = 'commands per second, and the time from a command to its event at 200 connected observers'
export const metrics = ['event_to_200_observers_ms_p50', 'event_to_200_observers_ms_p99', 'commands_per_s', 'command_ms_p50']

const OBSERVERS = 200
const PACE_MS = 100
const THROUGHPUT_COMMANDERS = 20

/**
 * One court in a process of its own with PostgreSQL and fsync; this process is 200 browsers' sockets. Latency: one gavel
 * strike every 100 ms, from just before it is sent to its arrival at the last of the 200 sockets. Throughput: twenty
 * participants toggling their hands as fast as the answers come, within the gateway's own rate limits (15 commands a second
 * each); every one of these events goes to all 220 sockets, whose clients share the machine's two cores with the court.
 */
export async function run({ quick, progress }: BenchOptions): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tongting-bench-'))
  const hearing = crowdedHearing(OBSERVERS, THROUGHPUT_COMMANDERS)
  const court = await startCourtProcess({ dataDir, hearing })
  try {
    const join1 = (person: string) => GatewayClient.join(court.url, court.codes[person]!, hearing.hearingId)
    progress(`${OBSERVERS} observers joining`)
    const judge = await join1('judge')
    const observers = await admitted(judge, hearing.participants.filter(({ role }) => role === 'observer').map(({ personId }) => personId), join1)
    progress('latency: gavel strikes')
    const arrivals = await strikes(judge, observers, quick ? 30 : 300)
    progress('throughput: hands')
    const hands = await admitted(judge, Array.from({ length: THROUGHPUT_COMMANDERS }, (_, i) => `party${i}`), join1)
    const { perSecond, latencies } = await handsUp(hands, quick ? 2000 : 8000)
    for (const client of [judge, ...observers, ...hands]) client.close()
    return [
      { metric: 'event_to_200_observers_ms_p50', value: round(median(arrivals)), unit: 'ms' },
      { metric: 'event_to_200_observers_ms_p99', value: round(percentile(arrivals, 99)), unit: 'ms', peer: 'limit', peerValue: 50, ratio: round(percentile(arrivals, 99) / 50) },
      { metric: 'commands_per_s', value: round(perSecond), unit: '1/s' },
      { metric: 'command_ms_p50', value: round(median(latencies)), unit: 'ms' },
    ]
  } finally {
    await court.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function admitted(judge: GatewayClient, people: string[], join1: (person: string) => Promise<GatewayClient>): Promise<GatewayClient[]> {
  const clients: GatewayClient[] = []
  for (const person of people) {
    clients.push(await join1(person))
    await judge.command({ type: 'admit', personId: person })
    // The gateway lets one connection send so many commands a second: stay below it.
    await new Promise((resolve) => setTimeout(resolve, PACE_MS))
  }
  return clients
}

/** One figure per observer and strike: ms from just before the send to that observer's receipt of the event. */
async function strikes(judge: GatewayClient, observers: GatewayClient[], count: number): Promise<number[]> {
  const arrivals: number[] = []
  let sentAt = 0
  let left = 0
  let allThere: () => void = () => undefined
  for (const observer of observers) {
    observer.onNotice = (notice, receivedAt) => {
      if (notice.name !== 'event' || notice.params.event.type !== 'gavelStruck') return
      arrivals.push(receivedAt - sentAt)
      if (--left === 0) allThere()
    }
  }
  for (let i = 0; i < count; i++) {
    left = observers.length
    const everybody = new Promise<void>((resolve) => (allThere = resolve))
    sentAt = performance.now()
    await judge.command({ type: 'strikeGavel', strikes: 1 })
    await everybody
    await new Promise((resolve) => setTimeout(resolve, PACE_MS))
  }
  for (const observer of observers) observer.onNotice = null
  return arrivals
}

async function handsUp(clients: GatewayClient[], forMs: number): Promise<{ perSecond: number; latencies: number[] }> {
  const latencies: number[] = []
  const startedAt = performance.now()
  await Promise.all(clients.map(async (client) => {
    for (let up = true; performance.now() - startedAt < forMs; up = !up) {
      const sentAt = performance.now()
      await client.command(up ? { type: 'raiseHand' } : { type: 'lowerHand' })
      latencies.push(performance.now() - sentAt)
      // Just under the gateway's allowance a connection.
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, 1000 / 14 - (performance.now() - sentAt))))
    }
  }))
  return { perSecond: (latencies.length * 1000) / (performance.now() - startedAt), latencies }
}

const round = (value: number): number => Math.round(value * 100) / 100
