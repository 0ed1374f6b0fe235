import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { SFU_REQUEST_SUBJECT } from '#protocol/sfu.ts'
import { createMemoryBus } from '#platform/bus/memory.ts'
import { createLog } from '#platform/log.ts'
import { startSfu } from '../../sfu/index.ts'
import { writeFakeCamera } from '../harness/fake-camera.ts'
import { bundle, openBrowser } from '../integration/sfu/browser.ts'
import { median } from './index.ts'
import type { BenchOptions, Figure } from './index.ts'
import { spent, threadTimes } from './sfu/cpu.ts'
import { Janus } from './sfu/janus.ts'
import { janusSide, ourSide } from './sfu/sides.ts'
import type { Side } from './sfu/sides.ts'

type Sample = { perPacket: number; perMbit: number; packetsPerSecond: number; kbps: number; height: number; suites: string[] }

export const name = 'sfu'
export const description = '3 senders × 8 receivers over real DTLS-SRTP: CPU of the media worker per forwarded packet, beside Janus videoroom'
export const metrics = ['cpu_us_per_packet', 'cpu_us_per_mbit']
export const packages = ['janus']

const WARM_UP_MS = 5000

/**
 * Each of 3 senders (VP8 640×360 at 15 fps and at most 600 kbit/s, Opus) is forwarded to each of 8 receivers, all in one
 * Chromium; the two servers by turns, 3 rounds, medians. Forwarded packets are what the receivers' getStats count, for
 * both alike; CPU is that of all threads of the server's process. The browser offers both the same SRTP suites.
 * @throws Error when Janus or Chromium is not installed, or a server forwarded nothing
 */
export async function run({ quick, progress }: BenchOptions): Promise<Figure[]> {
  const shape = { producers: 3, receivers: 8 }
  const rounds = quick ? 1 : 3
  const log = createLog('silent')
  const bus = createMemoryBus(log)
  const undo: (() => Promise<unknown>)[] = []
  try {
    const sfu = await startSfu({ bus, log, workers: 1, listenHost: '0.0.0.0', rtcPort: 0 })
    undo.push(() => sfu.stop())
    const janus = await Janus.start()
    undo.push(() => janus.stop())
    await janus.openSession()
    await janus.createRoom(shape.producers)
    const folder = await mkdtemp(join(tmpdir(), 'sfu-bench-'))
    undo.push(() => rm(folder, { recursive: true, force: true }))
    const camera = join(folder, 'camera.y4m')
    // A person before a wall with a webcam's noise: fills the bitrate as a real camera does.
    await writeFakeCamera(camera, { look: 'lawyer', wall: 'noisy', width: 640, height: 360, fps: 15, seconds: 2 })
    const script = await bundle(new URL('sfu/page.ts', import.meta.url).pathname)
    const browser = await openBrowser(script, [`--use-file-for-fake-video-capture=${camera}`])
    undo.push(() => browser.close())
    const page = await browser.newPage({
      sfuCall: (call: string, params: unknown) => bus.request(SFU_REQUEST_SUBJECT, { name: call, params }),
      janus: (handle: string, body: Record<string, unknown>, jsep: { type: string; sdp: string } | null) => janus.videoroom(handle, body, jsep),
    })
    const samples: Record<Side['name'], Sample[]> = { tongting: [], janus: [] }
    const sides = [ourSide(sfu, bus, shape), janusSide(janus, shape)]
    for (let round = 0; round < rounds; round += 1) {
      // Whoever goes first changes from round to round.
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        const sample = await measure(side, page, round, quick ? 3 : 8)
        samples[side.name].push(sample)
        progress(`round ${round + 1} ${side.name}: ${sample.perPacket.toFixed(2)} µs/packet, ${sample.perMbit.toFixed(0)} µs/Mbit, `
          + `${sample.packetsPerSecond.toFixed(0)} packets/s, ${sample.kbps.toFixed(0)} kbit/s, ${sample.height} lines, ${sample.suites.join(' ')}`)
      }
    }
    return [figure('cpu_us_per_packet', samples, (sample) => sample.perPacket), figure('cpu_us_per_mbit', samples, (sample) => sample.perMbit)]
  } finally {
    for (const step of undo.toReversed()) await step()
  }
}

async function measure(side: Side, page: Page, round: number, seconds: number): Promise<Sample> {
  await side.join(page, round)
  await pause(WARM_UP_MS)
  const [cpuBefore, before] = [await threadTimes(side.pid()), await page.evaluate(() => window.clients.totals())]
  const startedAt = performance.now()
  await pause(seconds * 1000)
  const [cpuAfter, after] = [await threadTimes(side.pid()), await page.evaluate(() => window.clients.totals())]
  const elapsedS = (performance.now() - startedAt) / 1000
  await side.leave(page)
  const packets = after.packets - before.packets
  const megabits = ((after.bytes - before.bytes) * 8) / 1e6
  if (packets <= 0 || after.frames <= before.frames) throw new Error(`${side.name} forwarded nothing`)
  const cpu = spent(cpuBefore, cpuAfter)
  return {
    perPacket: cpu / packets, perMbit: cpu / megabits, packetsPerSecond: packets / elapsedS, kbps: (megabits * 1000) / elapsedS,
    height: after.height, suites: after.suites,
  }
}

function figure(metric: string, samples: Record<Side['name'], Sample[]>, of: (sample: Sample) => number): Figure {
  const value = median(samples.tongting.map(of))
  const peerValue = median(samples.janus.map(of))
  return { metric, value: rounded(value, 2), unit: 'µs', peer: 'janus', peerValue: rounded(peerValue, 2), ratio: rounded(value / peerValue, 3) }
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits))
