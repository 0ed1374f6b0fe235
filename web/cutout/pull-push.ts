/**
 * Fills the unknown cells of a small grid from the known ones around them: averages are pulled up a pyramid with
 * their weights and pushed back where weight is missing. Smooth, without a seam, and independent of distance.
 *
 * `values` holds `channels` numbers a cell, `weights` one in 0 … 1; both are changed in place (weights stay).
 */
export function pullPush(values: Float32Array, weights: Float32Array, width: number, height: number, channels: number): void {
  if (width <= 1 && height <= 1) return
  const w2 = (width + 1) >> 1
  const h2 = (height + 1) >> 1
  const coarse = new Float32Array(w2 * h2 * channels)
  const coarseWeights = new Float32Array(w2 * h2)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const weight = weights[y * width + x]!
      if (weight === 0) continue
      const to = (y >> 1) * w2 + (x >> 1)
      coarseWeights[to]! += weight
      for (let c = 0; c < channels; c++) coarse[to * channels + c]! += weight * values[(y * width + x) * channels + c]!
    }
  }
  for (let i = 0; i < w2 * h2; i++) {
    const weight = coarseWeights[i]!
    if (weight === 0) continue
    for (let c = 0; c < channels; c++) coarse[i * channels + c]! /= weight
    coarseWeights[i] = Math.min(1, weight)
  }
  pullPush(coarse, coarseWeights, w2, h2, channels)
  for (let y = 0; y < height; y++) {
    const fy = Math.max(0, Math.min(h2 - 1, y / 2 - 0.25))
    const y0 = Math.floor(fy)
    const y1 = Math.min(h2 - 1, y0 + 1)
    const ty = fy - y0
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const weight = weights[at]!
      if (weight >= 1) continue
      const fx = Math.max(0, Math.min(w2 - 1, x / 2 - 0.25))
      const x0 = Math.floor(fx)
      const x1 = Math.min(w2 - 1, x0 + 1)
      const tx = fx - x0
      for (let c = 0; c < channels; c++) {
        const top = coarse[(y0 * w2 + x0) * channels + c]! * (1 - tx) + coarse[(y0 * w2 + x1) * channels + c]! * tx
        const low = coarse[(y1 * w2 + x0) * channels + c]! * (1 - tx) + coarse[(y1 * w2 + x1) * channels + c]! * tx
        const i = at * channels + c
        values[i] = values[i]! * weight + (top * (1 - ty) + low * ty) * (1 - weight)
      }
    }
  }
}
