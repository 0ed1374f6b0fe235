import type { RoomSpec } from '../rooms/schema.ts'
import type { Stage } from '../layout/stage.ts'
import type { Point3 } from '../layout/lens.ts'
import { Brush, random, tone } from './brush.ts'
import type { Context } from './brush.ts'
import { drawNationalEmblem, drawProcuratorateEmblem } from './emblem.ts'

/** How near to the eye the walls are drawn; nearer would project to infinity. */
const NEAR = 1.6

/** Walls, floor, ceiling, emblem and the dark evidence screen: what stands behind everybody. Drawn once per view. */
export function drawRoom(c: Context, room: RoomSpec, stage: Stage, language: 'zh-CN' | 'en'): void {
  const b = new Brush(c, stage.lens)
  const { walls } = stage.layout
  ceiling(b, room, walls)
  sideWalls(b, room, walls)
  floor(b, room, walls, stage)
  farWall(b, room, walls, stage)
  wallSigns(b, room, stage, language)
  evidenceScreen(b, stage)
}

type Walls = Stage['layout']['walls']

function ceiling(b: Brush, room: RoomSpec, { halfWidth: w, height: h, far }: Walls): void {
  b.fill([[-w, h, NEAR], [w, h, NEAR], [w, h, far], [-w, h, far]], b.fade([0, h, far], [0, h, NEAR + 2], [[0, tone(room.colours.ceiling, 0.86)], [1, tone(room.colours.ceiling, 1)]]))
  for (const z of [far - 1.4, far - 3.2, far - 5]) {
    for (const x of [-w * 0.5, w * 0.5]) {
      const panel: Point3[] = [[x - 1.1, h, z - 0.5], [x + 1.1, h, z - 0.5], [x + 1.1, h, z + 0.5], [x - 1.1, h, z + 0.5]]
      b.fill(panel, '#fffdf6')
      b.line([...panel, panel[0]!], tone(room.colours.ceiling, 0.78), 0.03)
    }
  }
}

function sideWalls(b: Brush, room: RoomSpec, { halfWidth: w, height: h, far }: Walls): void {
  const { wall, wood } = room.colours
  for (const side of [-1, 1]) {
    const x = side * w
    b.fill([[x, 0, NEAR], [x, h, NEAR], [x, h, far], [x, 0, far]], b.fade([x, 1, far], [x, 1, NEAR + 1], [[0, tone(wall, 0.8)], [1, tone(wall, 0.66)]]))
    b.fill([[x, 0, NEAR], [x, 1, NEAR], [x, 1, far], [x, 0, far]], tone(wood, 0.78))
    for (let z = far - 0.9; z > NEAR; z -= 1.2) {
      b.line([[x, 1.02, z], [x, h, z]], tone(wall, 0.56), 0.02)
      b.line([[x, 0.1, z], [x, 0.94, z]], tone(wood, 0.55), 0.02)
    }
    const strip = (y0: number, y1: number, style: string) => b.fill([[x, y0, NEAR], [x, y1, NEAR], [x, y1, far], [x, y0, far]], style)
    strip(0.98, 1.04, tone(wood, 1.02))
    strip(h - 0.26, h, tone(wood, 0.72))
    strip(h - 0.29, h - 0.26, tone(wood, 1.05))
  }
}

function floor(b: Brush, room: RoomSpec, { halfWidth: w, far }: Walls, stage: Stage): void {
  const { floor: stone, carpet } = room.colours
  b.fill([[-w, 0, NEAR], [w, 0, NEAR], [w, 0, far], [-w, 0, far]], b.fade([0, 0, far], [0, 0, NEAR + 1.5], [[0, tone(stone, 0.72)], [0.35, tone(stone, 0.92)], [1, tone(stone, 1.02)]]))
  const next = random(7)
  for (let z = NEAR; z < far; z += 0.9) {
    for (let x = -w; x < w; x += 0.9) if (next() < 0.45) b.fill([[x, 0, z], [x + 0.9, 0, z], [x + 0.9, 0, z + 0.9], [x, 0, z + 0.9]], `rgba(${next() < 0.5 ? '255,250,240' : '70,55,40'},${0.05 * next()})`)
    b.line([[-w, 0, z], [w, 0, z]], tone(stone, 0.74, 0.45), 0.012)
  }
  for (let x = -w; x <= w; x += 0.9) b.fill([[x, 0, NEAR], [x + 0.012, 0, NEAR], [x + 0.012, 0, far], [x, 0, far]], tone(stone, 0.74, 0.45))
  const bench = stage.rows.find((row) => row.places.row.furniture.kind === 'bench')
  const to = bench ? bench.places.ends[0][1] - 0.9 : far - 2
  b.fill([[-0.95, 0, NEAR], [0.95, 0, NEAR], [0.95, 0, to], [-0.95, 0, to]], b.fade([0, 0, to], [0, 0, NEAR + 1], [[0, tone(carpet, 0.72)], [1, tone(carpet, 0.98)]]))
  for (const x of [-0.88, 0.85]) b.fill([[x, 0, NEAR], [x + 0.03, 0, NEAR], [x + 0.03, 0, to], [x, 0, to]], tone('#d8b66a', 0.85, 0.75))
}

