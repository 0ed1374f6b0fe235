import type { RawFrame } from './sprite.ts'

/** Factors on red, green and blue; the same for every pixel of a person. */
export type Gain = readonly [number, number, number]
export const NO_GAIN: Gain = [1, 1, 1]

/** What a person's own pixels say about the light they sit in. */
export type LightStats = {
  /** Luma (0 … 255) that the brightest hundredth of them exceeds: collars, paper, highlights. */
  white: number
  /** Mean red and blue of those highlights that are nearly without colour, and their share of all pixels. */
  red: number; blue: number; share: number
}

/** A highlight counts as colourless within this distance in the chroma plane; skin and dyed cloth lie beyond. */
const NEARLY_GREY = 15

/**
 * Reads the light off the matted pixels of a stacked frame, coarsely.
 * @returns null when too few pixels belong to a person.
 */
export function measureLight(raw: RawFrame): LightStats | null {
  const half = raw.height >> 1
  const step = Math.max(2, Math.round(half / 64)) & ~1
  const [yPlane, uPlane, vPlane] = raw.layout as [PlaneLayout, PlaneLayout, PlaneLayout | undefined]
  const { data } = raw
  const black = raw.fullRange ? 0 : 16
  const scale = raw.fullRange ? 1 : 255 / 219
  const chroma = raw.fullRange ? 1 : 255 / 224
  const uvStep = raw.nv12 ? 2 : 1
  /** Per luma: all pixels, the colourless ones, and the sums of their u and v. */
  const histogram = new Uint32Array(256)
  const grey = new Uint32Array(256)
  const sums = new Float64Array(512)
  let all = 0
  for (let y = 0; y < half; y += step) {
    for (let x = 0; x < raw.width; x += step) {
      if (data[yPlane.offset + (half + y) * yPlane.stride + x]! < black + 205) continue
      const luma = Math.max(0, Math.min(255, (data[yPlane.offset + y * yPlane.stride + x]! - black) * scale)) | 0
      const uv = (y >> 1) * uPlane.stride + (x >> 1) * uvStep
      const u = (data[uPlane.offset + uv]! - 128) * chroma
      const v = (data[raw.nv12 ? uPlane.offset + uv + 1 : vPlane!.offset + uv]! - 128) * chroma
      histogram[luma] = histogram[luma]! + 1
      all++
      if (u * u + v * v > NEARLY_GREY ** 2) continue
      grey[luma] = grey[luma]! + 1
      sums[luma * 2] = sums[luma * 2]! + u
      sums[luma * 2 + 1] = sums[luma * 2 + 1]! + v
    }
  }
  if (all < 40) return null
  let white = 255
  for (let above = histogram[255]!; white > 0 && above < all * 0.01; white--) above += histogram[white - 1]!
  return { white, ...colourOf(grey, sums, Math.max(140, white * 0.8), all) }
}

function colourOf(grey: Uint32Array, sums: Float64Array, from: number, all: number): { red: number; blue: number; share: number } {
  let n = 0
  let red = 0
  let blue = 0
  for (let luma = Math.ceil(from); luma < 250; luma++) {
    n += grey[luma]!
    red += luma * grey[luma]! + 1.402 * sums[luma * 2 + 1]!
    blue += luma * grey[luma]! + 1.772 * sums[luma * 2]!
  }
  return n > 0 ? { red: red / n, blue: blue / n, share: n / all } : { red: 1, blue: 1, share: 0 }
}

const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x))

/**
 * How a person's picture is matched to the room. Rule 7: faces and bodies are never beautified or altered. So this is
 * one gentle factor a channel for all pixels alike, as a camera's white balance and exposure would set it. It is read
 * off colourless highlights (collars, paper), never off skin, so that no complexion is pulled towards another; the
 * balance goes between warm and cool only, as daylight and lamps do, so that no cloth can turn a face green; and it is
 * limited to a few hundredths.
 * @param tint colour of the room's light, mean 1.
 */
export function gainFor(stats: LightStats, tint: Gain): Gain {
  const exposure = clamp((215 / Math.max(1, stats.white)) ** 0.4, 0.95, 1.08)
  // Few highlights say little about the light: then they are trusted less.
  const trust = 0.5 * clamp(stats.share / 0.02, 0, 1)
  const cool = clamp(trust * Math.log(Math.max(1, stats.blue) / Math.max(1, stats.red)) * 0.5, -0.045, 0.045)
  return [exposure * tint[0] * (1 + cool), exposure * tint[1], exposure * tint[2] * (1 - cool)]
}

/** Follows slowly: a sheet of white paper held up may not darken its holder. */
export function followGain(before: Gain | null, now: Gain): Gain {
  return before ? [0, 1, 2].map((i) => before[i]! + (now[i]! - before[i]!) * 0.12) as unknown as Gain : now
}

/** Tint of a room's light from the colour of its ceiling, which throws it back; half as strong as that is. */
export function tintOf(ceiling: string): Gain {
  const rgb = [1, 3, 5].map((at) => Math.max(1, Number.parseInt(ceiling.slice(at, at + 2), 16)))
  const mean = (rgb[0]! + rgb[1]! + rgb[2]!) / 3
  return rgb.map((c) => clamp((c / mean) ** 0.5, 0.94, 1.06)) as unknown as Gain
}
