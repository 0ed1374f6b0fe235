import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { chromiumPath } from '../../harness/chromium.ts'
import type { BenchOptions, Figure } from '../index.ts'
import { ensurePeers } from '../peers/ensure.ts'
import { ROOMS, WALLS } from './conditions.ts'
import { treeTime } from './cpu.ts'
import { METRICS } from './metrics.ts'
import type { Quality } from './metrics.ts'
import type { MatteBench } from './page/main.ts'
import { openSite } from './site.ts'

export const name = 'matte'
export const description = 'Matte error of key and segmentation against a known alpha, beside a distance key, LiveKit, MediaPipe and the raw model'
export const metrics = ['mad_*', 'iou_*', 'boundary_f_*', 'gradient_*', 'flicker_*', 'cpu_ms_*']

const NAMES: Record<keyof Quality, { metric: string; unit: string }> = {
  mad: { metric: 'mad', unit: '‰' },
  iou: { metric: 'iou', unit: '1' },
  boundaryF: { metric: 'boundary_f', unit: '1' },
  gradient: { metric: 'gradient', unit: '‰' },
  flicker: { metric: 'flicker', unit: '‰' },
}
const WALL_PEERS = ['distance_key', 'livekit', 'mediapipe', 'raw_model']
const ROOM_PEERS = ['livekit', 'mediapipe', 'raw_model']

const inPage = <A, R>(page: Page, use: (bench: MatteBench, argument: A) => R | Promise<R>, argument: A): Promise<R> =>
  page.evaluate(`(async () => (${use.toString()})(globalThis.matteBench, ${JSON.stringify(argument)}))()`) as Promise<R>

/**
 * For each condition every way cuts the same frames; figures are named METRIC_WAY_CONDITION, one for each peer. `sent_*` is the
 * matte at a receiver of our stacked frame, beside the peers that cut the camera's picture received at the same bitrate.
 */
export async function run({ quick, progress }: BenchOptions): Promise<Figure[]> {
  const peers = await ensurePeers()
  const site = await openSite(peers)
  // Nothing here may reach the internet, neither a peer's model nor its statistics.
  const server = await chromium.launchServer({
    executablePath: chromiumPath(), headless: true,
    args: ['--no-sandbox', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--enable-unsafe-swiftshader', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
  })
  try {
    const browser = await chromium.connect(server.wsEndpoint())
    const page = await browser.newPage()
    page.on('pageerror', (error) => progress(`page: ${error.message}`))
    await page.goto(site.url)
    await page.waitForFunction('globalThis.matteBench !== undefined')
    const figures: Figure[] = []
    const [frames, from] = quick ? [12, 6] : [24, 8]
    const chosen = (names: string[]) => (each: { name: string }) => !quick || names.includes(each.name)
    for (const wall of WALLS.filter(chosen(['even', 'vp8_500']))) {
      await inPage(page, (bench, [condition, count]) => bench.prepare(condition, count), [wall.name, frames] as const)
      const all = await everyWay(page, ['key', ...WALL_PEERS], from)
      progress(line(wall.name, all))
      figures.push(...compare('key', wall.name, all.get('key')!, all, WALL_PEERS))
      if (wall.kbps === undefined) continue
      const sent = await inPage(page, (bench, [kbps, start]) => bench.sent(kbps, start), [wall.kbps, from] as const)
      progress(line(`${wall.name} sent`, new Map([['stacked', sent]])))
      figures.push(...compare('sent', wall.name, sent, all, WALL_PEERS))
    }
    for (const room of ROOMS.filter(chosen(['office']))) {
      await inPage(page, (bench, [condition, count]) => bench.prepare(condition, count), [room.name, frames] as const)
      const all = await everyWay(page, ['segment', ...ROOM_PEERS], from)
      progress(line(room.name, all))
      figures.push(...compare('segment', room.name, all.get('segment')!, all, ROOM_PEERS))
    }
    figures.push(...(await costs(page, server.process().pid!, quick, progress)))
    await browser.close()
    return figures
  } finally {
    await server.close()
    await site.close()
  }
}

async function everyWay(page: Page, ways: string[], from: number): Promise<Map<string, Quality>> {
  const all = new Map<string, Quality>()
  for (const way of ways) all.set(way, await inPage(page, (bench, [method, start]) => bench.quality(method, start), [way, from] as const))
  return all
}

function compare(way: string, condition: string, ours: Quality, all: Map<string, Quality>, peers: string[]): Figure[] {
  return METRICS.flatMap((metric) => peers.map((peer) => {
    const { metric: written, unit } = NAMES[metric]
    const peerValue = all.get(peer)![metric]
    return { metric: `${written}_${way}_${condition}`, value: round(ours[metric]), unit, peer, peerValue: round(peerValue), ratio: round(ours[metric] / peerValue) }
  }))
}

/** CPU of the whole browser per frame: 640 × 360, a drawn person who waves, frames as fast as they go. */
async function costs(page: Page, pid: number, quick: boolean, progress: BenchOptions['progress']): Promise<Figure[]> {
  const spent = new Map<string, number>()
  for (const [condition, ways] of [['even', ['key', 'distance_key']], ['office', ['segment', 'raw_model', 'mediapipe', 'livekit']]] as const) {
    await inPage(page, (bench, name) => bench.prepare(name, 15), condition)
    for (const way of ways) {
      const frames = way === 'livekit' ? 8 : quick ? 20 : 60
      await inPage(page, (bench, method) => bench.open(method), way)
      const before = await treeTime(pid)
      const wall = await inPage(page, (bench, count) => bench.spend(count), frames)
      spent.set(way, ((await treeTime(pid)) - before) / frames)
      await inPage(page, (bench) => bench.close(), null)
      progress(`cpu ${way}: ${spent.get(way)!.toFixed(1)} ms a frame (${(wall / frames).toFixed(1)} ms wall)`)
    }
  }
  const row = (way: string, peer: string): Figure => ({ metric: `cpu_ms_${way}`, value: round(spent.get(way)!), unit: 'ms', peer, peerValue: round(spent.get(peer)!), ratio: round(spent.get(way)! / spent.get(peer)!) })
  return [...['distance_key'].map((peer) => row('key', peer)), ...ROOM_PEERS.map((peer) => row('segment', peer))]
}

const round = (value: number): number => Number(value.toPrecision(4))

const line = (condition: string, all: Map<string, Quality>): string =>
  `${condition.padEnd(16)} ${[...all].map(([way, q]) => `${way} ${q.mad.toFixed(1)}/${q.iou.toFixed(3)}/${q.boundaryF.toFixed(2)}/${q.gradient.toFixed(1)}/${q.flicker.toFixed(2)}`).join('  ')}`
