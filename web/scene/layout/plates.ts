import type { Rect } from './lens.ts'
import { overlaps } from './lens.ts'

/** What wants a plate: where it belongs, how wide it may be, and the words. Canvas pixels. */
export type PlateWish = { key: string; x: number; y: number; maxWidth: number; role: string; name: string; rank: number }
export type PlateBox = Rect & { key: string; font: number }

/** Width of a text in ems without a canvas: full-width characters are 1, others about half. */
export function ems(text: string): number {
  let n = 0
  for (const char of text) n += char.codePointAt(0)! > 0x2e7f ? 1 : /[ilI.,'|]/.test(char) ? 0.3 : /[mwMW]/.test(char) ? 0.82 : /[A-Z]/.test(char) ? 0.66 : 0.53
  return n
}

const GAP = 2
/** A plate rather moves this many of its heights than cover a face. */
const FACE_COST = 30
/** The role's letters, as a share of the name's. */
export const ROLE_SIZE = 0.92
/** Ems a plate may always have, however near its neighbour is: 委托诉讼代理人 is written out, and plates give way to each other. */
const FITS = 7.6

/**
 * Gives every plate a place on the canvas where it covers no other plate, as near to its seat as possible and off
 * people's faces. Deterministic; important seats first.
 * @param font pixels of the name's letters, usually and at least; @param faces what should stay free.
 */
export function placePlates(wishes: PlateWish[], canvas: { width: number; height: number }, font: { usual: number; least: number }, faces: Rect[]): PlateBox[] {
  const placed: PlateBox[] = []
  for (const wish of [...wishes].sort((a, b) => a.rank - b.rank || a.y - b.y || a.x - b.x)) {
    const size = plateSize(wish, font, canvas.width)
    const home: Rect = { x: wish.x - size.w / 2, y: wish.y, w: size.w, h: size.h }
    let best: { rect: Rect; cost: number } | null = null
    for (const rect of candidates(home, canvas)) {
      if (placed.some((other) => overlaps(inflate(rect), other))) continue
      const way = Math.hypot(rect.x - home.x, (rect.y - home.y) * 1.4) / size.h
      const cost = way + 3 * Math.max(0, way - 1) ** 2 + faces.reduce((sum, face) => sum + covered(rect, face) * FACE_COST, 0)
      if (!best || cost < best.cost) best = { rect, cost }
    }
    placed.push({ key: wish.key, font: size.font, ...(best?.rect ?? clampInto(home, canvas)) })
  }
  return placed
}

/** Two lines: role small above, name below; narrower letters before the words are cut. */
function plateSize({ role, name, maxWidth }: PlateWish, { usual, least }: { usual: number; least: number }, canvasWidth: number): { w: number; h: number; font: number } {
  const wanted = (f: number) => Math.max(ems(role) * f * ROLE_SIZE, ems(name) * f) + f * 0.9
  const room = Math.min(canvasWidth - 4, Math.max(maxWidth, least * FITS))
  let f = usual
  while (wanted(f) > room && f > Math.max(least, usual * 0.74)) f = Math.max(least, f - 0.5)
  return { w: Math.ceil(Math.min(wanted(f), room)), h: Math.ceil(f * 2.5), font: f }
}

function* candidates(home: Rect, canvas: { width: number; height: number }): Generator<Rect> {
  const stepY = Math.max(4, home.h / 3)
  const stepX = Math.max(4, home.w / 5)
  for (let ring = 0; ring < 40; ring++) {
    for (const dy of ring === 0 ? [0] : [ring, -ring]) {
      for (const dx of [0, 1, -1, 2, -2, 3, -3]) yield clampInto({ ...home, x: home.x + dx * stepX, y: home.y + dy * stepY }, canvas)
    }
  }
}

const clampInto = (r: Rect, canvas: { width: number; height: number }): Rect => ({ ...r, x: Math.min(Math.max(2, r.x), canvas.width - r.w - 2), y: Math.min(Math.max(2, r.y), canvas.height - r.h - 2) })
const inflate = (r: Rect): Rect => ({ x: r.x - GAP, y: r.y - GAP, w: r.w + 2 * GAP, h: r.h + 2 * GAP })

/** Share of `what` that `by` covers. */
function covered(by: Rect, what: Rect): number {
  const w = Math.min(by.x + by.w, what.x + what.w) - Math.max(by.x, what.x)
  const h = Math.min(by.y + by.h, what.y + what.h) - Math.max(by.y, what.y)
  return w > 0 && h > 0 ? (w * h) / (what.w * what.h) : 0
}
