import type { RoomSpec } from '../rooms/schema.ts'
import type { Stage } from '../layout/stage.ts'
import type { Point3 } from '../layout/lens.ts'
import { drawBooks, drawCounterSign, drawPainting, drawWindows } from './backdrops.ts'
import type { Frame } from './backdrops.ts'
import { random, tone, upright } from './brush.ts'
import type { Brush } from './brush.ts'
import type { Walls } from './shell.ts'

/** The wall everybody looks at: boards over a panelled dado, a cornice with light under it, and its middle. */
export function drawFarWall(b: Brush, room: RoomSpec, { halfWidth: w, height: h, far }: Walls, stage: Stage): void {
  const { wall, wood } = room.colours
  b.fill(upright(-w, 0, w, h, far), b.fade([-w, 2, far], [w, 2, far], [[0, tone(wall, 0.8)], [0.5, tone(wall, 1.04)], [1, tone(wall, 0.8)]]))
  // Boards differ a little, as boards do.
  const next = random(23)
  for (let x = -w; x < w; x += 1.06) {
    const right = Math.min(w, x + 1.06)
    const shade = next() - 0.5
    b.fill(upright(x, 1, right, h, far), shade > 0 ? `rgba(255,236,204,${0.1 * shade})` : `rgba(44,24,8,${-0.14 * shade})`)
    for (let i = 0; i < 7; i++) {
      const at = x + (right - x) * next()
      b.fill(upright(at, 1, Math.min(right, at + 0.02 + 0.1 * next()), h, far), `rgba(60,34,12,${0.02 + 0.03 * next()})`)
    }
    b.line([[x, 1.02, far], [x, h, far]], tone(wall, 0.62), 0.018)
    b.line([[x + 0.022, 1.02, far], [x + 0.022, h, far]], tone(wall, 1.2, 0.6), 0.011)
  }
  dado(b, wood, w, far)
  middle(b, room, { halfWidth: w, height: h, far }, stage)
  cornice(b, wood, w, h, far)
}

function dado(b: Brush, wood: string, w: number, far: number): void {
  b.fill(upright(-w, 0, w, 1, far), b.fade([0, 1, far], [0, 0, far], [[0, tone(wood, 0.88)], [1, tone(wood, 0.66)]]))
  for (let x = -w + 0.15; x < w - 0.3; x += 0.88) {
    const inset = upright(x, 0.2, x + 0.7, 0.86, far)
    b.fill(inset, b.fade([x, 0.86, far], [x, 0.2, far], [[0, tone(wood, 0.7)], [1, tone(wood, 0.78)]]))
    b.line([inset[3]!, inset[2]!], tone(wood, 0.46), 0.02)
    b.line([inset[0]!, inset[1]!], tone(wood, 1.05), 0.016)
  }
  b.fill(upright(-w, 0.97, w, 1.045, far), b.fade([0, 1.045, far], [0, 0.97, far], [[0, tone(wood, 1.35)], [0.5, tone(wood, 1.05)], [1, tone(wood, 0.6)]]))
}

/** Three mouldings, and a line of light under them that washes the wall. */
function cornice(b: Brush, wood: string, w: number, h: number, far: number): void {
  b.fill(upright(-w, h - 0.62, w, h - 0.24, far), b.fade([0, h - 0.24, far], [0, h - 0.62, far], [[0, 'rgba(255,238,198,.5)'], [0.4, 'rgba(255,236,196,.16)'], [1, 'rgba(255,236,196,0)']]))
  const band = (y0: number, y1: number, top: number, low: number) => b.fill(upright(-w, y0, w, y1, far), b.fade([0, y1, far], [0, y0, far], [[0, tone(wood, top)], [1, tone(wood, low)]]))
  band(h - 0.09, h, 0.9, 0.72)
  band(h - 0.18, h - 0.09, 1.18, 0.8)
  band(h - 0.24, h - 0.18, 0.86, 0.55)
  b.line([[-w, h - 0.24, far], [w, h - 0.24, far]], 'rgba(255,240,205,.9)', 0.02)
}

