import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HEIGHT, WIDTH, compareWithTruth, inPage, openStudio, until } from './cutout-bench.ts'
import type { Studio } from './cutout-bench.ts'

let studio: Studio

beforeAll(async () => {
  studio = await openStudio()
}, 60_000)
afterAll(() => studio?.close())

describe('the two engines of the key', () => {
  it('agree on every wall, and are as near to the truth as each other', async () => {
    await studio.withCamera('green', async (page) => {
      for (const [look, wall] of [['juror', 'green'], ['woman', 'blue'], ['presiding', 'uneven'], ['witness', 'shadow'], ['lawyer', 'noisy']] as const) {
        const { alpha, edge, colour, truth } = await inPage(page, (bench, [l, w]) => bench.engines(l, w, 320, 180), [look, wall] as const)
        const name = `${look} before ${wall}`
        expect(alpha, name).toBeLessThan(1)
        expect(edge, name).toBeLessThan(0.002 * WIDTH * HEIGHT)
        expect(colour, name).toBeLessThan(3)
        expect(Math.abs(truth.cpu - truth.webgl), name).toBeLessThan(0.5)
      }
    })
  }, 90_000)

  it('are measured at the start, on the person’s own picture, and the choice is remembered', async () => {
    await studio.withCamera('green', async (page) => {
      await inPage(page, (bench, [w, h]) => bench.cut({ mode: 'key' }, w, h), [WIDTH, HEIGHT] as const)
      // Without a graphics processor WebGL is drawn by the CPU too, and dearer.
      await page.waitForTimeout(2500)
      await until(page, 'the cheaper engine', (bench) => bench.statuses.at(-1)?.engine === 'cpu')
      expect((await compareWithTruth(page)).mad).toBeLessThan(0.01)
      await inPage(page, (bench) => bench.cutout().stop(), null)
      await inPage(page, (bench, [w, h]) => bench.cut({ mode: 'key' }, w, h), [WIDTH, HEIGHT] as const)
      await until(page, 'the key', (bench) => bench.statuses.length > 3)
      expect(await inPage(page, (bench) => bench.statuses.map(({ engine }) => engine), null)).not.toContain('webgl')
    })
  }, 60_000)

  it('stand in for each other when the graphics context is lost, and WebGL comes back with it', async () => {
    await studio.withCamera('green', async (page) => {
      const [worker] = await Promise.all([
        page.waitForEvent('worker'),
        inPage(page, (bench, [w, h]) => bench.cut({ mode: 'tile', engine: 'webgl' }, w, h), [WIDTH, HEIGHT] as const),
      ])
      // The thread's own context, to be taken away as a driver would.
      await until(page, 'the first frames', (bench) => bench.statuses.length > 0)
      await worker.evaluate(`{
        const getContext = OffscreenCanvas.prototype.getContext
        OffscreenCanvas.prototype.getContext = function (...wanted) {
          const context = getContext.apply(this, wanted)
          if (wanted[0] === 'webgl2') globalThis.taken = context.getExtension('WEBGL_lose_context')
          return context
        }
      }`)
      await inPage(page, (bench) => bench.cutout().setMode('key'), null)
      await until(page, 'the key by WebGL', (bench) => bench.statuses.at(-1)?.engine === 'webgl')
      const drawn = await compareWithTruth(page)
      expect(drawn.mad).toBeLessThan(0.01)
      await worker.evaluate('taken.loseContext()')
      await until(page, 'the key by the CPU', (bench) => bench.statuses.at(-1)?.engine === 'cpu')
      const between = await compareWithTruth(page)
      expect(between.mad).toBeLessThan(0.01)
      expect([between.width, between.height]).toEqual([drawn.width, drawn.height])
      await worker.evaluate('taken.restoreContext()')
      await until(page, 'WebGL again', (bench) => bench.statuses.at(-1)?.engine === 'webgl')
      expect((await compareWithTruth(page)).mad).toBeLessThan(0.01)
      expect(await inPage(page, (bench) => bench.statuses.every(({ message }) => message === null), null)).toBe(true)
    })
  }, 60_000)
})

describe('the budget of a frame', () => {
  it('steps down while the device is busy and up again when it is not', async () => {
    await studio.withCamera('room', async (page) => {
      await inPage(page, (bench, [w, h]) => bench.cut({ mode: 'segment' }, w, h), [WIDTH, HEIGHT] as const)
      await until(page, 'segmentation', (bench) => bench.statuses.filter(({ mode }) => mode === 'segment').length > 6)
      const calm = await inPage(page, (bench) => Math.min(...bench.statuses.slice(-4).map(({ costMs }) => costMs)), null)
      await inPage(page, (bench) => bench.cutout().stop(), null)
      // What this machine needs when it is calm is well within the budget, what it needs when it is swamped is not.
      await inPage(page, (bench, [w, h, budgetMs]) => bench.cut({ mode: 'segment', budgetMs }, w, h), [WIDTH, HEIGHT, calm * 2.5] as const)
      await until(page, 'segmentation within the budget', (bench) => bench.statuses.filter(({ mode }) => mode === 'segment').length > 4)
      await inPage(page, (bench) => bench.load(12, 60_000), null)
      await until(page, 'a cheaper picture under load', (bench) => bench.statuses.at(-1)?.message === 'slowed', 55_000)
      expect(['still', 'tile']).toContain(await inPage(page, (bench) => bench.statuses.at(-1)!.mode, null))
      await inPage(page, (bench) => bench.load(0, 0), null)
      await until(page, 'the full cut-out again', (bench) => bench.statuses.at(-1)?.mode === 'segment' && bench.statuses.at(-1)?.message === null, 60_000)
    })
  }, 180_000)

  it('gives way at once to a voice that suffers', async () => {
    await studio.withCamera('green', async (page) => {
      await inPage(page, (bench, [w, h]) => bench.cut({ mode: 'auto' }, w, h), [WIDTH, HEIGHT] as const)
      await until(page, 'the key', (bench) => bench.statuses.at(-1)?.mode === 'key')
      for (let i = 0; i < 3; i++) {
        await inPage(page, (bench) => bench.cutout().press(), null)
        await page.waitForTimeout(3200)
      }
      await until(page, 'a still picture', (bench) => bench.statuses.at(-1)?.mode === 'still' && bench.statuses.at(-1)?.message === 'slowed')
    })
  }, 60_000)
})
