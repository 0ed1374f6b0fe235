import type { Lens, Point3 } from '../layout/lens.ts'

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D
export type Xz = readonly [number, number]

export const rgb = (hex: string): [number, number, number] => [parseInt(hex.slice(1, 3), 16), parseInt(hex.slice(3, 5), 16), parseInt(hex.slice(5, 7), 16)]

/** A colour under more or less light; above 1 it grows brighter and a little paler, as lacquered wood does. */
export function tone(hex: string, light: number, alpha = 1): string {
  const more = Math.max(0, light - 1)
  const [r, g, b] = rgb(hex).map((c) => Math.min(255, Math.round(light <= 1 ? c * light : c * (1 + 0.75 * more) + 255 * 0.25 * more))) as [number, number, number]
  return `rgba(${r},${g},${b},${alpha})`
}

/** A rectangle on a wall that faces the viewer. */
export const upright = (x0: number, y0: number, x1: number, y1: number, z: number): Point3[] => [[x0, y0, z], [x1, y0, z], [x1, y1, z], [x0, y1, z]]
/** A rectangle on a floor at height y. */
export const flat = (x0: number, z0: number, x1: number, z1: number, y: number): Point3[] => [[x0, y, z0], [x1, y, z0], [x1, y, z1], [x0, y, z1]]

/** The same number for the same seed: grain and tiles look alike at every size. */
export function random(seed: number): () => number {
  let s = seed >>> 0
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0
    return s / 4294967296
  }
}

/** Draws shapes given in metres. */
export class Brush {
  readonly c: Context
  readonly lens: Lens

  constructor(c: Context, lens: Lens) {
    this.c = c
    this.lens = lens
  }

  path(points: readonly Point3[]): void {
    this.c.beginPath()
    points.forEach((p, i) => {
      const [x, y] = this.lens.at(p)
      if (i === 0) this.c.moveTo(x, y)
      else this.c.lineTo(x, y)
    })
    this.c.closePath()
  }

  fill(points: readonly Point3[], style: string | CanvasGradient): void {
    this.path(points)
    this.c.fillStyle = style
    this.c.fill()
  }

  /** @param width metres at the first point's distance. */
  line(points: readonly Point3[], style: string, width: number): void {
    this.c.beginPath()
    points.forEach((p, i) => {
      const [x, y] = this.lens.at(p)
      if (i === 0) this.c.moveTo(x, y)
      else this.c.lineTo(x, y)
    })
    this.c.strokeStyle = style
    this.c.lineWidth = Math.max(0.4, width * this.lens.metre(points[0]![2]))
    this.c.stroke()
  }

  /** A gradient between two points of the room. */
  fade(from: Point3, to: Point3, stops: readonly (readonly [number, string])[]): CanvasGradient {
    const a = this.lens.at(from)
    const b = this.lens.at(to)
    const gradient = this.c.createLinearGradient(a[0], a[1], b[0], b[1])
    for (const [at, style] of stops) gradient.addColorStop(at, style)
    return gradient
  }

  /** Wood grain: fine lines along an upright face between two ground points. */
  grain(a: Xz, b: Xz, y0: number, y1: number, dark: string, seed: number): void {
    const next = random(seed)
    const lines = Math.min(46, Math.round((y1 - y0) * 34))
    for (let i = 0; i < lines; i++) {
      const y = y0 + (y1 - y0) * next()
      const wave = 0.006 * (next() - 0.5)
      const t0 = next() * 0.5
      const t1 = t0 + 0.25 + next() * 0.5
      const at = (t: number): Point3 => [a[0] + (b[0] - a[0]) * Math.min(1, t), y + wave * t, a[1] + (b[1] - a[1]) * Math.min(1, t)]
      this.line([at(t0), at((t0 + t1) / 2), at(t1)], tone(dark, 0.5, 0.05 + 0.09 * next()), 0.004)
    }
  }

  /** Soft dark spot on the floor. @param y height of that floor. */
  floorShadow(x: number, z: number, rx: number, rz: number, strength: number, y = 0): void {
    const [px, py] = this.lens.at([x, y, z])
    const w = rx * this.lens.metre(z)
    const h = Math.max(2, Math.abs(this.lens.at([x, y, Math.max(0.8, z - rz)])[1] - py))
    this.c.save()
    this.c.translate(px, py)
    this.c.scale(1, h / w)
    const g = this.c.createRadialGradient(0, 0, w * 0.2, 0, 0, w)
    g.addColorStop(0, `rgba(20,12,8,${strength})`)
    g.addColorStop(1, 'rgba(20,12,8,0)')
    this.c.fillStyle = g
    this.c.fillRect(-w, -w, 2 * w, 2 * w)
    this.c.restore()
  }
}
