import type { Layout } from '../rooms/schema.ts'
import type { SceneCamera } from '../people.ts'
import { growToShape, picturePoint, unite } from './lens.ts'
import type { Rect } from './lens.ts'
import { seatsExtent } from './boxes.ts'
import type { RowPlaces } from './seats.ts'

/** A view may not come nearer than this share of the picture's width: cut-outs have only so many pixels. */
const NEAREST = { landscape: 0.3, portrait: 0.5 }

/**
 * The part of the picture a camera shows on a canvas of `shape` (height ÷ width).
 * `public` is what observers see: the whole room, from further back.
 */
export function viewOfCamera(layout: Layout, rows: RowPlaces[], camera: SceneCamera, speaker: string | null, shape: number): Rect {
  const upright = layout.aspect > 1
  const whole = wholeView(layout, rows)
  if (camera === 'whole') return growToShape(whole, shape)
  if (camera === 'public') return growToShape(pad(whole, 0.02), shape)
  const extent = camera === 'bench' ? seatsExtent(layout, rows, ({ seat }) => seat.startsWith('bench') || seat.startsWith('mediator'))
    : camera === 'parties' ? seatsExtent(layout, rows, ({ seat }) => /^(plaintiff|defendant|thirdParty)/.test(seat))
      : seatsExtent(layout, rows, ({ person }) => person !== null && person.personId === speaker)
  if (!extent) return growToShape(whole, shape)
  const margin = camera === 'speaker' ? 0.6 * extent.w : 0.05
  const nearest = upright ? NEAREST.portrait : NEAREST.landscape
  const all = growToShape(whole, shape)
  const frame = (wanted: Rect) => {
    const w = Math.max(nearest, wanted.w)
    return within(growToShape({ x: wanted.x + (wanted.w - w) / 2, y: wanted.y, w, h: wanted.h }, shape), all)
  }
  // Whoever and whatever the frame would cut comes wholly into it; what that takes in may cut something else.
  let wanted = pad(extent, margin)
  for (let turn = 0; turn < 3; turn++) {
    const view = frame(wanted)
    const cut = [headless(layout, rows, view), cutEmblem(layout, view)].filter((one) => one !== null)
    if (cut.length === 0) return view
    wanted = unite([wanted, ...cut])
  }
  return frame(wanted)
}

/** The emblem where a view would show only a part of it: it is shown whole or not at all (R1 24). */
function cutEmblem(layout: Layout, view: Rect): Rect | null {
  const [left, top] = emblemCorner(layout)
  const emblem: Rect = { x: left, y: top, w: (0.5 - left) * 2, h: (0.5 - left) * 2 }
  const shown = Math.max(0, Math.min(view.x + view.w, emblem.x + emblem.w) - Math.max(view.x, emblem.x)) * Math.max(0, Math.min(view.y + view.h, emblem.y + emblem.h) - Math.max(view.y, emblem.y))
  return shown > 0 && shown < emblem.w * emblem.h * 0.999 ? emblem : null
}

/** Upper left of the emblem with a little air about it, in the picture. */
const emblemCorner = ({ camera, emblem, walls }: Layout): [number, number] => {
  const [x = 0, y = 0] = picturePoint(camera, -emblem.diameter * 0.6, emblem.y + emblem.diameter * 0.6, walls.far)
  return [x, y]
}

/** Those whose body stands in a view that cuts their head off: a picture of a court shows nobody so. */
function headless(layout: Layout, rows: RowPlaces[], view: Rect): Rect | null {
  const cut = rows.flatMap(({ seats }) => seats.flatMap((seat) => {
    const at = seat.person && seatsExtent(layout, rows, (other) => other === seat)
    if (!at) return []
    const middle = at.x + at.w / 2
    return middle > view.x && middle < view.x + view.w && at.y < view.y && at.y + at.h * 0.75 > view.y ? [at] : []
  }))
  return cut.length > 0 ? unite(cut) : null
}

/** Emblem, everybody present and, on a wide picture, the designed frame. */
function wholeView(layout: Layout, rows: RowPlaces[]): Rect {
  const people = seatsExtent(layout, rows, () => true)
  const [ex, ey] = emblemCorner(layout)
  const emblem: Rect = { x: ex, y: ey, w: (0.5 - ex) * 2, h: 0.01 }
  if (layout.aspect <= 1) return unite([{ x: 0, y: 0, w: 1, h: layout.aspect }, emblem, ...(people ? [people] : [])])
  const shown = unite([emblem, ...(people ? [people] : [])])
  const half = Math.max(0.5 - shown.x, shown.x + shown.w - 0.5, 0.34)
  return pad({ x: 0.5 - half, y: shown.y, w: half * 2, h: shown.h }, 0.012)
}

const pad = (r: Rect, by: number): Rect => ({ x: r.x - by, y: r.y - by, w: r.w + 2 * by, h: r.h + 2 * by })

/** Moves a view inside the whole so that no camera shows what the whole room's picture does not. */
function within(view: Rect, whole: Rect): Rect {
  const w = Math.min(view.w, whole.w)
  const h = Math.min(view.h, whole.h)
  return { w, h, x: Math.min(Math.max(view.x, whole.x), whole.x + whole.w - w), y: Math.min(Math.max(view.y, whole.y), whole.y + whole.h - h) }
}

/** Slow at both ends. */
export const ease = (t: number): number => (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t))

export function between(a: Rect, b: Rect, t: number): Rect {
  const k = ease(t)
  return { x: a.x + (b.x - a.x) * k, y: a.y + (b.y - a.y) * k, w: a.w + (b.w - a.w) * k, h: a.h + (b.h - a.h) * k }
}
