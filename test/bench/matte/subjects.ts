import { LOOKS, drawFigure } from '../../harness/figure.ts'
import type { Look } from '../../harness/figure.ts'
import { limb, noise, paint } from './paint.ts'
import type { Layer, Rgb } from './paint.ts'

const SKIN: Rgb = [228, 190, 164]
const SLEEVE: Rgb = [146, 64, 60]
const HAIR: Rgb = [62, 40, 32]
const CHAIR: Rgb = [58, 62, 74]

/**
 * A drawn person who sways, talks, raises a hand with spread fingers, with loose strands of hair; `chair` adds the back of
 * a chair (part of the truth before a wall, where everything that is not wall belongs to the picture).
 * @param seconds the hand comes up in the first second, waves and goes down again after 2.2 s
 */
export function drawnSubject(seconds: number, width: number, height: number, chair: boolean, look: Look = 'woman'): Layer {
  const layer: Layer = drawFigure(look, seconds, width, height)
  const phase = LOOKS.indexOf(look) * 1.7
  const sway = Math.sin(seconds * 0.9 + phase) * 0.02
  strands(layer, sway * 1.5, 0.36 + Math.sin(seconds * 1.3 + phase * 2) * 0.008, seconds)
  hand(layer, sway, seconds)
  if (chair) paint(layer, true, [-0.34, 0.4, 0.34, 1.02], (x, y) => Math.max(Math.abs(x) - 0.29 + 0.1 * Math.max(0, 0.52 - y), 0.44 + 0.25 * x * x - y), (x) => [CHAIR[0] + 30 * x, CHAIR[1] + 30 * x, CHAIR[2] + 30 * x])
  return layer
}

/** Single hairs about a pixel wide, half transparent at 360 lines. */
function strands(layer: Layer, hx: number, hy: number, seconds: number): void {
  for (let i = 0; i < 14; i++) {
    const angle = Math.PI * (1.02 + 0.96 * (i / 13)) + 0.06 * noise(i, 3)
    const long = 0.038 + 0.024 * noise(i, 7)
    const bend = angle + 0.7 * Math.sign(Math.cos(angle)) + 0.3 * noise(i, 11) + 0.05 * Math.sin(seconds * 2.1 + i)
    const [x0, y0] = [hx + 0.155 * Math.cos(angle), hy - 0.02 + 0.2 * Math.sin(angle)]
    const [x1, y1] = [x0 + long * Math.cos(angle), y0 + long * Math.sin(angle)]
    const [x2, y2] = [x1 + long * Math.cos(bend), y1 + long * Math.sin(bend)]
    const distance = (x: number, y: number) => Math.min(limb(x0, y0, x1, y1, 0.0022, 0.0016)(x, y), limb(x1, y1, x2, y2, 0.0016, 0.0008)(x, y))
    paint(layer, true, [Math.min(x0, x1, x2) - 0.01, Math.min(y0, y1, y2) - 0.01, Math.max(x0, x1, x2) + 0.01, Math.max(y0, y1, y2) + 0.01], distance, () => HAIR, 0.85)
  }
}

function hand(layer: Layer, sway: number, seconds: number): void {
  const up = Math.max(0, Math.min(1, seconds / 0.6, (2.8 - seconds) / 0.6))
  if (up === 0) return
  const wave = 0.035 * Math.sin(seconds * 6)
  const [ex, ey] = [sway + 0.37, 1.06 - 0.14 * up]
  const [hx, hy] = [sway + 0.34 + wave, 1.12 - 0.62 * up]
  const lit = (c: Rgb) => (x: number): Rgb => [c[0] * (1.05 - 0.3 * (x - hx + 0.05)), c[1] * (1.05 - 0.3 * (x - hx + 0.05)), c[2] * (1.05 - 0.3 * (x - hx + 0.05))]
  const [wx, wy] = [ex + (hx - ex) * 0.72, ey + (hy - ey) * 0.72]
  const all: [number, number, number, number] = [hx - 0.25, hy - 0.2, hx + 0.3, 1.02]
  paint(layer, false, all, limb(ex, ey + 0.1, wx, wy, 0.068, 0.05), lit(SLEEVE))
  paint(layer, false, all, limb(wx, wy, hx, hy, 0.03, 0.034), lit(SKIN))
  paint(layer, false, all, limb(hx, hy - 0.015, hx, hy - 0.035, 0.042), lit(SKIN))
  for (let f = 0; f < 5; f++) {
    const angle = -Math.PI / 2 + (f - 1.6) * 0.3 + wave
    const [bx, by] = [hx + 0.04 * Math.cos(angle), hy - 0.03 + 0.04 * Math.sin(angle)]
    const reach = f === 4 ? 0.055 : 0.08 - 0.008 * Math.abs(f - 1.5)
    paint(layer, false, all, limb(bx, by, bx + reach * Math.cos(angle), by + reach * Math.sin(angle), 0.0125, 0.0095), lit(SKIN))
  }
}

/** The photograph of a person, scaled to the picture's height, leaning from side to side; sampled bilinearly. */
export function photoSubject(photo: Layer, seconds: number, width: number, height: number): Layer {
  const out: Layer = { width, height, rgba: new Uint8ClampedArray(width * height * 4) }
  const scale = (0.97 * height) / photo.height
  const lean = 0.05 * Math.sin(seconds * 1.7)
  const sx = width * 0.5 + 9 * Math.sin(seconds * 1.1)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const up = height - y
      const px = (x + 0.5 - sx - lean * up) / scale + photo.width / 2 - 0.5
      const py = photo.height - (up - 0.5) / scale - 0.5
      const x0 = Math.floor(px)
      const y0 = Math.floor(py)
      if (x0 < 0 || y0 < 0 || x0 + 1 >= photo.width || y0 >= photo.height) continue
      sample(photo, x0, y0, px - x0, py - y0, out.rgba, (y * width + x) * 4)
    }
  }
  return out
}

function sample(photo: Layer, x0: number, y0: number, tx: number, ty: number, rgba: Uint8ClampedArray, to: number): void {
  let a = 0
  let [r, g, b] = [0, 0, 0]
  for (let k = 0; k < 4; k++) {
    const at = (Math.min(photo.height - 1, y0 + (k >> 1)) * photo.width + x0 + (k & 1)) * 4
    const w = (k & 1 ? tx : 1 - tx) * (k >> 1 ? ty : 1 - ty) * photo.rgba[at + 3]!
    a += w
    r += w * photo.rgba[at]!
    g += w * photo.rgba[at + 1]!
    b += w * photo.rgba[at + 2]!
  }
  if (a < 0.5) return
  rgba[to] = r / a
  rgba[to + 1] = g / a
  rgba[to + 2] = b / a
  rgba[to + 3] = a
}
