import { beforeWall } from '../../harness/walls.ts'
import { noise } from './paint.ts'
import type { Layer, Rgb } from './paint.ts'

/** `office`: shelves of books, window, door; `lively`: the office with light through moving leaves and a screen that changes; `table`: a photograph;
 * `room`: the end-to-end tests' own room. */
export type Background = 'green' | 'blue' | 'uneven' | 'shadow' | 'office' | 'lively' | 'table' | 'room'

/**
 * What stands behind the person, R'G'B' 0 … 255 at x, y in 0 … 1.
 * @param lean where the person's middle is, for the shadow that follows; @param photo needed by `table`
 */
export function behind(back: Background, x: number, y: number, seconds: number, lean: number, photo: Layer | null): Rgb {
  switch (back) {
    case 'green':
      return wall([48, 168, 62], 1 - 0.08 * Math.abs(x - 0.5) - 0.05 * y)
    case 'blue':
      return wall([34, 66, 182], 1 - 0.08 * Math.abs(x - 0.5) - 0.05 * y)
    case 'uneven':
      // A lamp on the left and folds in the cloth.
      return wall([48, 168, 62], (1.15 - 0.68 * x) * (1 + 0.05 * Math.sin(x * 41 + y * 4)))
    case 'shadow':
      return wall([48, 168, 62], 1 - 0.5 * Math.exp(-(((x - 0.64 - lean) / 0.13) ** 2 + ((y - 0.5) / 0.34) ** 2)))
    case 'office':
      return office(x, y, 0)
    case 'lively':
      return office(x, y, seconds)
    case 'room':
      return pixel((room ??= emptyRoom()), x, y)
    case 'table':
      if (!photo) throw new Error('the table is a photograph')
      return pixel(photo, x, y)
  }
}

let room: Layer | null = null

function emptyRoom(): Layer {
  const [width, height] = [640, 360]
  return { width, height, rgba: beforeWall({ width, height, rgba: new Uint8ClampedArray(width * height * 4) }, 'room', 0) }
}

function pixel(photo: Layer, x: number, y: number): Rgb {
  const at = (Math.min(photo.height - 1, Math.floor(y * photo.height)) * photo.width + Math.min(photo.width - 1, Math.floor(x * photo.width))) * 4
  return [photo.rgba[at]!, photo.rgba[at + 1]!, photo.rgba[at + 2]!]
}

const wall = (c: Rgb, k: number): Rgb => [c[0] * k, c[1] * k, c[2] * k]

function office(x: number, y: number, seconds: number): Rgb {
  const leaves = seconds === 0 ? 1 : 1 + 0.1 * Math.sin(x * 23 + 3 * seconds) * Math.sin(y * 17 - 2 * seconds)
  if (x < 0.36 && y < 0.86) {
    const shelf = y * 5.5
    if (shelf % 1 < 0.09 || x < 0.012 || x > 0.348) return wall([104, 76, 52], leaves)
    const book = Math.floor(x * 52 + 0.4 * noise(Math.floor(shelf), 4))
    const tall = 0.18 + 0.16 * noise(book + 90 * Math.floor(shelf), 8)
    if (shelf % 1 < 0.12 + tall) return wall([46, 36, 30], leaves)
    const n = (seed: number) => noise(book + 90 * Math.floor(shelf), seed)
    return wall([120 + 80 * n(1), 96 + 60 * n(2), 88 + 60 * n(3)], leaves * (0.86 + 0.14 * Math.sin((x * 52 % 1) * Math.PI)))
  }
  if (x > 0.7 && x < 0.95 && y > 0.08 && y < 0.6) {
    if (Math.abs(x - 0.825) < 0.008 || Math.abs(y - 0.34) < 0.011) return [222, 216, 208]
    return wall([172 + 50 * y, 202 + 20 * y, 228], leaves)
  }
  // A picture on the wall, or a screen that shows something else every half second.
  if (x > 0.42 && x < 0.62 && y > 0.06 && y < 0.3) {
    if (x < 0.43 || x > 0.61 || y < 0.075 || y > 0.285) return [70, 52, 40]
    const shown = Math.floor(seconds * 2)
    return [130 + 60 * noise(shown, 1) + 40 * Math.sin(x * 60), 130 + 60 * noise(shown, 2) + 30 * Math.sin(y * 50), 120 + 50 * noise(shown, 3)]
  }
  return wall([198 - 24 * y, 188 - 24 * y, 172 - 26 * y], leaves)
}
