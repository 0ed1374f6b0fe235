import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { drawFigure } from '../../harness/figure.ts'
import { writeFakeCamera } from '../../harness/fake-camera.ts'
import type { Wall } from '../../harness/fake-camera.ts'
import { inPage, until } from './bench.ts'
import { openBrowser, openSite } from './browser.ts'
import type { Site } from './browser.ts'

const WIDTH = 320
const HEIGHT = 180
let site: Site
let dir: string

beforeAll(async () => {
  site = await openSite()
  dir = await mkdtemp(join(tmpdir(), 'tongting-cutout-'))
}, 60_000)
afterAll(async () => {
  await site?.close()
  await rm(dir, { recursive: true, force: true })
})

/** A camera that shows one still figure before a wall, so that its true matte is known. */
async function withCamera(wall: Wall, use: (page: Page) => Promise<void>): Promise<void> {
  const file = join(dir, `${wall}.y4m`)
  await writeFakeCamera(file, { look: 'juror', wall, width: WIDTH, height: HEIGHT, seconds: 2 / 15 })
  const browser: Browser = await openBrowser(file)
  try {
    const page = await browser.newPage()
    await page.goto(site.url)
    await use(page)
  } finally {
    await browser.close()
  }
}

/** Compares the matte half of a frame that left the cut-out with the figure's own coverage. */
async function compare(page: Page): Promise<{ mad: number; iou: number; width: number; height: number }> {
  const { width, height, stride, luma } = await inPage(page, (bench) => bench.grab(), null)
  const figure = drawFigure('juror', 0, WIDTH, HEIGHT)
  let error = 0
  let both = 0
  let either = 0
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const a = Math.max(0, Math.min(1, (luma[(height / 2 + y) * stride + x]! - 16) / 219))
      const truth = figure.rgba[(y * WIDTH + x) * 4 + 3]! / 255
      error += Math.abs(a - truth) / (WIDTH * HEIGHT)
      if (a > 0.5 && truth > 0.5) both++
      if (a > 0.5 || truth > 0.5) either++
    }
  }
  return { mad: error, iou: both / either, width, height }
}

describe('the cut-out in a real browser', () => {
  it('sees a green wall by itself, keys it well, and changes its way live', async () => {
    await withCamera('green', async (page) => {
      const description = await inPage(page, (bench, [w, h]) => bench.cut({ mode: 'auto' }, w, h), [WIDTH, HEIGHT] as const)
      expect(description.layout).toBe('stacked')
      await until(page, 'the key', (bench) => bench.statuses.at(-1)?.mode === 'key')
      await page.waitForTimeout(600)
      const keyed = await compare(page)
      expect([keyed.width, keyed.height]).toEqual([320, 384])
      expect(keyed.mad).toBeLessThan(0.01)
      expect(await inPage(page, (bench) => bench.statuses.at(-1), null)).toMatchObject({ advice: [], message: null })

      await inPage(page, (bench) => bench.cutout().setMode('segment'), null)
      await until(page, 'segmentation', (bench) => bench.statuses.at(-1)?.mode === 'segment')
      expect((await compare(page)).iou).toBeGreaterThan(0.9)

      await inPage(page, (bench) => bench.cutout().setMode('tile'), null)
      await until(page, 'the tile', (bench) => bench.statuses.at(-1)?.mode === 'tile')
      const tile = await inPage(page, (bench) => bench.grab(), null)
      expect(tile.luma[(tile.height / 2 + 5) * tile.stride + 5]).toBeGreaterThan(230)

      await inPage(page, (bench) => bench.cutout().setMode('key'), null)
      await until(page, 'the key again', (bench) => bench.statuses.at(-1)?.mode === 'key')
      expect(await inPage(page, (bench) => bench.cutout().description, null)).toEqual({ layout: 'stacked', cutout: 'key' })
      await inPage(page, (bench) => bench.cutout().stop(), null)
      await until(page, 'the end of the track', (bench) => bench.cutout().track.readyState === 'ended')
    })
  }, 90_000)

  it('segments before a room by itself; a missing model leaves a framed tile and says so', async () => {
    await withCamera('room', async (page) => {
      await inPage(page, (bench, [w, h]) => bench.cut({ mode: 'auto' }, w, h), [WIDTH, HEIGHT] as const)
      await until(page, 'segmentation', (bench) => bench.statuses.at(-1)?.mode === 'segment')
      expect((await compare(page)).iou).toBeGreaterThan(0.9)
      await inPage(page, (bench) => bench.cutout().stop(), null)

      await inPage(page, (bench, [w, h]) => bench.cut({ mode: 'auto', modelUrl: '/models/none/model.json' }, w, h), [WIDTH, HEIGHT] as const)
      await until(page, 'the tile with a message', (bench) => bench.statuses.at(-1)?.mode === 'tile' && bench.statuses.at(-1)?.message === 'model-missing')
      const tile = await inPage(page, (bench) => bench.grab(), null)
      expect(tile.luma[(tile.height / 2 + 5) * tile.stride + 5]).toBeGreaterThan(230)
    })
  }, 90_000)
})
