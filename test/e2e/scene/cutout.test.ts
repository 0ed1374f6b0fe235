import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HEIGHT, WIDTH, compareWithTruth, inPage, openStudio, showsTile, until } from './cutout-bench.ts'
import type { Studio } from './cutout-bench.ts'

let studio: Studio

beforeAll(async () => {
  studio = await openStudio()
}, 60_000)
afterAll(() => studio?.close())

describe('the cut-out in a real browser', () => {
  it('sees a green wall by itself, keys it well, and changes its way live without another track', async () => {
    await studio.withCamera('green', async (page) => {
      const description = await inPage(page, (bench, [w, h]) => bench.cut({ mode: 'auto' }, w, h), [WIDTH, HEIGHT] as const)
      expect(description.layout).toBe('stacked')
      const trackId = await inPage(page, (bench) => bench.cutout().track.id, null)
      await until(page, 'the key', (bench) => bench.statuses.at(-1)?.mode === 'key')
      await page.waitForTimeout(600)
      const keyed = await compareWithTruth(page)
      expect([keyed.width, keyed.height]).toEqual([320, 384])
      expect(keyed.mad).toBeLessThan(0.01)
      expect(await inPage(page, (bench) => bench.statuses.at(-1), null)).toMatchObject({ advice: [], marks: [], message: null })

      await inPage(page, (bench) => bench.cutout().setMode('segment'), null)
      await until(page, 'segmentation', (bench) => bench.statuses.at(-1)?.mode === 'segment')
      expect((await compareWithTruth(page)).iou).toBeGreaterThan(0.9)

      await inPage(page, (bench) => bench.cutout().setMode('tile'), null)
      await until(page, 'the tile', (bench) => bench.statuses.at(-1)?.mode === 'tile')
      expect(await showsTile(page)).toBe(true)
      expect(await inPage(page, (bench) => bench.statuses.at(-1)?.message, null)).toBe(null)

      await inPage(page, (bench) => bench.cutout().setMode('key'), null)
      await until(page, 'the key again', (bench) => bench.statuses.at(-1)?.mode === 'key')
      expect(await inPage(page, (bench) => bench.cutout().description, null)).toEqual({ layout: 'stacked', cutout: 'key' })
      expect(await inPage(page, (bench) => bench.cutout().track.id, null)).toBe(trackId)
      await inPage(page, (bench) => bench.cutout().stop(), null)
      await until(page, 'the end of the track', (bench) => bench.cutout().track.readyState === 'ended')
    })
  }, 90_000)

  it('segments before a room by itself; a missing model leaves a framed tile and says so', async () => {
    await studio.withCamera('room', async (page) => {
      await inPage(page, (bench, [w, h]) => bench.cut({ mode: 'auto' }, w, h), [WIDTH, HEIGHT] as const)
      await until(page, 'segmentation', (bench) => bench.statuses.at(-1)?.mode === 'segment')
      expect((await compareWithTruth(page)).iou).toBeGreaterThan(0.9)
      await inPage(page, (bench) => bench.cutout().stop(), null)

      await inPage(page, (bench, [w, h]) => bench.cut({ mode: 'auto', modelUrl: '/models/none/model.json' }, w, h), [WIDTH, HEIGHT] as const)
      await until(page, 'the tile with a message', (bench) => bench.statuses.at(-1)?.mode === 'tile' && bench.statuses.at(-1)?.message === 'model-missing')
      expect(await showsTile(page)).toBe(true)
    })
  }, 90_000)

  it('marks where an uneven wall is to be mended', async () => {
    await studio.withCamera('uneven', async (page) => {
      await inPage(page, (bench, [w, h]) => bench.cut({ mode: 'auto' }, w, h), [WIDTH, HEIGHT] as const)
      await until(page, 'the advice', (bench) => bench.statuses.at(-1)?.advice.includes('wall-uneven') === true)
      const status = await inPage(page, (bench) => bench.statuses.at(-1)!, null)
      expect(status.mode).toBe('key')
      expect(status.marks[0]!.x).toBeGreaterThan(0.5)
    })
  }, 60_000)
})
