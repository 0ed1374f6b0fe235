import type { RoomSpec } from '../rooms/schema.ts'
import type { Stage } from '../layout/stage.ts'
import type { Point3 } from '../layout/lens.ts'
import { flat, random, tone, upright } from './brush.ts'
import type { Brush } from './brush.ts'

/** How near to the eye the walls are drawn; nearer would project to infinity. */
export const NEAR = 1.6
export type Walls = Stage['layout']['walls']

/** Height of the floor at a distance: the steps across the room. */
export const floorAt = ({ steps }: Stage['layout'], z: number): number => Math.max(0, ...steps.filter((step) => step.z <= z).map((step) => step.height))

/** White boards with flush lamps, and a cove of light before the far wall. */
export function drawCeiling(b: Brush, room: RoomSpec, { halfWidth: w, height: h, far }: Walls): void {
  const { ceiling } = room.colours
  b.fill(flat(-w, NEAR, w, far, h), b.fade([0, h, far], [0, h, NEAR + 2], [[0, tone(ceiling, 0.97)], [0.12, tone(ceiling, 0.88)], [1, tone(ceiling, 0.96)]]))
  for (let z = far - 1.2; z > NEAR; z -= 1.2) b.line([[-w, h, z], [w, h, z]], tone(ceiling, 0.7, 0.6), 0.012)
  for (const z of [far - 1.5, far - 3.3, far - 5.1]) {
    if (z < NEAR + 0.6) continue
    for (const x of [-w * 0.62, 0, w * 0.62]) {
      const half = w * 0.2
      b.fill(flat(x - half - 0.05, z - 0.3, x + half + 0.05, z + 0.3, h), tone(ceiling, 0.72))
      b.fill(flat(x - half, z - 0.25, x + half, z + 0.25, h), '#fffdf4')
    }
  }
}

export function drawSideWalls(b: Brush, room: RoomSpec, { halfWidth: w, height: h, far }: Walls): void {
  const { wall, wood } = room.colours
  for (const side of [-1, 1]) {
    const x = side * w
    const strip = (y0: number, y1: number, style: string | CanvasGradient) => b.fill([[x, y0, NEAR], [x, y1, NEAR], [x, y1, far], [x, y0, far]], style)
    strip(0, h, b.fade([x, 1, far], [x, 1, NEAR + 1], [[0, tone(wall, 0.82)], [0.5, tone(wall, 0.76)], [1, tone(wall, 0.62)]]))
    strip(0, 1, b.fade([x, 1, far], [x, 1, NEAR + 1], [[0, tone(wood, 0.8)], [1, tone(wood, 0.6)]]))
    for (let z = far - 0.9; z > NEAR; z -= 1.2) {
      b.line([[x, 1.02, z], [x, h, z]], tone(wall, 0.56), 0.018)
      b.line([[x, 1.02, z - 0.02], [x, h, z - 0.02]], tone(wall, 1.04, 0.6), 0.01)
      b.line([[x, 0.1, z], [x, 0.94, z]], tone(wood, 0.48), 0.02)
    }
    strip(0.98, 1.045, tone(wood, 1.1))
    strip(0, 0.12, tone(wood, 0.45))
    strip(h - 0.24, h, b.fade([x, h, far], [x, h, NEAR + 1], [[0, tone(wood, 0.8)], [1, tone(wood, 0.6)]]))
    strip(h - 0.275, h - 0.24, tone(wood, 1.15))
  }
}

