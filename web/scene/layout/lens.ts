import type { Layout } from '../rooms/schema.ts'

export type Rect = { x: number; y: number; w: number; h: number }
export type Point3 = readonly [x: number, y: number, z: number]

/**
 * Real perspective with a shifted lens: the eye looks straight ahead, so uprights stay upright, and every camera is a
 * part of the same picture. `view` is that part in picture widths; the canvas shows it `width` pixels wide.
 */
export class Lens {
  readonly view: Rect
  /** Pixels per picture width. */
  readonly scale: number
  private readonly camera: Layout['camera']

  constructor(camera: Layout['camera'], view: Rect, width: number) {
    this.camera = camera
    this.view = view
    this.scale = width / view.w
  }

  /** Metres (x right, y up, z away) to canvas pixels. */
  at([x, y, z]: Point3): [number, number] {
    const p = picturePoint(this.camera, x, y, z)
    return [(p[0] - this.view.x) * this.scale, (p[1] - this.view.y) * this.scale]
  }

  /** Pixels one metre is long at a distance. */
  metre(z: number): number {
    return (this.camera.focal / z) * this.scale
  }

  get eye(): number {
    return this.camera.eye
  }
}

/** Metres to picture widths. */
export function picturePoint(camera: Layout['camera'], x: number, y: number, z: number): [number, number] {
  return [0.5 + (camera.focal * x) / z, camera.horizon + (camera.focal * (camera.eye - y)) / z]
}

/** The smallest rectangle of a shape (height ÷ width) that holds `inner`, grown evenly. */
export function growToShape(inner: Rect, shape: number): Rect {
  const w = Math.max(inner.w, inner.h / shape)
  const h = w * shape
  return { x: inner.x + (inner.w - w) / 2, y: inner.y + (inner.h - h) / 2, w, h }
}

export function unite(rects: Rect[]): Rect {
  const x = Math.min(...rects.map((r) => r.x))
  const y = Math.min(...rects.map((r) => r.y))
  return { x, y, w: Math.max(...rects.map((r) => r.x + r.w)) - x, h: Math.max(...rects.map((r) => r.y + r.h)) - y }
}

export const overlaps = (a: Rect, b: Rect): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
