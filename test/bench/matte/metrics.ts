/**
 * Errors of mattes against a known one. All numbers are means over the frames given; mattes are bytes, 0 … 255.
 * `mad`, `gradient`, `flicker` in thousandths of full alpha (smaller is better), `iou` and `boundaryF` 0 … 1 (larger is better).
 */
export type Quality = { mad: number; iou: number; boundaryF: number; gradient: number; flicker: number }
export const METRICS = ['mad', 'iou', 'boundaryF', 'gradient', 'flicker'] as const

/** How far a boundary may lie from the true one and still count as found, pixels. */
const TOLERANCE = 2

/** @throws Error when fewer than two frames are given (flicker needs pairs) or their number differs */
export function quality(mattes: readonly Uint8Array[], truths: readonly Uint8Array[], width: number, height: number): Quality {
  if (mattes.length < 2 || mattes.length !== truths.length) throw new Error('quality needs as many mattes as truths, two at least')
  const sum: Quality = { mad: 0, iou: 0, boundaryF: 0, gradient: 0, flicker: 0 }
  mattes.forEach((matte, t) => {
    const truth = truths[t]!
    sum.mad += meanDifference(matte, truth) / mattes.length
    sum.iou += iou(matte, truth) / mattes.length
    sum.boundaryF += boundaryF(matte, truth, width, height) / mattes.length
    sum.gradient += gradientError(matte, truth, width, height) / mattes.length
    if (t > 0) sum.flicker += flicker(matte, mattes[t - 1]!, truth, truths[t - 1]!) / (mattes.length - 1)
  })
  return sum
}

export function meanDifference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!)
  return (sum / a.length / 255) * 1000
}

export function iou(matte: Uint8Array, truth: Uint8Array): number {
  let both = 0
  let either = 0
  for (let i = 0; i < matte.length; i++) {
    const m = matte[i]! > 127
    const t = truth[i]! > 127
    if (m && t) both++
    if (m || t) either++
  }
  return either === 0 ? 1 : both / either
}

/** Harmonic mean of the shares of each outline (alpha ½) that lie within 2 pixels of the other. */
export function boundaryF(matte: Uint8Array, truth: Uint8Array, width: number, height: number): number {
  const m = outline(matte, width, height)
  const t = outline(truth, width, height)
  const precision = found(m, widen(t, width, height))
  const recall = found(t, widen(m, width, height))
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

function outline(matte: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(matte.length)
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0; x < width - 1; x++) {
      const i = y * width + x
      const here = matte[i]! > 127
      if (here !== matte[i + 1]! > 127 || here !== matte[i + width]! > 127) out[i] = 1
    }
  }
  return out
}

function widen(line: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(line.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!line[y * width + x]) continue
      for (let dy = -TOLERANCE; dy <= TOLERANCE; dy++) {
        for (let dx = -TOLERANCE; dx <= TOLERANCE; dx++) {
          const [px, py] = [x + dx, y + dy]
          if (dx * dx + dy * dy <= TOLERANCE * TOLERANCE && px >= 0 && py >= 0 && px < width && py < height) out[py * width + px] = 1
        }
      }
    }
  }
  return out
}

function found(line: Uint8Array, near: Uint8Array): number {
  let all = 0
  let hit = 0
  for (let i = 0; i < line.length; i++) {
    if (!line[i]) continue
    all++
    if (near[i]) hit++
  }
  return all === 0 ? 1 : hit / all
}

/** Mean difference of the two mattes' slopes (central differences): tells smeared or ragged edges from true ones. */
export function gradientError(matte: Uint8Array, truth: Uint8Array, width: number, height: number): number {
  let sum = 0
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      const dx = matte[i + 1]! - matte[i - 1]! - truth[i + 1]! + truth[i - 1]!
      const dy = matte[i + width]! - matte[i - width]! - truth[i + width]! + truth[i - width]!
      sum += Math.hypot(dx, dy) / 2
    }
  }
  return (sum / ((width - 2) * (height - 2)) / 255) * 1000
}

/** Mean change of the matte from one frame to the next where the true one does not change: motion itself does not count. */
export function flicker(now: Uint8Array, before: Uint8Array, truth: Uint8Array, truthBefore: Uint8Array): number {
  let sum = 0
  let still = 0
  for (let i = 0; i < now.length; i++) {
    if (Math.abs(truth[i]! - truthBefore[i]!) > 2) continue
    still++
    sum += Math.abs(now[i]! - before[i]!)
  }
  return still === 0 ? 0 : (sum / still / 255) * 1000
}