/** Stone, a carpet with gilt edges up the middle, and the steps. */
export function drawFloor(b: Brush, room: RoomSpec, walls: Walls, stage: Stage): void {
  const { halfWidth: w, far } = walls
  const { floor: stone, carpet } = room.colours
  b.fill(flat(-w, NEAR, w, far, 0), b.fade([0, 0, far], [0, 0, NEAR + 1.5], [[0, tone(stone, 0.7)], [0.35, tone(stone, 0.9)], [1, tone(stone, 1.02)]]))
  const next = random(7)
  for (let z = NEAR; z < far; z += 0.9) {
    for (let x = -w; x < w; x += 0.9) if (next() < 0.45) b.fill(flat(x, z, Math.min(w, x + 0.9), Math.min(far, z + 0.9), 0), `rgba(${next() < 0.5 ? '255,250,240' : '70,55,40'},${0.06 * next()})`)
    b.line([[-w, 0, z], [w, 0, z]], tone(stone, 0.74, 0.4), 0.012)
  }
  for (let x = -w; x <= w; x += 0.9) b.fill(flat(x, NEAR, x + 0.012, far, 0), tone(stone, 0.74, 0.4))
  const bench = stage.rows.find((row) => row.places.row.furniture.kind === 'bench')
  const first = stage.layout.steps[0]?.z ?? far
  const to = Math.min(first, bench ? bench.places.ends[0][1] - 0.9 : first)
  b.fill(flat(-0.95, NEAR, 0.95, to, 0), b.fade([0, 0, to], [0, 0, NEAR + 1], [[0, tone(carpet, 0.72)], [1, tone(carpet, 0.98)]]))
  for (const x of [-0.88, 0.85]) b.fill(flat(x, NEAR, x + 0.03, to, 0), tone('#d8b66a', 0.85, 0.75))
  drawSteps(b, room, walls, stage)
}

/** Carpeted steps with a wooden riser and a gilt nosing; each keeps a little light from the floor before it. */
function drawSteps(b: Brush, room: RoomSpec, { halfWidth: w, far }: Walls, stage: Stage): void {
  const { steps } = stage.layout
  const { carpet, wood } = room.colours
  steps.toReversed().forEach(({ z, height }, at) => {
    const i = steps.length - 1 - at
    const below = steps[i - 1]?.height ?? 0
    const until = steps[i + 1]?.z ?? far
    b.fill(flat(-w, z, w, until, height), b.fade([0, height, until], [0, height, z], [[0, tone(carpet, 0.62)], [1, tone(carpet, 0.94)]]))
    b.fill(upright(-w, below, w, height, z), b.fade([0, height, z], [0, below, z], [[0, tone(wood, 0.92)], [1, tone(wood, 0.56)]]))
    b.line([[-w, height - 0.012, z], [w, height - 0.012, z]], 'rgba(222,184,98,.7)', 0.022)
    b.fill(flat(-w, z - 0.5, w, z, below), b.fade([0, below, z], [0, below, z - 0.5], [[0, 'rgba(20,12,8,.42)'], [1, 'rgba(20,12,8,0)']]))
  })
}

/** Where walls, floor and ceiling meet it is darker; under the lamps it is lighter. One light for the whole room. */
export function drawLight(b: Brush, { halfWidth: w, height: h, far }: Walls): void {
  const { c } = b
  const m = b.lens.metre(far)
  c.save()
  c.globalCompositeOperation = 'soft-light'
  for (const x of [-w * 0.72, -w * 0.36, 0, w * 0.36, w * 0.72]) {
    const [px, py] = b.lens.at([x, h - 0.35, far])
    const pool = c.createRadialGradient(px, py, 0.05 * m, px, py + 0.5 * m, 1.9 * m)
    pool.addColorStop(0, 'rgba(255,247,230,.8)')
    pool.addColorStop(0.45, 'rgba(255,244,224,.3)')
    pool.addColorStop(1, 'rgba(255,244,224,0)')
    c.fillStyle = pool
    const [, foot] = b.lens.at([x, 0.4, far])
    c.fillRect(px - 2 * m, py - 0.2 * m, 4 * m, foot - py)
  }
  c.restore()
  const dusk = (points: Point3[], from: Point3, to: Point3, strength: number): void => {
    b.fill(points, b.fade(from, to, [[0, `rgba(24,13,6,${strength})`], [1, 'rgba(24,13,6,0)']]))
  }
  for (const side of [-1, 1]) {
    const x = side * w
    dusk([[x, 0, far], [x - side * 0.9, 0, far], [x - side * 0.9, h, far], [x, h, far]], [x, 1, far], [x - side * 0.9, 1, far], 0.32)
    dusk([[x, 0, far], [x, h, far], [x, h, far - 1.6], [x, 0, far - 1.6]], [x, 1, far], [x, 1, far - 1.6], 0.3)
    dusk([[x, 0, NEAR], [x, 0, far], [x - side * 0.7, 0, far], [x - side * 0.7, 0, NEAR]], [x, 0, far - 1], [x - side * 0.7, 0, far - 1], 0.28)
  }
}
