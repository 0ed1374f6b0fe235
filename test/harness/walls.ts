import type { FigurePicture } from './figure.ts'

/** `green`/`blue`: evenly lit wall; `uneven`: green with falling light; `shadow`: green with the person's shadow; `noisy`: poor light; `room`: shelves, window, door. */
export type Wall = 'green' | 'blue' | 'uneven' | 'shadow' | 'noisy' | 'room'

/** Deterministic noise in −1 … 1. */
function noise(i: number, seed: number): number {
  let h = Math.imul(i ^ (seed * 0x9e3779b1), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 0x7fffffff - 1
}

function wallColour(wall: Wall, x: number, y: number): [number, number, number] {
  if (wall === 'room') {
    const shelf = Math.abs(((y * 5) % 1) - 0.5) < 0.07 && x < 0.34
    const book = x < 0.33 && x > 0.02 && !shelf
    if (shelf) return [112, 84, 60]
    if (book) {
      const n = noise(Math.floor(x * 48) + Math.floor(y * 5) * 97, 5)
      return [118 + 60 * n, 100 + 50 * noise(Math.floor(x * 48), 9), 92 - 40 * n]
    }
    if (x > 0.72 && x < 0.94 && y > 0.08 && y < 0.62) return Math.abs(x - 0.83) < 0.008 || Math.abs(y - 0.34) < 0.012 ? [214, 208, 200] : [176, 204, 226]
    return [196 - 22 * y, 188 - 22 * y, 176 - 24 * y]
  }
  const light = wall === 'uneven' ? 1.1 - 0.62 * x : wall === 'noisy' ? 0.55 - 0.1 * y : 1 - 0.08 * Math.abs(x - 0.5) - 0.05 * y
  const shadow = wall === 'shadow' ? 1 - 0.45 * Math.exp(-(((x - 0.68) / 0.12) ** 2 + ((y - 0.55) / 0.3) ** 2)) : 1
  const k = light * shadow
  return wall === 'blue' ? [34 * k, 66 * k, 182 * k] : [48 * k, 168 * k, 62 * k]
}

/** Puts a figure before a wall and adds the sensor's noise. */
export function beforeWall(figure: FigurePicture, wall: Wall, frame: number): Uint8ClampedArray {
  const { width, height, rgba } = figure
  const out = new Uint8ClampedArray(width * height * 4)
  const grain = wall === 'noisy' ? 9 : 2
  const dim = wall === 'noisy' ? 0.6 : 1
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      const a = rgba[at + 3]! / 255
      const w = wallColour(wall, x / width, y / height)
      const n = noise(y * width + x, frame + 1) * grain
      for (let c = 0; c < 3; c++) {
        const person = rgba[at + c]! * dim
        // Light mixes in the lens, before the camera's gamma: edges are blended in linear light.
        const seen = a === 0 ? w[c]! : a === 1 ? person : 255 * (a * (person / 255) ** 2.2 + (1 - a) * (w[c]! / 255) ** 2.2) ** (1 / 2.2)
        out[at + c] = seen + n
      }
      out[at + 3] = 255
    }
  }
  return out
}

/** RGBA to I420, BT.601 limited range: what a webcam gives. `width` and `height` even. */
export function toI420(rgba: Uint8ClampedArray, width: number, height: number): Uint8Array {
  const out = new Uint8Array((width * height * 3) / 2)
  const u0 = width * height
  const v0 = u0 + u0 / 4
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      out[y * width + x] = 16.5 + 0.25679 * rgba[at]! + 0.50413 * rgba[at + 1]! + 0.09791 * rgba[at + 2]!
    }
  }
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      let r = 0
      let g = 0
      let b = 0
      for (const at of [y * width + x, y * width + x + 1, (y + 1) * width + x, (y + 1) * width + x + 1]) {
        r += rgba[at * 4]! / 4
        g += rgba[at * 4 + 1]! / 4
        b += rgba[at * 4 + 2]! / 4
      }
      const i = (y / 2) * (width / 2) + x / 2
      out[u0 + i] = 128.5 - 0.14822 * r - 0.29099 * g + 0.43922 * b
      out[v0 + i] = 128.5 + 0.43922 * r - 0.36779 * g - 0.07143 * b
    }
  }
  return out
}
