import { describe, expect, it } from 'vitest'
import { drawFigure } from '../../../test/harness/figure.ts'
import { beforeWall, toI420 } from '../../../test/harness/walls.ts'
import type { Planes } from '../planes.ts'
import { createPlanes } from '../planes.ts'
import { Backdrop } from './backdrop.ts'
import { dropClumps } from './clumps.ts'
import { GuidedFilter } from './guided.ts'
import { MODEL_HEIGHT, MODEL_WIDTH, PersonMatting, brighten, steady } from './matting.ts'

const WIDTH = 320
const HEIGHT = 180

function camera(frame: number): { planes: Planes; alpha: Uint8Array } {
  const figure = drawFigure('woman', frame / 15, WIDTH, HEIGHT)
  const i420 = toI420(beforeWall(figure, 'room', frame), WIDTH, HEIGHT)
  const n = WIDTH * HEIGHT
  return { planes: { width: WIDTH, height: HEIGHT, y: i420.subarray(0, n), u: i420.subarray(n, n * 1.25), v: i420.subarray(n * 1.25), fullRange: false, matrix: 'bt601' }, alpha: Uint8Array.from({ length: n }, (_, i) => figure.rgba[i * 4 + 3]!) }
}

/** A model of known badness: the truth of the window, blurred over 11 cells. */
function model(alpha: Uint8Array, matting: PersonMatting): Float32Array {
  const { x, y, width, height } = matting.window
  const sharp = new Float32Array(MODEL_WIDTH * MODEL_HEIGHT)
  for (let v = 0; v < MODEL_HEIGHT; v++) {
    for (let u = 0; u < MODEL_WIDTH; u++) sharp[v * MODEL_WIDTH + u] = alpha[Math.floor(y + ((v + 0.5) * height) / MODEL_HEIGHT) * WIDTH + Math.floor(x + ((u + 0.5) * width) / MODEL_WIDTH)]! / 255
  }
  return sharp.map((_, i) => {
    let sum = 0
    for (let k = 0; k < 121; k++) {
      const u = Math.max(0, Math.min(MODEL_WIDTH - 1, (i % MODEL_WIDTH) + (k % 11) - 5))
      const v = Math.max(0, Math.min(MODEL_HEIGHT - 1, Math.floor(i / MODEL_WIDTH) + Math.floor(k / 11) - 5))
      sum += sharp[v * MODEL_WIDTH + u]!
    }
    return sum / 121
  })
}

const error = (matte: Uint8Array, alpha: Uint8Array) => matte.reduce((sum, m, i) => sum + Math.abs(m - alpha[i]!), 0) / matte.length / 0.255

describe('matting around a model', () => {
  it('makes a blurred mask follow the person: error under a third of the mask\'s own', () => {
    const matting = new PersonMatting(WIDTH, HEIGHT)
    const matte = new Uint8Array(WIDTH * HEIGHT)
    let [made, given] = [0, 0]
    for (let frame = 0; frame < 8; frame++) {
      const { planes, alpha } = camera(frame)
      const picture = matting.request(planes, true)
      const { x, y, width, height } = matting.window
      const mask = model(alpha, matting)
      matting.finish(planes, picture ? mask : null, matte)
      if (frame < 4) continue
      made += error(matte, alpha)
      const plain = alpha.map((_, i) => {
        const u = Math.floor((((i % WIDTH) - x) * MODEL_WIDTH) / width)
        const v = Math.floor(((Math.floor(i / WIDTH) - y) * MODEL_HEIGHT) / height)
        return u < 0 || v < 0 || u >= MODEL_WIDTH || v >= MODEL_HEIGHT ? 0 : mask[v * MODEL_WIDTH + u]! * 255
      })
      given += error(plain, alpha)
    }
    expect(made).toBeLessThan(given / 3)
  })

  it('asks the model for the first frame, never when it may not, and again when much moves', () => {
    const matting = new PersonMatting(WIDTH, HEIGHT)
    const matte = new Uint8Array(WIDTH * HEIGHT)
    const { planes, alpha } = camera(0)
    // A mask that makes the window stay as it is.
    const mask = new Float32Array(MODEL_WIDTH * MODEL_HEIGHT)
    expect(matting.request(planes, false)).not.toBeNull()
    matting.finish(planes, mask, matte)
    expect(matting.request(planes, false)).toBeNull()
    expect(matting.request(planes, true)).toBeNull()
    const other = { ...planes, y: planes.y.map((y) => 255 - y) }
    expect(matting.request(other, false)).toBeNull()
    expect(matting.request(other, true)).not.toBeNull()
    expect(alpha.length).toBe(matte.length)
  })

  it('asks at every third frame even when nothing moves', () => {
    const matting = new PersonMatting(WIDTH, HEIGHT)
    const { planes } = camera(0)
    const asked = Array.from({ length: 7 }, () => {
      const picture = matting.request(planes, true)
      matting.finish(planes, picture ? new Float32Array(MODEL_WIDTH * MODEL_HEIGHT) : null, new Uint8Array(WIDTH * HEIGHT))
      return picture !== null
    })
    expect(asked).toEqual([true, false, false, true, false, false, true])
  })
})

