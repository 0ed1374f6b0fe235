/**
 * Makes the model's coarse mask follow the picture's edges: a guided filter with luma as guide, computed at the mask's
 * size and applied at the picture's (its two coefficients are smooth, so enlarging them loses nothing), then a gentle
 * step. Means over boxes by running sums: the cost does not depend on the radius.
 */
export class MaskRefiner {
  private readonly width: number
  private readonly height: number
  private readonly slope: Float32Array
  private readonly offset: Float32Array
  private readonly scratch: Float32Array[]
  private readonly radius = 6
  private readonly epsilon = 0.0006

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    const n = width * height
    this.slope = new Float32Array(n)
    this.offset = new Float32Array(n)
    this.scratch = [0, 1, 2, 3, 4].map(() => new Float32Array(n))
  }

  /** @param mask 0 … 1 at the refiner's size; @param guide luma 0 … 1 at the same size. */
  fit(mask: Float32Array, guide: Float32Array): void {
    const { width: w, height: h, radius } = this
    const [meanI, meanP, meanIP, meanII, tmp] = this.scratch as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array]
    box(guide, meanI, tmp, w, h, radius)
    box(mask, meanP, tmp, w, h, radius)
    for (let i = 0; i < mask.length; i++) this.slope[i] = mask[i]! * guide[i]!
    box(this.slope, meanIP, tmp, w, h, radius)
    for (let i = 0; i < mask.length; i++) this.slope[i] = guide[i]! * guide[i]!
    box(this.slope, meanII, tmp, w, h, radius)
    for (let i = 0; i < mask.length; i++) {
      const a = (meanIP[i]! - meanI[i]! * meanP[i]!) / (meanII[i]! - meanI[i]! * meanI[i]! + this.epsilon)
      meanII[i] = a
      meanIP[i] = meanP[i]! - a * meanI[i]!
    }
    box(meanII, this.slope, tmp, w, h, radius)
    box(meanIP, this.offset, tmp, w, h, radius)
  }

  /** Writes the matte at the picture's size from its luma (bytes). */
  apply(luma: Uint8Array, width: number, height: number, out: Uint8Array): void {
    const { width: w, height: h, slope, offset } = this
    for (let y = 0; y < height; y++) {
      const fy = Math.max(0, Math.min(h - 1, ((y + 0.5) * h) / height - 0.5))
      const y0 = Math.floor(fy) * w
      const y1 = Math.min(h - 1, Math.floor(fy) + 1) * w
      const ty = fy - Math.floor(fy)
      for (let x = 0; x < width; x++) {
        const fx = Math.max(0, Math.min(w - 1, ((x + 0.5) * w) / width - 0.5))
        const x0 = fx | 0
        const x1 = x0 + 1 < w ? x0 + 1 : x0
        const tx = fx - x0
        const a = (slope[y0 + x0]! * (1 - tx) + slope[y0 + x1]! * tx) * (1 - ty) + (slope[y1 + x0]! * (1 - tx) + slope[y1 + x1]! * tx) * ty
        const b = (offset[y0 + x0]! * (1 - tx) + offset[y0 + x1]! * tx) * (1 - ty) + (offset[y1 + x0]! * (1 - tx) + offset[y1 + x1]! * tx) * ty
        const t = (a * (luma[y * width + x]! / 255) + b - 0.1) / 0.8
        const s = t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t)
        out[y * width + x] = s * 255
      }
    }
  }
}

/** Mean over a square of 2r+1, shorter at the borders. */
function box(src: Float32Array, dst: Float32Array, tmp: Float32Array, w: number, h: number, r: number): void {
  for (let y = 0; y < h; y++) {
    let sum = 0
    for (let x = 0; x < Math.min(r, w); x++) sum += src[y * w + x]!
    for (let x = 0; x < w; x++) {
      if (x + r < w) sum += src[y * w + x + r]!
      if (x - r - 1 >= 0) sum -= src[y * w + x - r - 1]!
      tmp[y * w + x] = sum / (Math.min(w - 1, x + r) - Math.max(0, x - r) + 1)
    }
  }
  for (let x = 0; x < w; x++) {
    let sum = 0
    for (let y = 0; y < Math.min(r, h); y++) sum += tmp[y * w + x]!
    for (let y = 0; y < h; y++) {
      if (y + r < h) sum += tmp[(y + r) * w + x]!
      if (y - r - 1 >= 0) sum -= tmp[(y - r - 1) * w + x]!
      dst[y * w + x] = sum / (Math.min(h - 1, y + r) - Math.max(0, y - r) + 1)
    }
  }
}

/** Steadies the mask over time: small changes are averaged away, large ones (a hand comes up) pass at once. */
export function steady(mask: Float32Array, before: Float32Array): void {
  for (let i = 0; i < mask.length; i++) {
    const change = Math.abs(mask[i]! - before[i]!)
    const follow = change > 0.5 ? 1 : 0.35 + 1.3 * change
    before[i] = before[i]! + (mask[i]! - before[i]!) * Math.min(1, follow)
  }
}
