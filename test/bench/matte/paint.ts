/** Colour R'G'B' 0 … 255, not premultiplied, with coverage 0 … 255. */
export type Layer = { width: number; height: number; rgba: Uint8ClampedArray }
export type Rgb = readonly [number, number, number]

/** Draws a shape into the layer: over what is there, or under it. Coordinates in picture heights, x from the middle. */
export function paint(layer: Layer, under: boolean, box: readonly [number, number, number, number], distance: (x: number, y: number) => number, colour: (x: number, y: number) => Rgb, opacity = 1): void {
  const { width, height, rgba } = layer
  const soft = 1.2 / height
  const x0 = Math.max(0, Math.floor(box[0] * height + width / 2))
  const x1 = Math.min(width - 1, Math.ceil(box[2] * height + width / 2))
  const y0 = Math.max(0, Math.floor(box[1] * height))
  const y1 = Math.min(height - 1, Math.ceil(box[3] * height))
  for (let py = y0; py <= y1; py++) {
    for (let px = x0; px <= x1; px++) {
      const x = (px + 0.5 - width / 2) / height
      const y = (py + 0.5) / height
      const cover = opacity * Math.max(0, Math.min(1, 0.5 - distance(x, y) / soft))
      if (cover === 0) continue
      const at = (py * width + px) * 4
      const there = rgba[at + 3]! / 255
      const [mine, theirs] = under ? [cover * (1 - there), there] : [cover, there * (1 - cover)]
      const total = mine + theirs
      if (total === 0) continue
      const c = colour(x, y)
      for (let i = 0; i < 3; i++) rgba[at + i] = (c[i]! * mine + rgba[at + i]! * theirs) / total
      rgba[at + 3] = total * 255
    }
  }
}

/** Distance to a line from a to b, thick `r0` at a and `r1` at b. */
export const limb = (ax: number, ay: number, bx: number, by: number, r0: number, r1 = r0) => (x: number, y: number): number => {
  const t = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)))
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)) - r0 - (r1 - r0) * t
}

/** Deterministic noise in −1 … 1, the same on every machine. */
export function noise(i: number, seed: number): number {
  let h = Math.imul(i ^ Math.imul(seed + 1, 0x9e3779b1), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 0x7fffffff - 1
}
