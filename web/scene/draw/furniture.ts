import type { RoomSpec } from '../rooms/schema.ts'
import type { StageRow } from '../layout/stage.ts'
import type { Point3 } from '../layout/lens.ts'
import { KNEES } from '../layout/seats.ts'
import { Brush, tone } from './brush.ts'
import type { Context, Xz } from './brush.ts'
import type { Lens } from '../layout/lens.ts'

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
    b.line([top[0]!, top[1]!], tone(wood.base, 1.5), 0.02)
  }
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
export function drawBehind(c: Context, lens: Lens, room: RoomSpec, stageRow: StageRow): void {
  const b = new Brush(c, lens)
  const { row, ends } = stageRow.places
  if (row.floor > 0 && row.furniture.kind === 'bench') {
    const m = row.furniture.margin + 0.35
    const z0 = ends[0][1] - KNEES - row.furniture.depth - 0.28
    box(b, [[ends[0][0] - m, z0], [ends[1][0] + m, z0], [ends[1][0] + m, ends[1][1] + 0.9], [ends[0][0] - m, ends[0][1] + 0.9]], 0, row.floor, { base: room.colours.wood, panels: false, seed: 5, gold: false })
    b.fill([[ends[0][0] - m, row.floor, z0], [ends[1][0] + m, row.floor, z0], [ends[1][0] + m, row.floor, ends[1][1] + 0.9], [ends[0][0] - m, row.floor, ends[0][1] + 0.9]], tone(room.colours.carpet, 0.82))
  }
  if (row.chair === 'none') return
  for (const { place } of stageRow.seats) chair(b, row.chair, room.colours.wood, place.x, place.z, row.floor, row.scale, place.seat === 'bench-1')
}

/** A chair's back as seen from before it: leather in a wooden frame. */
function chair(b: Brush, kind: 'high' | 'low', wood: string, x: number, z: number, floor: number, scale: number, chief: boolean): void {
  const m = b.lens.metre(z) * scale
  const [px, foot] = b.lens.at([x, floor, z])
  const seatTop = foot - 0.45 * b.lens.metre(z)
  const high = (kind === 'high' ? (chief ? 1.06 : 0.96) : 0.62) * m
  const half = (kind === 'high' ? 0.33 : 0.29) * m
  const c = b.c
  c.beginPath()
  c.roundRect(px - half, seatTop - high, half * 2, high + 0.45 * b.lens.metre(z), [half * 0.42, half * 0.42, 0, 0])
  c.fillStyle = tone(wood, 0.62)
  c.fill()
  c.strokeStyle = tone(wood, 0.95)
  c.lineWidth = Math.max(0.6, m * 0.014)
  c.stroke()
  const inset = half * 0.17
  c.beginPath()
  c.roundRect(px - half + inset, seatTop - high + inset, (half - inset) * 2, high, half * 0.32)
  const leather = c.createLinearGradient(px - half, 0, px + half, 0)
  leather.addColorStop(0, '#5a4334')
  leather.addColorStop(0.42, '#856653')
  leather.addColorStop(1, '#4b3729')
  c.fillStyle = leather
  c.fill()
  if (kind === 'high') {
    c.strokeStyle = 'rgba(214,178,96,.55)'
    c.lineWidth = Math.max(0.5, m * 0.007)
    c.stroke()
  }
}

/** Bench, table, desk, stand: before the people of a row. */
export function drawBefore(c: Context, lens: Lens, room: RoomSpec, stageRow: StageRow): void {
  const b = new Brush(c, lens)
  const { row, ends, seats } = stageRow.places
  const { kind, height, depth, margin } = row.furniture
  const wood: Wood = { base: room.colours.wood, panels: kind !== 'stand' || depth > 0.3, seed: row.id.length * 31 + 3, gold: kind === 'bench' }
  const top = row.floor + height
  if (kind === 'none') return
  if (kind === 'round') {
    roundTable(b, room, stageRow)
    return
  }
  // A desk fits who sits at it; bench and tables keep their size.
  const xs = kind === 'bench' || kind === 'table' ? ends : ([[seats[0]!.x, seats[0]!.z], [seats.at(-1)!.x, seats.at(-1)!.z]] as const)
  const front = stageRow.places.front
  const along = [-front[1], front[0]] as const
  const corner = (end: Xz, out: number, ahead: number): Xz => [end[0] + along[0] * out + front[0] * ahead, end[1] + along[1] * out + front[1] * ahead]
  const reach = kind === 'table' ? Math.max(margin, 0.3) : margin
  const base = [corner(xs[0], -reach, KNEES + depth), corner(xs[1], reach, KNEES + depth), corner(xs[1], reach, KNEES), corner(xs[0], -reach, KNEES)] as const
  const middle = [(base[0][0] + base[1][0]) / 2, (base[0][1] + base[1][1]) / 2] as const
  b.floorShadow(middle[0], middle[1], (Math.hypot(base[1][0] - base[0][0], base[1][1] - base[0][1]) / 2) * 1.12, 0.34, 0.42)
  box(b, base, Math.max(0, row.floor - (kind === 'bench' ? 0.4 : 0)), top, wood)
  if (kind === 'bench') benchCrown(b, room, base, row.floor, top)
  papers(b, stageRow, top)
}

