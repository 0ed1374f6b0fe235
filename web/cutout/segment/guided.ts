/**
 * A guided filter with colour as guide: makes the model's coarse mask follow the picture's edges. Computed at the mask's
 * size, applied at the picture's (its four coefficients are smooth, so enlarging them loses nothing). Means over boxes by
 * running sums: the cost does not depend on the radius.
 */
export class GuidedFilter {
  /** Per cell: weights of Y, Cb, Cr (of numbers 0 … 1) and what is added. */
  readonly a: [Float32Array, Float32Array, Float32Array]
  readonly b: Float32Array
  private readonly width: number
  private readonly height: number
  private readonly radius: number
  private readonly epsilon: number
  private readonly means: Float32Array[]
  private readonly product: Float32Array
  private readonly scratch: Float32Array

  /** @param radius cells; @param epsilon variance (of 0 … 1) below which a place counts as flat */
  constructor(width: number, height: number, radius: number, epsilon: number) {
    this.width = width
    this.height = height
    this.radius = radius
    this.epsilon = epsilon
    const plane = () => new Float32Array(width * height)
    this.a = [plane(), plane(), plane()]
    this.b = plane()
    this.means = Array.from({ length: 13 }, plane)
    this.product = plane()
    this.scratch = plane()
  }

  /** @param mask 0 … 1; @param guide Y, Cb, Cr, each 0 … 1 and of the mask's size */
  fit(mask: Float32Array, guide: readonly [Float32Array, Float32Array, Float32Array]): void {
    const { width: w, height: h, radius: r, product, scratch, means } = this
    const [g0, g1, g2] = guide
    const n = mask.length
    const mean = (x: Float32Array, out: Float32Array) => box(x, out, scratch, w, h, r)
    const meanOf = (x: Float32Array, y: Float32Array, out: Float32Array) => {
      for (let i = 0; i < n; i++) product[i] = x[i]! * y[i]!
      mean(product, out)
    }
    const [m0, m1, m2, mp, p0, p1, p2, v00, v01, v02, v11, v12, v22] = means as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array]
    mean(g0, m0)
    mean(g1, m1)
    mean(g2, m2)
    mean(mask, mp)
    meanOf(g0, mask, p0)
    meanOf(g1, mask, p1)
    meanOf(g2, mask, p2)
    meanOf(g0, g0, v00)
    meanOf(g0, g1, v01)
    meanOf(g0, g2, v02)
    meanOf(g1, g1, v11)
    meanOf(g1, g2, v12)
    meanOf(g2, g2, v22)
    const e = this.epsilon
    for (let i = 0; i < n; i++) {
      const [x, y, z, p] = [m0[i]!, m1[i]!, m2[i]!, mp[i]!]
      // The inverse of the guide's 3 × 3 covariance, by cofactors.
      const a = v00[i]! - x * x + e
      const b = v01[i]! - x * y
      const c = v02[i]! - x * z
      const d = v11[i]! - y * y + e
      const f = v12[i]! - y * z
      const g = v22[i]! - z * z + e
      const A = d * g - f * f
      const B = c * f - b * g
      const C = b * f - c * d
      const det = a * A + b * B + c * C
      const q0 = p0[i]! - x * p
      const q1 = p1[i]! - y * p
      const q2 = p2[i]! - z * p
      const s0 = (A * q0 + B * q1 + C * q2) / det
      const s1 = (B * q0 + (a * g - c * c) * q1 + (b * c - a * f) * q2) / det
      const s2 = (C * q0 + (b * c - a * f) * q1 + (a * d - b * b) * q2) / det
      p0[i] = s0
      p1[i] = s1
      p2[i] = s2
      mp[i] = p - s0 * x - s1 * y - s2 * z
    }
    mean(p0, this.a[0])
    mean(p1, this.a[1])
    mean(p2, this.a[2])
    mean(mp, this.b)
  }
}

/** Mean over a square of 2r+1, shorter at the borders. */
export function box(src: Float32Array, dst: Float32Array, tmp: Float32Array, w: number, h: number, r: number): void {
  for (let y = 0; y < h; y++) {
    const at = y * w
    let sum = 0
    for (let x = 0; x < Math.min(r, w); x++) sum += src[at + x]!
    for (let x = 0; x < w; x++) {
      if (x + r < w) sum += src[at + x + r]!
      if (x - r - 1 >= 0) sum -= src[at + x - r - 1]!
      tmp[at + x] = sum / (Math.min(w - 1, x + r) - Math.max(0, x - r) + 1)
    }
  }
  // Column sums kept side by side: memory is read in its own order.
  const sums = new Float32Array(w)
  for (let y = 0; y < Math.min(r, h); y++) for (let x = 0; x < w; x++) sums[x] = sums[x]! + tmp[y * w + x]!
  for (let y = 0; y < h; y++) {
    const enter = y + r < h ? (y + r) * w : -1
    const leave = y - r - 1 >= 0 ? (y - r - 1) * w : -1
    const scale = 1 / (Math.min(h - 1, y + r) - Math.max(0, y - r) + 1)
    for (let x = 0; x < w; x++) {
      let sum = sums[x]!
      if (enter >= 0) sum += tmp[enter + x]!
      if (leave >= 0) sum -= tmp[leave + x]!
      sums[x] = sum
      dst[y * w + x] = sum * scale
    }
  }
}