/** What stands in the middle; the court's own sign hangs over it. */
function middle(b: Brush, room: RoomSpec, { halfWidth, height, far }: Walls, stage: Stage): void {
  const { panel, wood } = room.colours
  const top = height - 0.3
  const presiding = stage.rows.flatMap(({ places }) => places.seats).filter(({ seat }) => /^(bench|mediator)/.test(seat))
  const reach = room.backdrop === 'panel' ? Math.min(halfWidth - 0.6, Math.max(1.35, ...presiding.map(({ x }) => Math.abs(x) + 0.75))) : Math.min(2.1, halfWidth * 0.52)
  for (const side of [-1, 1]) pilaster(b, wood, side * (reach + 0.36), 0.26, top, far)
  const frame: Frame = { x0: -reach, y0: 1.05, x1: reach, y1: Math.min(top - 0.12, stage.layout.emblem.y - stage.layout.emblem.diameter * 0.62), z: far }
  b.fill(upright(-reach - 0.12, 0.98, reach + 0.12, top, far), b.fade([0, top, far], [0, 1, far], [[0, tone(wood, 1.02)], [1, tone(wood, 0.74)]]))
  b.fill(upright(-reach, 1.05, reach, top - 0.12, far), b.fade([0, top, far], [0, 1, far], [[0, tone(panel, 1.12)], [0.45, tone(panel, 1)], [1, tone(panel, 0.74)]]))
  if (room.backdrop === 'painting') drawPainting(b, frame, wood)
  else if (room.backdrop === 'books') drawBooks(b, frame, wood)
  else if (room.backdrop === 'window') drawWindows(b, frame, wood)
  else if (room.backdrop === 'counter') drawCounterSign(b, frame, room.colours)
  else for (let x = -reach + 0.13; x < reach; x += 0.13) slat(b, panel, x, top - 0.12, far)
  b.line(upright(-reach, 1.05, reach, top - 0.12, far).concat([[-reach, 1.05, far]]), 'rgba(214,176,92,.55)', 0.018)
}

function slat(b: Brush, panel: string, x: number, top: number, far: number): void {
  b.line([[x, 1.05, far], [x, top, far]], tone(panel, 0.78, 0.55), 0.014)
  b.line([[x + 0.014, 1.05, far], [x + 0.014, top, far]], tone(panel, 1.16, 0.6), 0.009)
}

/** A fluted pilaster to each side of the middle, lit from the left. */
function pilaster(b: Brush, wood: string, x: number, width: number, top: number, far: number): void {
  const at = (dx: number, y: number): Point3 => [x + dx, y, far]
  const half = width / 2
  b.fill(upright(x - half - 0.03, 0.98, x + half + 0.08, top, far), 'rgba(26,14,6,.3)')
  b.fill(upright(x - half, 0.98, x + half, top, far), b.fade(at(-half, 2), at(half, 2), [[0, tone(wood, 1.2)], [0.3, tone(wood, 1.02)], [1, tone(wood, 0.66)]]))
  for (let i = 1; i < 5; i++) {
    const dx = -half + (width * i) / 5
    b.line([at(dx, 1.2), at(dx, top - 0.18)], tone(wood, 0.5), 0.016)
    b.line([at(dx + 0.014, 1.2), at(dx + 0.014, top - 0.18)], tone(wood, 1.35, 0.7), 0.009)
  }
  for (const [y0, y1, out] of [[0.98, 1.14, 0.045], [top - 0.08, top, 0.055], [top - 0.14, top - 0.08, 0.03]] as const) {
    b.fill(upright(x - half - out, y0, x + half + out, y1, far), b.fade(at(0, y1), at(0, y0), [[0, tone(wood, 1.3)], [1, tone(wood, 0.78)]]))
  }
  b.line([at(-half - 0.03, top - 0.15), at(half + 0.03, top - 0.15)], 'rgba(222,184,98,.7)', 0.016)
}
