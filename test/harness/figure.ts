/**
 * A drawn person for fake cameras and for tests that need to know the true matte: shapes as signed distances, painted
 * one over the other, so that the coverage of every pixel is exact and the same on every machine.
 */
export type Look = 'presiding' | 'juror' | 'jurorWoman' | 'clerk' | 'man' | 'woman' | 'lawyer' | 'witness'
export const LOOKS: readonly Look[] = ['presiding', 'juror', 'jurorWoman', 'clerk', 'man', 'woman', 'lawyer', 'witness']

type Rgb = readonly [number, number, number]
type Outfit = { skin: Rgb; hair: Rgb; long: boolean; coat: Rgb; shirt: Rgb; tie: Rgb | null; buttons: Rgb | null; placket: Rgb | null; glasses: boolean; size: number }

const OUTFITS: Record<Look, Outfit> = {
  presiding: { skin: [214, 172, 144], hair: [44, 40, 40], long: false, coat: [28, 27, 31], shirt: [28, 27, 31], tie: null, buttons: [214, 176, 84], placket: [150, 26, 34], glasses: true, size: 1 },
  juror: { skin: [206, 160, 130], hair: [58, 52, 50], long: false, coat: [52, 62, 84], shirt: [228, 230, 234], tie: [122, 40, 48], buttons: null, placket: null, glasses: false, size: 1.04 },
  jurorWoman: { skin: [226, 186, 160], hair: [36, 28, 28], long: true, coat: [94, 64, 88], shirt: [240, 236, 232], tie: null, buttons: null, placket: null, glasses: false, size: 0.94 },
  clerk: { skin: [222, 180, 152], hair: [32, 28, 30], long: true, coat: [36, 46, 72], shirt: [214, 224, 236], tie: [150, 30, 40], buttons: null, placket: null, glasses: true, size: 0.95 },
  man: { skin: [196, 148, 118], hair: [70, 66, 66], long: false, coat: [106, 98, 90], shirt: [200, 206, 214], tie: null, buttons: null, placket: null, glasses: false, size: 1.05 },
  woman: { skin: [228, 190, 164], hair: [62, 40, 32], long: true, coat: [146, 64, 60], shirt: [236, 226, 216], tie: null, buttons: null, placket: null, glasses: false, size: 0.96 },
  lawyer: { skin: [212, 168, 140], hair: [40, 36, 36], long: false, coat: [30, 30, 38], shirt: [240, 240, 242], tie: [164, 30, 40], buttons: null, placket: null, glasses: false, size: 1 },
  witness: { skin: [200, 154, 124], hair: [110, 106, 104], long: false, coat: [84, 92, 78], shirt: [186, 176, 160], tie: null, buttons: null, placket: null, glasses: false, size: 1 },
}

/** RGBA, not premultiplied: alpha is the coverage of the figure, 0 … 255. */
export type FigurePicture = { width: number; height: number; rgba: Uint8ClampedArray }

type Painter = { shape(box: readonly [number, number, number, number], distance: (x: number, y: number) => number, colour: (x: number, y: number) => Rgb): void }

const ellipse = (cx: number, cy: number, rx: number, ry: number) => (x: number, y: number) => {
  const k = Math.hypot((x - cx) / rx, (y - cy) / ry)
  return (k - 1) * Math.min(rx, ry)
}
const segment = (ax: number, ay: number, bx: number, by: number, r: number) => (x: number, y: number) => {
  const t = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)))
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)) - r
}
const shade = (c: Rgb, f: number): Rgb => [c[0] * f, c[1] * f, c[2] * f]

/** Coordinates inside are in picture heights, x from the middle: the same figure at every size. */
function painterOn(width: number, height: number, rgba: Uint8ClampedArray): Painter {
  const soft = 1.2 / height
  return {
    shape([x0, y0, x1, y1], distance, colour) {
      const px0 = Math.max(0, Math.floor(x0 * height + width / 2) - 1)
      const px1 = Math.min(width - 1, Math.ceil(x1 * height + width / 2) + 1)
      const py0 = Math.max(0, Math.floor(y0 * height) - 1)
      const py1 = Math.min(height - 1, Math.ceil(y1 * height) + 1)
      for (let py = py0; py <= py1; py++) {
        const y = (py + 0.5) / height
        for (let px = px0; px <= px1; px++) {
          const x = (px + 0.5 - width / 2) / height
          const cover = Math.max(0, Math.min(1, 0.5 - distance(x, y) / soft))
          if (cover === 0) continue
          const at = (py * width + px) * 4
          const under = rgba[at + 3]! / 255
          const total = cover + under * (1 - cover)
          const c = colour(x, y)
          for (let i = 0; i < 3; i++) rgba[at + i] = (c[i]! * cover + rgba[at + i]! * under * (1 - cover)) / total
          rgba[at + 3] = total * 255
        }
      }
    },
  }
}

