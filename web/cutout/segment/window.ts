import type { Planes } from '../planes.ts'

/** A part of the picture, pixels; even numbers. */
export type Window = { x: number; y: number; width: number; height: number }

/** Room around the person on each side, shares of the window: a hand must not come up outside of it. */
const MARGIN = 0.16
/** The model was made for whole pictures: it is not shown less than this share of one. */
const LEAST = { width: 0.5, height: 0.8 } as const
/** The window stays until it is off by this share of the picture: a window that follows every breath would flicker. */
const SLACK = 0.07
/** Above this a cell of the mask belongs to the person. */
const PERSON = 0.3

/** The mask may be undecided on at most this share of the person; a model that doubts is shown the whole picture. */
const DOUBT = 0.12

const whole = (now: Window, width: number, height: number): Window => (now.width === width && now.height === height ? now : { x: 0, y: 0, width, height })

/**
 * The part of the picture that the model should see next: the person with room around. A person who fills a third of a
 * wide picture gets more of the model's few pixels (alpha error a third smaller). The whole picture when nobody is seen
 * or the model is unsure.
 *
 * @param mask 0 … 1 of `columns × rows`, what the model said about `now`
 * @returns `now` itself when it may stay
 */
export function nextWindow(mask: Float32Array, columns: number, rows: number, now: Window, width: number, height: number): Window {
  let [left, right, top, bottom] = [columns, -1, rows, -1]
  let [sure, unsure] = [0, 0]
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const m = mask[y * columns + x]!
      if (m > 0.5) sure++
      if (m > 0.1 && m < 0.9) unsure++
      if (m < PERSON) continue
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      bottom = y
    }
  }
  if (sure < columns * rows * 0.01 || unsure > sure * DOUBT) return whole(now, width, height)
  // Cut off by the window itself: nobody knows how far they reach.
  const lost = (at: number, edge: number, inner: boolean) => inner && Math.abs(at - edge) <= 1
  const sx = now.width / columns
  const sy = now.height / rows
  const span = (right - left + 1) * sx
  const x0 = lost(left, 0, now.x > 0) ? 0 : now.x + left * sx - MARGIN * span
  const x1 = lost(right, columns - 1, now.x + now.width < width) ? width : now.x + (right + 1) * sx + MARGIN * span
  const y0 = lost(top, 0, now.y > 0) ? 0 : now.y + top * sy - MARGIN * (bottom - top + 1) * sy
  const wanted = fit(x0, x1, width, LEAST.width, false)
  const tall = fit(y0, height, height, LEAST.height, true)
  const next = { x: wanted[0], y: tall[0], width: wanted[1] - wanted[0], height: tall[1] - tall[0] }
  const off = Math.max(Math.abs(next.x - now.x), Math.abs(next.x + next.width - now.x - now.width)) / width
  const offUp = Math.abs(next.y - now.y) / height
  // Growing is urgent, shrinking is not.
  const grows = next.x < now.x - width * SLACK * 0.5 || next.x + next.width > now.x + now.width + width * SLACK * 0.5 || next.y < now.y - height * SLACK * 0.5
  return grows || Math.max(off, offUp) > SLACK ? next : now
}

/** From … to, at least `least` of `all`, inside the picture, even. */
function fit(from: number, to: number, all: number, least: number, keepEnd: boolean): [number, number] {
  let [a, b] = [Math.max(0, from), Math.min(all, to)]
  const short = least * all - (b - a)
  if (short > 0) {
    a -= keepEnd ? short : short / 2
    b += keepEnd ? 0 : short / 2
    if (a < 0) [a, b] = [0, b - a]
    if (b > all) [a, b] = [Math.max(0, a - (b - all)), all]
  }
  return [Math.floor(a / 2) * 2, Math.ceil(b / 2) * 2]
}

/** Shrinks the window's part of the picture to the model's size: every pixel the mean of its own area. */
export function sampleWindow(p: Planes, window: Window, out: Planes): void {
  out.fullRange = p.fullRange
  out.matrix = p.matrix
  samplePlane(p.y, p.width, window.x, window.y, window.width, window.height, out.y, out.width, out.height)
  const half = p.width >> 1
  samplePlane(p.u, half, window.x / 2, window.y / 2, window.width / 2, window.height / 2, out.u, out.width / 2, out.height / 2)
  samplePlane(p.v, half, window.x / 2, window.y / 2, window.width / 2, window.height / 2, out.v, out.width / 2, out.height / 2)
}

/** Area mean with fractional ends: a window of any size gives a picture without shimmer or shift. */
function samplePlane(src: Uint8Array, stride: number, x: number, y: number, w: number, h: number, dst: Uint8Array, dw: number, dh: number): void {
  const row = new Float32Array(w)
  const sx = w / dw
  const sy = h / dh
  for (let v = 0; v < dh; v++) {
    const from = v * sy
    const to = Math.min(h, from + Math.max(1, sy))
    row.fill(0)
    for (let r = Math.floor(from); r < to; r++) {
      const part = Math.min(r + 1, to) - Math.max(r, from)
      const at = (y + r) * stride + x
      for (let k = 0; k < w; k++) row[k] = row[k]! + part * src[at + k]!
    }
    const scale = 1 / ((to - from) * Math.max(1, sx))
    for (let u = 0; u < dw; u++) {
      const a = u * sx
      const b = Math.min(w, a + Math.max(1, sx))
      let sum = 0
      for (let k = Math.floor(a); k < b; k++) sum += (Math.min(k + 1, b) - Math.max(k, a)) * row[k]!
      dst[v * dw + u] = sum * scale + 0.5
    }
  }
}
