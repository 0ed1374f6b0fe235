import { describe, expect, it } from 'vitest'
import { drawFigure } from '../../../test/harness/figure.ts'
import type { Look } from '../../../test/harness/figure.ts'
import { beforeWall, toI420 } from '../../../test/harness/walls.ts'
import type { Wall } from '../../../test/harness/walls.ts'
import type { Planes } from '../planes.ts'
import { createStackedFrame, padded, stack } from '../stacked.ts'
import { ChromaKeyer } from './keyer.ts'

const WIDTH = 320
const HEIGHT = 180

function camera(look: Look, wall: Wall, frame: number): { planes: Planes; alpha: Uint8Array } {
  const figure = drawFigure(look, frame / 15, WIDTH, HEIGHT)
  const i420 = toI420(beforeWall(figure, wall, frame), WIDTH, HEIGHT)
  const n = WIDTH * HEIGHT
  const alpha = new Uint8Array(n)
  for (let i = 0; i < n; i++) alpha[i] = figure.rgba[i * 4 + 3]!
  return { planes: { width: WIDTH, height: HEIGHT, y: i420.subarray(0, n), u: i420.subarray(n, n * 1.25), v: i420.subarray(n * 1.25), fullRange: false, matrix: 'bt601' }, alpha }
}

/** Mean absolute error of the matte in thousandths, after the plate has settled. */
function keyed(look: Look, wall: Wall): { error: number; keyer: ChromaKeyer; matte: Uint8Array; planes: Planes; alpha: Uint8Array } {
  const keyer = new ChromaKeyer(WIDTH, HEIGHT)
  const matte = new Uint8Array(WIDTH * HEIGHT)
  let error = 0
  let last = camera(look, wall, 0)
  for (let frame = 0; frame < 12; frame++) {
    last = camera(look, wall, frame)
    keyer.key(last.planes, matte)
    if (frame >= 6) for (let i = 0; i < matte.length; i++) error += Math.abs(matte[i]! - last.alpha[i]!) / 255 / matte.length / 6
  }
  return { error: error * 1000, keyer, matte, ...last }
}

describe('the adaptive key against a known matte', () => {
  it.each([['green', 2.5], ['blue', 3.5], ['uneven', 3], ['shadow', 3], ['noisy', 4.5]] as const)('%s wall: error under %d thousandths for every look', (wall, limit) => {
    for (const look of ['presiding', 'juror', 'woman', 'witness'] as const) expect(keyed(look, wall).error, look).toBeLessThan(limit)
  })

  it('sees the wall and its hue, and none in a room', () => {
    expect(keyed('juror', 'green').keyer.wall).toMatchObject({ hue: 'green' })
    expect(keyed('juror', 'blue').keyer.wall).toMatchObject({ hue: 'blue' })
    expect(keyed('juror', 'green').keyer.wall.share).toBeGreaterThan(0.9)
    expect(keyed('juror', 'room').keyer.wall.share).toBeLessThan(0.3)
  })

  it('advises on what is wrong with the wall and keeps silent where nothing is', () => {
    expect(keyed('juror', 'green').keyer.advice()).toEqual([])
    expect(keyed('juror', 'uneven').keyer.advice()).toEqual(expect.arrayContaining(['wall-uneven', 'light-from-right']))
    expect(keyed('juror', 'room').keyer.advice()).toEqual(['wall-missing'])
  })
})

describe('the places to be mended', () => {
  it('marks the dark side of an uneven wall, on the side where it is dark', () => {
    const [mark] = keyed('juror', 'uneven').keyer.marks()
    expect(mark).toMatchObject({ advice: 'wall-uneven' })
    // The wall's light falls off to the right of the picture.
    expect(mark!.x).toBeGreaterThan(0.5)
    expect(mark!.x + mark!.width).toBeGreaterThan(0.9)
  })

  it('marks nothing on an even wall', () => {
    expect(keyed('juror', 'green').keyer.marks()).toEqual([])
  })
})

describe('the stacked frame', () => {
  it('carries nothing of the room behind and no light of the wall', () => {
    const { keyer, matte, planes } = keyed('woman', 'green')
    const out = createStackedFrame(WIDTH, HEIGHT)
    stack(planes, matte, { plate: keyer.plate, hue: keyer.wall.hue }, out)
    expect([out.width, out.height]).toEqual([320, padded(180) * 2])
    const u = out.width * out.height
    for (let y = 0; y < HEIGHT / 2; y++) {
      for (let x = 0; x < WIDTH / 2; x++) {
        const i = u + y * (out.width / 2) + x
        // The wall's chroma is about (88, 74); a person in red has nothing near it.
        const green = out.data[i]! < 112 && out.data[i + u / 4]! < 112
        expect(green, `wall colour left at ${x * 2},${y * 2}`).toBe(false)
      }
    }
  })

  it('puts the matte into luma below the seam and repeats the last row as padding', () => {
    const { matte, planes } = keyed('man', 'green')
    const out = createStackedFrame(WIDTH, HEIGHT)
    stack(planes, matte, null, out)
    const half = out.height / 2
    for (const [x, y] of [[3, 3], [160, 100], [160, 170], [110, 60]] as const) {
      expect(Math.abs(out.data[(half + y) * out.width + x]! - (16 + (matte[y * WIDTH + x]! * 219) / 255))).toBeLessThanOrEqual(1)
    }
    const row = (y: number) => out.data.slice(y * out.width, (y + 1) * out.width)
    expect(row(half - 1)).toEqual(row(HEIGHT - 1))
    expect(row(out.height - 1)).toEqual(row(half + HEIGHT - 1))
  })
})