/** The figure of `look` at `seconds`, swaying a little, blinking, talking in bursts. */
export function drawFigure(look: Look, seconds: number, width: number, height: number): FigurePicture {
  const rgba = new Uint8ClampedArray(width * height * 4)
  const p = painterOn(width, height, rgba)
  const o = OUTFITS[look]
  const phase = LOOKS.indexOf(look) * 1.7
  const s = o.size
  const sway = Math.sin(seconds * 0.9 + phase) * 0.02
  const nod = Math.sin(seconds * 1.3 + phase * 2) * 0.008
  const hx = sway * 1.5
  const hy = 0.36 + nod
  const rx = 0.125 * s
  const ry = 0.165 * s
  const lit = (c: Rgb) => (x: number, y: number) => shade(c, 1.06 - 0.55 * Math.max(0, x - hx + 0.02) - 0.18 * Math.max(0, y - hy))
  if (o.long) p.shape([hx - 0.25, 0.1, hx + 0.25, 0.8], (x, y) => Math.min(ellipse(hx, hy - 0.02, rx * 1.32, ry * 1.3)(x, y), segment(hx, hy, hx, hy + 0.24, rx * 1.18)(x, y)), (x, y) => shade(o.hair, 1 + 0.22 * Math.sin(x * 190 + Math.sin(y * 30))))
  const shoulder = 0.62 + nod * 0.3
  p.shape([sway - 0.6, 0.5, sway + 0.6, 1.02], (x, y) => Math.min(segment(sway - 0.27 * s, shoulder + 0.12, sway + 0.27 * s, shoulder + 0.12, 0.115 * s)(x, y), Math.max(Math.abs(x - sway) - 0.383 * s - (y - shoulder - 0.12) * 0.08, shoulder + 0.12 - y), segment(sway - 0.06, shoulder, sway + 0.06, shoulder, 0.1)(x, y)),
    (x, y) => shade(o.coat, 1.12 - 0.5 * Math.abs(x - sway + 0.06) + 0.06 * Math.sin(x * 34 + y * 12)))
  p.shape([sway - 0.2, 0.5, sway + 0.2, 1.02], (x, y) => Math.max(Math.abs(x - sway) - 0.105 * s + (y - 0.56) * 0.26, 0.54 - y, y - 0.95), lit(o.shirt))
  if (o.placket) p.shape([sway - 0.1, 0.5, sway + 0.1, 1.02], (x, y) => Math.max(Math.abs(x - sway) - 0.045, 0.6 - y), lit(o.placket))
  if (o.buttons) for (const by of [0.68, 0.78, 0.88, 0.98]) p.shape([sway - 0.05, by - 0.05, sway + 0.05, by + 0.05], ellipse(sway, by, 0.017, 0.017), lit(o.buttons))
  if (o.tie) p.shape([sway - 0.1, 0.5, sway + 0.1, 1.02], (x, y) => Math.max(Math.abs(x - sway) - 0.022 - (y - 0.6) * 0.06, 0.585 - y, y - 0.95), lit(o.tie))
  for (const side of [-1, 1]) p.shape([sway - 0.2, 0.5, sway + 0.2, 0.95], segment(sway + side * 0.088 * s, 0.575, sway + side * 0.025, 0.82, 0.017), lit(shade(o.coat, 0.82)))
  p.shape([hx - 0.1, 0.4, hx + 0.1, 0.66], segment(hx * 0.9, hy + 0.1, sway, 0.57, 0.058 * s), lit(shade(o.skin, 0.84)))
  p.shape([hx - 0.2, 0.1, hx + 0.2, 0.6], (x, y) => Math.min(ellipse(hx, hy - 0.02, rx, ry * 0.9)(x, y), ellipse(hx, hy + 0.045, rx * 0.82, ry * 0.78)(x, y)), lit(o.skin))
  for (const side of [-1, 1]) p.shape([hx - 0.2, 0.3, hx + 0.2, 0.45], ellipse(hx + side * rx * 0.99, hy + 0.02, 0.018 * s, 0.034 * s), lit(shade(o.skin, 0.93)))
  p.shape([hx - 0.25, 0.1, hx + 0.25, 0.5], (x, y) => Math.max(ellipse(hx, hy - 0.045, rx * 1.1, ry * 0.92)(x, y), y - hy + 0.055 - (o.long ? 0.5 : 0.3) * Math.abs(x - hx) - 0.012 * Math.sin(x * 60)), (x) => shade(o.hair, 1.1 + 0.35 * Math.sin(x * 150) * Math.max(0, 0.1 - x + hx)))
  drawFace(p, o, hx, hy, seconds + phase)
  return { width, height, rgba }
}

function drawFace(p: Painter, o: Outfit, hx: number, hy: number, time: number): void {
  const dark = (): Rgb => [40, 30, 28]
  const blink = Math.sin(time * 1.9) > 0.985 ? 0.25 : 1
  for (const side of [-1, 1]) {
    const ex = hx + side * 0.047
    p.shape([ex - 0.05, hy - 0.05, ex + 0.05, hy + 0.05], ellipse(ex, hy + 0.012, 0.019, 0.0105 * blink), () => [238, 234, 230])
    p.shape([ex - 0.05, hy - 0.05, ex + 0.05, hy + 0.05], ellipse(ex + 0.004 * Math.sin(time), hy + 0.012, 0.0095, 0.0105 * blink), dark)
    p.shape([ex - 0.06, hy - 0.06, ex + 0.06, hy + 0.02], segment(ex - 0.022, hy - 0.022, ex + 0.022, hy - 0.024, 0.0045), () => shade(o.hair, 0.9))
    if (o.glasses) p.shape([ex - 0.06, hy - 0.06, ex + 0.06, hy + 0.06], (x, y) => Math.abs(ellipse(ex, hy + 0.014, 0.036, 0.028)(x, y)) - 0.0028, () => [60, 56, 58])
  }
  p.shape([hx - 0.04, hy, hx + 0.04, hy + 0.1], segment(hx, hy + 0.02, hx + 0.006, hy + 0.055, 0.011), () => shade(o.skin, 0.9))
  const talking = Math.sin(time * 0.35) > -0.2 ? Math.abs(Math.sin(time * 7.3)) * 0.014 : 0
  p.shape([hx - 0.06, hy + 0.06, hx + 0.06, hy + 0.14], ellipse(hx, hy + 0.1, 0.036, 0.0075 + talking), () => [158, 84, 78])
  if (talking > 0.004) p.shape([hx - 0.06, hy + 0.06, hx + 0.06, hy + 0.14], ellipse(hx, hy + 0.101, 0.026, talking), () => [92, 40, 40])
}
