import type { RoomSpec } from '../rooms/schema.ts'
import type { Stage, StageRow } from '../layout/stage.ts'
import type { Lens, Point3 } from '../layout/lens.ts'
import { furnitureReach } from '../layout/boxes.ts'
import { straightBase } from '../layout/footprint.ts'
import { KNEES } from '../layout/seats.ts'
import { Brush, flat, tone } from './brush.ts'
import type { Context, Xz } from './brush.ts'
import { drawChair } from './chair.ts'
import { drawDeskThings } from './desk-things.ts'
import { floorAt } from './shell.ts'
import { drawCurvedDesk, drawRoundTable } from './tables.ts'

/** What a piece is made of. */
type Wood = { base: string; panels: boolean; seed: number; gold: boolean }

/** A box on four ground points (near-left, near-right, far-right, far-left): sides that face the eye, then the top. */
function box(b: Brush, base: readonly [Xz, Xz, Xz, Xz], y0: number, y1: number, wood: Wood): void {
  const sides = [0, 1, 2, 3].map((i) => [base[i]!, base[(i + 1) % 4]!] as const)
    .filter(([p, q]) => (q[1] - p[1]) * -(p[0] + q[0]) + (q[0] - p[0]) * (p[1] + q[1]) > 0)
    .sort((s, t) => t[0][1] + t[1][1] - s[0][1] - s[1][1])
  for (const [p, q] of sides) face(b, p, q, y0, y1, wood)
  if (y1 < b.lens.eye) {
    const top = base.map(([x, z]): Point3 => [x, y1, z])
    const light = b.fade([(base[2][0] + base[3][0]) / 2, y1, base[2][1]], [(base[0][0] + base[1][0]) / 2, y1, base[0][1]], [[0, tone(wood.base, 1.02)], [0.55, tone(wood.base, 1.24)], [1, tone(wood.base, 1.32)]])
    b.fill(top, light)
    gloss(b, base, y1)
    b.line([top[0]!, top[1]!], tone(wood.base, 1.5), 0.02)
  }
}

/** Lamps mirrored in lacquer: a soft bright patch on a wide top. */
function gloss(b: Brush, base: readonly [Xz, Xz, Xz, Xz], y: number): void {
  const wide = Math.hypot(base[1][0] - base[0][0], base[1][1] - base[0][1])
  if (wide < 0.8) return
  const { c } = b
  b.path(base.map(([x, z]): Point3 => [x, y, z]))
  c.save()
  c.clip()
  for (const t of wide > 2 ? [0.22, 0.5, 0.78] : [0.42]) {
    const x = base[3][0] + (base[2][0] - base[3][0]) * t
    const z = base[3][1] + (base[2][1] - base[3][1]) * t
    const [px, py] = b.lens.at([x, y, z])
    const r = 0.55 * b.lens.metre(z)
    const spot = c.createRadialGradient(px, py, 0, px, py, r)
    spot.addColorStop(0, 'rgba(255,240,214,.26)')
    spot.addColorStop(1, 'rgba(255,240,214,0)')
    c.fillStyle = spot
    c.fillRect(px - r, py - r, 2 * r, 2 * r)
  }
  c.restore()
}

/** One upright face with frame, insets and grain. Faces turned away from the light are darker. */
function face(b: Brush, p: Xz, q: Xz, y0: number, y1: number, wood: Wood): void {
  const length = Math.hypot(q[0] - p[0], q[1] - p[1])
  const turned = length === 0 ? 1 : Math.abs(q[0] - p[0]) / length
  const light = 0.62 + 0.34 * turned
  const at = (t: number, y: number): Point3 => [p[0] + (q[0] - p[0]) * t, y, p[1] + (q[1] - p[1]) * t]
  b.fill([at(0, y0), at(1, y0), at(1, y1), at(0, y1)], b.fade(at(0.5, y1), at(0.5, y0), [[0, tone(wood.base, light * 1.06)], [0.25, tone(wood.base, light)], [1, tone(wood.base, light * 0.7)]]))
  if (length < 0.3) return
  b.grain(p, q, y0, y1, wood.base, wood.seed)
  if (wood.panels && length > 0.5 && y1 - y0 > 0.4) {
    const count = Math.max(1, Math.round(length / 0.78))
    const gap = 0.075 / length
    for (let i = 0; i < count; i++) {
      const t0 = i / count + gap
      const t1 = (i + 1) / count - gap
      const [lo, hi] = [y0 + 0.14, y1 - 0.15]
      b.fill([at(t0, lo), at(t1, lo), at(t1, hi), at(t0, hi)], b.fade(at(t0, hi), at(t0, lo), [[0, tone(wood.base, light * 0.82)], [1, tone(wood.base, light * 0.66)]]))
      b.line([at(t0, hi), at(t1, hi)], tone(wood.base, light * 0.5), 0.014)
      b.line([at(t0, lo), at(t1, lo)], tone(wood.base, light * 1.25), 0.012)
      b.line([at(t0, lo), at(t0, hi)], tone(wood.base, light * 0.56), 0.012)
      b.line([at(t1, lo), at(t1, hi)], tone(wood.base, light * 1.18), 0.01)
    }
  }
  b.fill([at(0, y1 - 0.05), at(1, y1 - 0.05), at(1, y1), at(0, y1)], tone(wood.base, light * 1.18))
  if (y1 - y0 > 0.3) b.line([at(0, y1 - 0.065), at(1, y1 - 0.065)], tone(wood.base, light * 0.5), 0.014)
  if (y1 - y0 > 0.3) b.fill([at(0, y0), at(1, y0), at(1, y0 + 0.09), at(0, y0 + 0.09)], tone(wood.base, light * 0.5))
  if (wood.gold && length > 0.5) b.line([at(0, y1 - 0.11), at(1, y1 - 0.11)], 'rgba(222,184,98,.75)', 0.014)
}