function farWall(b: Brush, room: RoomSpec, { halfWidth: w, height: h, far }: Walls, stage: Stage): void {
  const { wall, panel, wood } = room.colours
  b.fill([[-w, 0, far], [w, 0, far], [w, h, far], [-w, h, far]], b.fade([-w, 2, far], [w, 2, far], [[0, tone(wall, 0.8)], [0.5, tone(wall, 1.04)], [1, tone(wall, 0.8)]]))
  b.grain([-w, far], [w, far], 1.05, h - 0.2, wood, 3)
  for (let x = -w; x <= w; x += 1.06) {
    b.line([[x, 1.02, far], [x, h, far]], tone(wall, 0.66), 0.02)
    b.line([[x + 0.025, 1.02, far], [x + 0.025, h, far]], tone(wall, 1.18, 0.6), 0.012)
  }
  b.fill([[-w, 0, far], [w, 0, far], [w, 1, far], [-w, 1, far]], tone(wood, 0.82))
  for (let x = -w + 0.15; x < w - 0.3; x += 0.88) {
    const inset: Point3[] = [[x, 0.2, far], [x + 0.7, 0.2, far], [x + 0.7, 0.86, far], [x, 0.86, far]]
    b.line([...inset, inset[0]!], tone(wood, 0.6), 0.02)
  }
  b.line([[-w, 1.01, far], [w, 1.01, far]], tone(wood, 1.15), 0.06)
  backPanel(b, panel, wood, h, far, stage)
  b.fill([[-w, h - 0.26, far], [w, h - 0.26, far], [w, h, far], [-w, h, far]], b.fade([0, h, far], [0, h - 0.26, far], [[0, tone(wood, 1.02)], [1, tone(wood, 0.7)]]))
  b.fill([[-w, h - 0.5, far], [w, h - 0.5, far], [w, h - 0.26, far], [-w, h - 0.26, far]], b.fade([0, h - 0.26, far], [0, h - 0.5, far], [[0, 'rgba(30,18,8,.34)'], [1, 'rgba(30,18,8,0)']]))
}

/** The light panel behind the bench: it frames the emblem and lifts the faces off the wall. */
function backPanel(b: Brush, panel: string, wood: string, h: number, far: number, stage: Stage): void {
  const bench = stage.rows.find((row) => /^(bench|mediators|table)$/.test(row.places.row.id))
  const reach = bench ? Math.max(1.35, ...bench.places.seats.filter(({ seat }) => /^(bench|mediator)/.test(seat)).map(({ x }) => Math.abs(x) + 0.75)) : 1.6
  const top = h - 0.3
  b.fill([[-reach - 0.14, 0.9, far], [reach + 0.14, 0.9, far], [reach + 0.14, top, far], [-reach - 0.14, top, far]], b.fade([0, top, far], [0, 1, far], [[0, tone(wood, 1.05)], [1, tone(wood, 0.78)]]))
  b.fill([[-reach, 1, far], [reach, 1, far], [reach, top - 0.12, far], [-reach, top - 0.12, far]], b.fade([0, top, far], [0, 1, far], [[0, tone(panel, 1.12)], [0.45, tone(panel, 1)], [1, tone(panel, 0.74)]]))
  for (let x = -reach + 0.13; x < reach; x += 0.13) b.line([[x, 1, far], [x, top - 0.12, far]], tone(panel, 0.8, 0.5), 0.014)
}

function wallSigns(b: Brush, room: RoomSpec, stage: Stage, language: 'zh-CN' | 'en'): void {
  const { emblem, walls } = stage.layout
  const [x, y] = b.lens.at([0, emblem.y, walls.far])
  const radius = (emblem.diameter / 2) * b.lens.metre(walls.far)
  if (room.emblem === 'national') drawNationalEmblem(b.c, x, y, radius)
  else if (room.emblem === 'procuratorate') drawProcuratorateEmblem(b.c, x, y, radius)
  if (!room.wallText) return
  const size = radius * (room.emblem === 'none' ? 0.8 : 0.36)
  b.c.font = `600 ${size}px "Noto Serif SC", "Noto Serif CJK SC", "Songti SC", SimSun, serif`
  b.c.textAlign = 'center'
  b.c.textBaseline = 'middle'
  const words = language === 'zh-CN' ? room.wallText.zh : room.wallText.en
  const ty = room.emblem === 'none' ? y : y + radius * 1.32
  b.c.fillStyle = 'rgba(60,30,10,.35)'
  b.c.fillText(words, x + size * 0.03, ty + size * 0.05)
  b.c.fillStyle = '#8c1f1b'
  b.c.fillText(words, x, ty)
}

function evidenceScreen(b: Brush, stage: Stage): void {
  const { x, y, w, h } = stage.screen
  const edge = w * 0.03
  b.c.fillStyle = 'rgba(20,12,6,.4)'
  b.c.fillRect(x - edge * 0.6, y - edge * 0.2, w + edge * 1.8, h + edge * 2)
  b.c.fillStyle = '#23211f'
  b.c.fillRect(x - edge, y - edge, w + 2 * edge, h + 2 * edge)
  const glass = b.c.createLinearGradient(x, y, x + w, y + h)
  glass.addColorStop(0, '#3a4248')
  glass.addColorStop(0.5, '#2a3035')
  glass.addColorStop(1, '#1f2327')
  b.c.fillStyle = glass
  b.c.fillRect(x, y, w, h)
}
