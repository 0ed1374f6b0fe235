import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { drawFigure } from '../../harness/figure.ts'
import { writeFakeCamera } from '../../harness/fake-camera.ts'
import type { Wall } from '../../harness/fake-camera.ts'
import { openBrowser, openSite } from './browser.ts'
import type { CutoutBench } from './cutout-page/main.ts'

export const WIDTH = 320
export const HEIGHT = 180

/** Runs `use` in the page with the bench. */
export const inPage = <A, R>(page: Page, use: (bench: CutoutBench, argument: A) => R | Promise<R>, argument: A): Promise<R> =>
  page.evaluate(`(async () => (${use.toString()})(window.bench, ${JSON.stringify(argument ?? null)}))()`) as Promise<R>

/** @throws Error with the last status when it never comes */
export async function until(page: Page, what: string, use: (bench: CutoutBench) => boolean, limitMs = 20_000): Promise<void> {
  const ends = Date.now() + limitMs
  while (!(await inPage(page, use, null))) {
    if (Date.now() > ends) throw new Error(`never came: ${what}; last statuses ${JSON.stringify(await inPage(page, (bench) => bench.statuses.slice(-3), null))}`)
    await page.waitForTimeout(100)
  }
}

export type Studio = { withCamera(wall: Wall, use: (page: Page) => Promise<void>): Promise<void>; close(): Promise<void> }

/** Serves the test page; each `withCamera` is a browser whose camera shows one still figure, so that its true matte is known. */
export async function openStudio(): Promise<Studio> {
  const site = await openSite('cutout-page')
  const dir = await mkdtemp(join(tmpdir(), 'tongting-cutout-'))
  return {
    async withCamera(wall, use) {
      const file = join(dir, `${wall}.y4m`)
      await writeFakeCamera(file, { look: 'juror', wall, width: WIDTH, height: HEIGHT, seconds: 2 / 15 })
      const browser = await openBrowser(file)
      try {
        const page = await browser.newPage()
        await page.goto(site.url)
        await use(page)
      } finally {
        await browser.close()
      }
    },
    async close() {
      await site.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** Compares the matte half of a frame that left the cut-out with the figure's own coverage. `mad` of 1. */
export async function compareWithTruth(page: Page): Promise<{ mad: number; iou: number; width: number; height: number; rgb: boolean }> {
  const { width, height, grey, rgb } = await inPage(page, (bench) => bench.grab(), null)
  const figure = drawFigure('juror', 0, WIDTH, HEIGHT)
  let error = 0
  let both = 0
  let either = 0
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const a = grey[(height / 2 + y) * width + x]! / 255
      const truth = figure.rgba[(y * WIDTH + x) * 4 + 3]! / 255
      error += Math.abs(a - truth) / (WIDTH * HEIGHT)
      if (a > 0.5 && truth > 0.5) both++
      if (a > 0.5 || truth > 0.5) either++
    }
  }
  return { mad: error, iou: both / either, width, height, rgb }
}

/** Whether a corner of the matte half is full: the whole picture is shown, as a tile. */
export async function showsTile(page: Page): Promise<boolean> {
  const { width, height, grey } = await inPage(page, (bench) => bench.grab(), null)
  return grey[(height / 2 + 5) * width + 5]! > 230
}