/** Dais and chairs: behind the people of a row. */
export function drawBehind(c: Context, stage: Stage, room: RoomSpec, stageRow: StageRow): void {
  const b = new Brush(c, stage.lens)
  const { row, ends } = stageRow.places
  const ground = floorAt(stage.layout, ends[0][1])
  if (row.floor > ground && row.furniture.kind === 'bench') {
    const m = furnitureReach(row) + 0.3
    const z0 = ends[0][1] - KNEES - row.furniture.depth - 0.28
    const z1 = Math.min(ends[1][1] + 0.9, stage.layout.walls.far)
    const [left, right] = [ends[0][0] - m, ends[1][0] + m]
    box(b, [[left, z0], [right, z0], [right, z1], [left, z1]], ground, row.floor, { base: room.colours.wood, panels: false, seed: 5, gold: false })
    b.fill(flat(left, z0, right, z1, row.floor), b.fade([0, row.floor, z1], [0, row.floor, z0], [[0, tone(room.colours.carpet, 0.6)], [1, tone(room.colours.carpet, 0.92)]]))
    b.line([[left, row.floor - 0.012, z0], [right, row.floor - 0.012, z0]], 'rgba(222,184,98,.7)', 0.02)
  }
  if (row.chair === 'none') return
  for (const { place } of stageRow.seats) {
    drawChair(b, { kind: row.chair, wood: room.colours.wood, x: place.x, z: place.z, floor: row.floor, scale: row.scale, chief: place.seat === 'bench-1', legs: row.furniture.kind === 'round' })
  }
}

/** Bench, table, desk, stand: before the people of a row. */
export function drawBefore(c: Context, stage: Stage, room: RoomSpec, stageRow: StageRow): void {
  const b = new Brush(c, stage.lens)
  const { row } = stageRow.places
  const { kind, height, depth } = row.furniture
  const wood: Wood = { base: room.colours.wood, panels: kind !== 'stand' || depth > 0.3, seed: row.id.length * 31 + 3, gold: kind === 'bench' }
  const top = row.floor + height
  if (kind === 'none') return
  if (kind === 'round') {
    drawRoundTable(b, room.colours.wood, stageRow)
    return drawDeskThings(b, stageRow)
  }
  if (kind === 'curve') {
    drawCurvedDesk(b, room.colours.wood, stageRow)
    return drawDeskThings(b, stageRow)
  }
  const base = straightBase(stageRow.places)
  const middle = [(base[0][0] + base[1][0]) / 2, (base[0][1] + base[1][1]) / 2] as const
  b.floorShadow(middle[0], middle[1], (Math.hypot(base[1][0] - base[0][0], base[1][1] - base[0][1]) / 2) * 1.12, 0.34, 0.42, row.floor)
  const ground = floorAt(stage.layout, middle[1])
  const foot = kind === 'bench' ? Math.max(ground, row.floor - 0.4) : row.floor
  box(b, base, foot, top, wood)
  if (kind === 'bench') benchCrown(b, room, base, foot, row.floor, top)
  drawDeskThings(b, stageRow)
}

/** A lower step before the bench and a carved middle: it says where the court sits. */
function benchCrown(b: Brush, room: RoomSpec, base: readonly [Xz, Xz, Xz, Xz], foot: number, floor: number, top: number): void {
  const m = (base[0][0] + base[1][0]) / 2
  const z = base[0][1]
  const half = Math.min(0.62, (base[1][0] - base[0][0]) / 2 - 0.1)
  box(b, [[m - half, z - 0.1], [m + half, z - 0.1], [m + half, z], [m - half, z]], foot, top + 0.02, { base: room.colours.wood, panels: true, seed: 12, gold: true })
  b.line([[base[0][0], floor + 0.12, z], [m - half, floor + 0.12, z]], 'rgba(222,184,98,.5)', 0.014)
  b.line([[m + half, floor + 0.12, z], [base[1][0], floor + 0.12, z]], 'rgba(222,184,98,.5)', 0.014)
}

/** The rail that divides the court from the public. */
export function drawRail(c: Context, lens: Lens, room: RoomSpec, z: number, height: number, halfWidth: number): void {
  const b = new Brush(c, lens)
  const { wood } = room.colours
  for (const side of [-1, 1]) {
    const [x0, x1] = side < 0 ? [-halfWidth, -0.85] : [0.85, halfWidth]
    for (let x = x0 + 0.12; x < x1; x += 0.24) b.line([[x, 0, z], [x, height - 0.06, z]], tone(wood, 0.72), 0.05)
    box(b, [[x0, z - 0.05], [x1, z - 0.05], [x1, z + 0.05], [x0, z + 0.05]], height - 0.08, height, { base: wood, panels: false, seed: 4, gold: false })
    box(b, [[x0, z - 0.03], [x1, z - 0.03], [x1, z + 0.03], [x0, z + 0.03]], 0, 0.09, { base: wood, panels: false, seed: 4, gold: false })
  }
}
