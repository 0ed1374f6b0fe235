import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { openSite } from '../../e2e/scene/browser.ts'
import { cast } from '../../e2e/scene/people.ts'
import { chromiumPath } from '../../harness/chromium.ts'
import { median, percentile } from '../index.ts'
import type { BenchOptions, Figure } from '../index.ts'
import type { Job } from './page/frames.worker.ts'
import type { SceneBench } from './page/main.ts'

const SIZES = [['720p', 1280, 720], ['1080p', 1920, 1080]] as const
const PEOPLE = [2, 4, 8, 12] as const
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const SOFTWARE = ['--enable-unsafe-swiftshader']
/** Ways to a GPU without a screen, the likelier first. */
const GPU = [
  ['--ignore-gpu-blocklist', '--enable-gpu', '--use-angle=vulkan', '--enable-features=Vulkan', '--disable-vulkan-surface'],
  ['--ignore-gpu-blocklist', '--enable-gpu', '--use-angle=gl-egl'],
]

export const name = 'scene'
export const description = 'The courtroom picture: what a picture costs for 2 to 12 people at 720p and 1080p (everybody with a new frame), pictures a second and input delay of the live page. With --gpu on a GPU.'
export const metrics = [
  ...PEOPLE.flatMap((people) => SIZES.flatMap(([size]) => ['frame_ms_p50', 'frame_ms_p90', 'upload_ms_p50', 'compose_ms_p50', 'draw_ms_p50', 'webgl_frame_ms_p50'].map((metric) => `${metric}_${people}_${size}`))),
  'fps_8_at_720p', 'input_delay_ms_p50', 'input_delay_ms_p95',
]

const round = (value: number): number => Math.round(value * 100) / 100
const people = (count: number): Job['people'] => cast('panelOfThree', count).map(({ look: _look, layout: _layout, fps: _fps, ...person }) => person)

/** Runs `use` in the page with the bench. */
const inPage = <A, R>(page: Page, use: (bench: SceneBench, argument: A) => R | Promise<R>, argument: A): Promise<R> =>
  page.evaluate(`(async () => (${use.toString()})(window.bench, ${JSON.stringify(argument)}))()`) as Promise<R>

export async function run({ quick, gpu, progress }: BenchOptions): Promise<Figure[]> {
  const site = await openSite('../../bench/scene/page')
  let opened: Opened | null = null
  try {
    for (const flags of gpu ? GPU : [SOFTWARE]) {
      opened = await openWith(site.url, flags, gpu)
      if (opened) break
    }
    if (!opened) {
      progress('--gpu：本机的 Chromium 没有可用的 GPU，不测。 --gpu: Chromium finds no GPU on this machine; nothing is measured.')
      return []
    }
    const { page, renderer } = opened
    progress(`${renderer.gpu ? 'GPU' : '没有 GPU no GPU'}: ${renderer.name}`)
    const figures: Figure[] = []
    for (const [size, width, height] of quick ? SIZES.slice(0, 1) : SIZES) {
      for (const count of quick ? [8] : PEOPLE) figures.push(...(await still(page, { people: people(count), width, height, pictures: quick ? 8 : 30 }, `${count}_${size}`, progress)))
    }
    figures.push(...(await live(page, quick, progress)))
    return figures
  } finally {
    await opened?.browser.close()
    await site.close()
  }
}

type Opened = { browser: Browser; page: Page; renderer: ReturnType<SceneBench['renderer']> }

/** @returns null when a GPU is needed and this way leads to none; without one some flags end the browser itself. */
async function openWith(url: string, flags: string[], needsGpu: boolean): Promise<Opened | null> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS, ...flags] })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    await page.goto(url)
    const renderer = await inPage(page, (bench) => bench.renderer(), null)
    if (renderer.gpu || !needsGpu) return { browser, page, renderer }
  } catch (error) {
    if (!needsGpu) throw error
  }
  await browser.close()
  return null
}

/** One picture after the other, everybody with a new frame: the product's choice of painter, its other one, and the naive way. */
async function still(page: Page, job: Omit<Job, 'side'>, label: string, progress: BenchOptions['progress']): Promise<Figure[]> {
  // The slow ways say the same with fewer pictures.
  const time = (side: Job['side']) => inPage(page, (bench, asked) => bench.time(asked), { ...job, side, pictures: side === 'auto' ? job.pictures : Math.ceil(job.pictures / 3) })
  const ours = await time('auto')
  const webgl = ours.painter === 'webgl' ? ours : await time('webgl')
  const naive = await time('naive')
  const [p50, peer] = [median(ours.total), median(naive.total)]
  progress(`${label}: ${ours.painter} ${p50.toFixed(1)} ms, webgl ${median(webgl.total).toFixed(1)} ms, naive ${peer.toFixed(1)} ms`)
  const ms = (metric: string, value: number): Figure => ({ metric: `${metric}_${label}`, value: round(value), unit: 'ms' })
  return [
    { ...ms('frame_ms_p50', p50), peer: 'naive', peerValue: round(peer), ratio: round(p50 / peer) },
    ms('frame_ms_p90', percentile(ours.total, 90)), ms('upload_ms_p50', median(ours.upload)), ms('compose_ms_p50', median(ours.compose)),
    ms('draw_ms_p50', median(ours.draw)), ms('webgl_frame_ms_p50', median(webgl.total)),
  ]
}

/** The page as a hearing has it: pictures a second over some seconds, and how long a press waits for its handler. */
async function live(page: Page, quick: boolean, progress: BenchOptions['progress']): Promise<Figure[]> {
  await inPage(page, (bench, seated) => bench.live(seated), people(8))
  const ends = Date.now() + 20_000
  while ((await inPage(page, (bench) => bench.drawn(), null)) < 8 || (await inPage(page, (bench) => bench.stats.length, null)) < 2) {
    if (Date.now() > ends) throw new Error('eight people were never drawn')
    await sleep(100)
  }
  await inPage(page, (bench) => { bench.stats.length = 0 }, null)
  await page.mouse.move(60, 20)
  for (let i = 0; i < (quick ? 20 : 100); i++) {
    await page.mouse.down()
    await page.mouse.up()
    // Not in step with the pictures.
    await sleep(60 + (i % 7) * 9)
  }
  const { stats, delays } = await inPage(page, (bench) => ({ stats: bench.stats, delays: bench.delays }), null)
  if (stats.length === 0 || delays.length === 0) throw new Error('the live page gave no figures')
  const fps = stats.reduce((sum, s) => sum + s.fps, 0) / stats.length
  progress(`live: ${fps.toFixed(1)} fps (scale ${stats.at(-1)!.scale}, take ${median(stats.map((s) => s.takeMs)).toFixed(1)} ms, draw ${median(stats.map((s) => s.drawMs)).toFixed(1)} ms), input ${median(delays).toFixed(1)} / ${percentile(delays, 95).toFixed(1)} ms`)
  return [
    { metric: 'fps_8_at_720p', value: round(fps), unit: 'fps' },
    { metric: 'input_delay_ms_p50', value: round(median(delays)), unit: 'ms' },
    { metric: 'input_delay_ms_p95', value: round(percentile(delays, 95)), unit: 'ms' },
  ]
}
