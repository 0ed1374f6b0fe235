import type { Rect } from '../layout/lens.ts'

/** The room behind the people, very small: what bounces off it onto their edges. RGB rows, `width` × `height` cells. */
export type Backdrop = { width: number; height: number; rgba: Uint8ClampedArray }

export const BACKDROP_WIDTH = 64

/** Colours behind a picture at `columns` places of one line. @param y canvas pixels; @param out RGB, 3 × columns. */
export function backdropLine(backdrop: Backdrop, canvas: { width: number; height: number }, rect: Rect, y: number, columns: number, out: Float32Array): void {
  const cy = Math.max(0, Math.min(backdrop.height - 1, Math.floor((y / canvas.height) * backdrop.height)))
  for (let i = 0; i < columns; i++) {
    const x = rect.x + ((i + 0.5) / columns) * rect.w
    const cx = Math.max(0, Math.min(backdrop.width - 1, Math.floor((x / canvas.width) * backdrop.width)))
    const at = (cy * backdrop.width + cx) * 4
    out[i * 3] = backdrop.rgba[at]!
    out[i * 3 + 1] = backdrop.rgba[at + 1]!
    out[i * 3 + 2] = backdrop.rgba[at + 2]!
  }
}