describe('the learned background', () => {
  it('speaks for itself, against what stands before it, and not at all where it was never seen', () => {
    const backdrop = new Backdrop(64, 32)
    const room = createPlanes(64, 32)
    room.y.fill(120)
    room.u.fill(120)
    room.v.fill(130)
    const matte = new Uint8Array(64 * 32)
    for (let y = 0; y < 32; y++) matte.fill(255, y * 64, y * 64 + 20)
    for (let i = 0; i < 10; i++) backdrop.learn(room, matte)
    expect(backdrop.evidence(room, 50, 16)).toBeLessThan(-0.9)
    expect(backdrop.evidence(room, 10, 16)).toBe(0)
    const person = { ...room, y: room.y.map((y) => y + 60) }
    expect(backdrop.evidence(person, 50, 16)).toBe(2)
  })
})

describe('clumps', () => {
  it('drops a portrait on the wall and keeps a second person and a raised hand', () => {
    const mask = new Float32Array(256 * 144)
    const put = (x0: number, y0: number, x1: number, y1: number) => {
      for (let y = y0; y < y1; y++) mask.fill(1, y * 256 + x0, y * 256 + x1)
    }
    put(80, 40, 140, 144)
    put(144, 40, 150, 60)
    put(180, 60, 230, 144)
    put(8, 8, 24, 30)
    dropClumps(mask, 256, 144)
    expect(mask[100 * 256 + 100]).toBe(1)
    expect(mask[50 * 256 + 146]).toBe(1)
    expect(mask[100 * 256 + 200]).toBe(1)
    expect(mask[20 * 256 + 16]).toBe(0)
  })
})

describe('the guided filter', () => {
  it('gives back a mask that the guide explains', () => {
    const filter = new GuidedFilter(40, 30, 3, 1e-6)
    const luma = Float32Array.from({ length: 1200 }, (_, i) => (i % 40 < 17 ? 0.2 : 0.8))
    const flat = new Float32Array(1200).fill(0.5)
    const mask = luma.map((l) => (l > 0.5 ? 1 : 0))
    filter.fit(mask, [luma, flat, flat])
    for (let i = 0; i < 1200; i++) expect(filter.a[0][i]! * luma[i]! + filter.a[1][i]! * 0.5 + filter.a[2][i]! * 0.5 + filter.b[i]!).toBeCloseTo(mask[i]!, 2)
  })
})

describe('steadying', () => {
  it('halves small flicker and lets a large change pass at once', () => {
    const before = new Float32Array([0.5, 0])
    steady(new Float32Array([0.6, 0.9]), before)
    expect(before[0]).toBeCloseTo(0.548)
    expect(before[1]).toBeCloseTo(0.9)
  })
})

describe('what the model is shown', () => {
  const grey = (level: number) => new Uint8ClampedArray(4096).map((_, i) => (i % 4 === 3 ? 255 : level))
  it('is lifted when dark, at most threefold, and left alone when lit', () => {
    const [dark, night, lit] = [grey(80), grey(20), grey(190)]
    for (const picture of [dark, night, lit]) brighten(picture)
    expect([...dark.subarray(0, 4)]).toEqual([200, 200, 200, 255])
    expect([...night.subarray(0, 4)]).toEqual([60, 60, 60, 255])
    expect(lit).toEqual(grey(190))
  })
})
