/**
 * One I420 picture in memory: luma of `width × height`, chroma of half that each way. Width and height are even.
 * `fullRange` and `matrix` say how the numbers mean colours; they are carried through to the stacked frame.
 */
export type Planes = { width: number; height: number; y: Uint8Array; u: Uint8Array; v: Uint8Array; fullRange: boolean; matrix: 'bt601' | 'bt709' }

export function createPlanes(width: number, height: number, colour: Pick<Planes, 'fullRange' | 'matrix'> = { fullRange: false, matrix: 'bt601' }): Planes {
  const half = (width / 2) * (height / 2)
  return { width, height, y: new Uint8Array(width * height), u: new Uint8Array(half), v: new Uint8Array(half), ...colour }
}

/** The size to work at: the camera's own shape, even, no larger than the limit. */
export function workingSize(width: number, height: number, maxHeight: number): { width: number; height: number } {
  const scale = Math.min(1, maxHeight / height)
  return { width: Math.max(16, Math.round((width * scale) / 2) * 2), height: Math.max(16, Math.round((height * scale) / 2) * 2) }
}

/** Area average down to any smaller size: no shimmer, and cheap at the factors cameras need (2 and 4 and between). */
export function shrinkPlane(src: Uint8Array, sw: number, sh: number, stride: number, dst: Uint8Array, dw: number, dh: number): void {
  if (sw === dw && sh === dh) {
    for (let y = 0; y < dh; y++) dst.set(src.subarray(y * stride, y * stride + dw), y * dw)
    return
  }
  for (let y = 0; y < dh; y++) {
    const y0 = Math.floor((y * sh) / dh)
    const y1 = Math.max(y0 + 1, Math.floor(((y + 1) * sh) / dh))
    for (let x = 0; x < dw; x++) {
      const x0 = Math.floor((x * sw) / dw)
      const x1 = Math.max(x0 + 1, Math.floor(((x + 1) * sw) / dw))
      let sum = 0
      for (let yy = y0; yy < y1; yy++) for (let xx = x0; xx < x1; xx++) sum += src[yy * stride + xx]!
      dst[y * dw + x] = sum / ((y1 - y0) * (x1 - x0)) + 0.5
    }
  }
}

/** Splits NV12's interleaved chroma. */
export function splitChroma(src: Uint8Array, width: number, height: number, stride: number, u: Uint8Array, v: Uint8Array): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      u[y * width + x] = src[y * stride + 2 * x]!
      v[y * width + x] = src[y * stride + 2 * x + 1]!
    }
  }
}

/** RGB (four bytes a pixel) to limited-range BT.601, `red` being the byte where red stands (0 for RGBA, 2 for BGRA). */
export function fromRgb(src: Uint8Array | Uint8ClampedArray, stride: number, red: 0 | 2, out: Planes): void {
  const blue = 2 - red
  const { width, height } = out
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      let r = 0
      let g = 0
      let b = 0
      for (let k = 0; k < 4; k++) {
        const px = x + (k & 1)
        const py = y + (k >> 1)
        const at = py * stride + px * 4
        const pr = src[at + red]!
        const pg = src[at + 1]!
        const pb = src[at + blue]!
        out.y[py * width + px] = 16.5 + 0.25679 * pr + 0.50413 * pg + 0.09791 * pb
        r += pr
        g += pg
        b += pb
      }
      const i = (y >> 1) * (width >> 1) + (x >> 1)
      out.u[i] = 128.5 - 0.037055 * r - 0.0727475 * g + 0.109805 * b
      out.v[i] = 128.5 + 0.109805 * r - 0.0919475 * g - 0.0178575 * b
    }
  }
  out.fullRange = false
  out.matrix = 'bt601'
}

/** I420 to RGBA at the same size, chroma nearest: for the model's input and the canvas fallback, not for the keyer. */
export function toRgba(p: Planes, out: Uint8ClampedArray): void {
  const c = coefficients(p)
  for (let y = 0; y < p.height; y++) {
    for (let x = 0; x < p.width; x++) {
      const i = (y >> 1) * (p.width >> 1) + (x >> 1)
      const l = (p.y[y * p.width + x]! - c.black) * c.gain
      const u = p.u[i]! - 128
      const v = p.v[i]! - 128
      const at = (y * p.width + x) * 4
      out[at] = l + c.rv * v
      out[at + 1] = l + c.gu * u + c.gv * v
      out[at + 2] = l + c.bu * u
      out[at + 3] = 255
    }
  }
}

export type Coefficients = { black: number; gain: number; rv: number; gu: number; gv: number; bu: number; yr: number; yg: number; yb: number; ub: number; vr: number; chroma: number }

/** Y'CbCr ⇄ R'G'B' (0 … 255) after BT.601 or BT.709, limited or full range. */
export function coefficients({ fullRange, matrix }: Pick<Planes, 'fullRange' | 'matrix'>): Coefficients {
  const kr = matrix === 'bt709' ? 0.2126 : 0.299
  const kb = matrix === 'bt709' ? 0.0722 : 0.114
  const kg = 1 - kr - kb
  const gain = fullRange ? 1 : 255 / 219
  const chroma = fullRange ? 1 : 255 / 224
  return {
    black: fullRange ? 0 : 16, gain, chroma,
    rv: 2 * (1 - kr) * chroma, bu: 2 * (1 - kb) * chroma,
    gu: (-2 * kb * (1 - kb) * chroma) / kg, gv: (-2 * kr * (1 - kr) * chroma) / kg,
    yr: kr, yg: kg, yb: kb, ub: 0.5 / (1 - kb), vr: 0.5 / (1 - kr),
  }
}