/** A lower step before the bench and a carved middle: it says where the court sits. */
function benchCrown(b: Brush, room: RoomSpec, base: readonly [Xz, Xz, Xz, Xz], floor: number, top: number): void {
  const m = (base[0][0] + base[1][0]) / 2
  const z = base[0][1]
  const half = Math.min(0.62, (base[1][0] - base[0][0]) / 2 - 0.1)
  box(b, [[m - half, z - 0.1], [m + half, z - 0.1], [m + half, z], [m - half, z]], 0, top + 0.02, { base: room.colours.wood, panels: true, seed: 12, gold: true })
  b.line([[base[0][0], floor + 0.12, z], [m - half, floor + 0.12, z]], 'rgba(222,184,98,.5)', 0.014)
  b.line([[m + half, floor + 0.12, z], [base[1][0], floor + 0.12, z]], 'rgba(222,184,98,.5)', 0.014)
}

/** Files and a microphone on the table before everybody: a little life, and a measure for the eye. */
function papers(b: Brush, stageRow: StageRow, top: number): void {
  const { row } = stageRow.places
  if (row.furniture.kind === 'rail') return
  for (const { place } of stageRow.seats) {
    const at = (side: number, ahead: number): Point3 => [place.x + place.front[0] * ahead - place.front[1] * side, top, place.z + place.front[1] * ahead + place.front[0] * side]
    const near = KNEES + row.furniture.depth * 0.7
    const far = KNEES + row.furniture.depth * 0.25
    b.fill([at(0.09, near), at(0.3, near), at(0.3, far), at(0.09, far)].map((p) => p), '#f1ece0')
    b.line([at(0.12, near - 0.08), at(0.27, near - 0.08)], 'rgba(90,80,70,.5)', 0.01)
    b.line([at(0.12, near - 0.15), at(0.27, near - 0.15)], 'rgba(90,80,70,.5)', 0.01)
    const stem = at(-0.22, (near + far) / 2)
    b.line([stem, [stem[0], top + 0.2, stem[2]], [stem[0] + 0.02, top + 0.25, stem[2]]], '#2b2725', 0.014)
    b.line([[stem[0] + 0.02, top + 0.24, stem[2]], [stem[0] + 0.035, top + 0.3, stem[2]]], '#1c1a19', 0.036)
    b.fill([at(-0.28, near - 0.05), at(-0.16, near - 0.05), at(-0.16, far + 0.12), at(-0.28, far + 0.12)], '#2b2725')
  }
}

/** An oval table with an edge, seen from a little above. */
function roundTable(b: Brush, room: RoomSpec, stageRow: StageRow): void {
  const { row } = stageRow.places
  if (row.place.kind !== 'arc') return
  const { centre, radius } = row.place
  const rx = radius[0] + 0.16
  const rz = Math.max(0.5, radius[1] - 0.16)
  const top = row.furniture.height
  const ring = (y: number, k = 1): Point3[] => Array.from({ length: 72 }, (_, i) => [centre[0] + rx * k * Math.cos((i * Math.PI) / 36), y, centre[1] + rz * k * Math.sin((i * Math.PI) / 36)])
  b.floorShadow(centre[0], centre[1], rx * 1.15, rz * 1.2, 0.4)
  const lower = ring(0.02, 0.86)
  const upper = ring(top - 0.1, 0.9)
  const near = Array.from({ length: 37 }, (_, i) => 36 + i).map((i) => i % 72)
  const { wood } = room.colours
  const gradient = b.fade([centre[0] - rx, 0.4, centre[1] - rz], [centre[0] + rx, 0.4, centre[1] - rz], [[0, tone(wood, 0.5)], [0.35, tone(wood, 0.92)], [0.7, tone(wood, 0.86)], [1, tone(wood, 0.48)]])
  b.fill([...near.map((i) => upper[i]!), ...near.toReversed().map((i) => lower[i]!)], gradient)
  const edge = ring(top - 0.1)
  const plate = ring(top)
  b.fill([...near.map((i) => plate[i]!), ...near.toReversed().map((i) => edge[i]!)], b.fade([centre[0] - rx, top, centre[1] - rz], [centre[0] + rx, top, centre[1] - rz], [[0, tone(wood, 0.7)], [0.4, tone(wood, 1.22)], [1, tone(wood, 0.66)]]))
  b.fill(plate, b.fade([0, top, centre[1] + rz], [0, top, centre[1] - rz], [[0, tone(wood, 1.08)], [0.5, tone(wood, 1.3)], [1, tone(wood, 1.42)]]))
  b.fill(ring(top + 0.001, 0.5), b.fade([0, top, centre[1] + rz * 0.5], [0, top, centre[1] - rz * 0.5], [[0, tone(wood, 1.16)], [1, tone(wood, 1.3)]]))
  b.line([...ring(top, 0.5), ring(top, 0.5)[0]!], tone(wood, 0.8), 0.015)
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
