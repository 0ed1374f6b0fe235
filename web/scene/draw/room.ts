import type { RoomSpec } from '../rooms/schema.ts'
import type { Stage } from '../layout/stage.ts'
import { Brush, upright } from './brush.ts'
import type { Context } from './brush.ts'
import { drawNationalEmblem, drawProcuratorateEmblem } from './emblem.ts'
import { drawFarWall } from './far-wall.ts'
import { fitText } from './plate.ts'
import { drawCeiling, drawFloor, drawLight, drawSideWalls } from './shell.ts'

const SERIF = '"Noto Serif SC", "Noto Serif CJK SC", "Songti SC", SimSun, serif'

/** Walls, floor, ceiling, emblem and the dark evidence screen: what stands behind everybody. Drawn once per view. */
export function drawRoom(c: Context, room: RoomSpec, stage: Stage, language: 'zh-CN' | 'en'): void {
  const b = new Brush(c, stage.lens)
  const { walls } = stage.layout
  drawCeiling(b, room, walls)
  drawSideWalls(b, room, walls)
  drawFarWall(b, room, walls, stage)
  drawFloor(b, room, walls, stage)
  drawLight(b, walls)
  wallSigns(b, room, stage, language)
  evidenceScreen(b, stage)
}

function wallSigns(b: Brush, room: RoomSpec, stage: Stage, language: 'zh-CN' | 'en'): void {
  const { emblem, walls } = stage.layout
  const [x, y] = b.lens.at([0, emblem.y, walls.far])
  const radius = (emblem.diameter / 2) * b.lens.metre(walls.far)
  if (room.emblem === 'national') drawNationalEmblem(b.c, x, y, radius)
  else if (room.emblem === 'procuratorate') drawProcuratorateEmblem(b.c, x, y, radius)
  if (!room.wallText) return
  const words = language === 'zh-CN' ? room.wallText.zh : room.wallText.en
  if (room.emblem !== 'none') return letters(b.c, words, x, y + radius * 1.36, radius * 0.36, '#8c1f1b', 'rgba(60,30,10,.35)')
  board(b, room, stage, words)
}

function letters(c: Context, words: string, x: number, y: number, size: number, colour: string, shadow: string): void {
  c.font = `600 ${size}px ${SERIF}`
  c.textAlign = 'center'
  c.textBaseline = 'middle'
  c.fillStyle = shadow
  c.fillText(words, x + size * 0.03, y + size * 0.05)
  c.fillStyle = colour
  c.fillText(words, x, y)
}

/** A room without an emblem has its name on a board: gilt on dark wood, or white on the blue of a service hall. */
function board(b: Brush, room: RoomSpec, { layout: { emblem, walls: { far } } }: Stage, words: string): void {
  const { c } = b
  const m = b.lens.metre(far)
  const size = emblem.diameter * 0.46 * m
  c.font = `600 ${size}px ${SERIF}`
  const half = Math.max(0.55, (c.measureText(words).width / 2 + size) / m)
  const high = emblem.diameter * 0.42
  const [y0, y1] = [emblem.y - high, emblem.y + high]
  const blue = room.backdrop === 'counter'
  b.fill(upright(-half + 0.02, y0 - 0.06, half + 0.05, y1 - 0.02, far), 'rgba(24,14,6,.32)')
  b.fill(upright(-half, y0, half, y1, far), b.fade([0, y1, far], [0, y0, far], blue ? [[0, '#2b66a8'], [1, '#1c4a80']] : [[0, '#4a2a18'], [0.5, '#38200f'], [1, '#2a170b']]))
  const edge = upright(-half + 0.035, y0 + 0.035, half - 0.035, y1 - 0.035, far)
  b.line([...edge, edge[0]!], blue ? 'rgba(255,255,255,.5)' : '#c79d4b', 0.016)
  const [x, y] = b.lens.at([0, emblem.y, far])
  letters(c, fitText(c, words, half * 2 * m), x, y + size * 0.02, size, blue ? '#ffffff' : '#ecc977', 'rgba(0,0,0,.45)')
}

function evidenceScreen(b: Brush, stage: Stage): void {
  const { x, y, w, h } = stage.screen
  const edge = w * 0.022
  const { c } = b
  c.save()
  c.shadowColor = 'rgba(16,8,4,.6)'
  c.shadowBlur = w * 0.05
  c.shadowOffsetY = w * 0.02
  c.fillStyle = '#1c1b1a'
  c.beginPath()
  c.roundRect(x - edge, y - edge, w + 2 * edge, h + 2 * edge, edge * 0.6)
  c.fill()
  c.restore()
  const glass = c.createLinearGradient(x, y, x + w, y + h)
  glass.addColorStop(0, '#39434b')
  glass.addColorStop(0.42, '#2b3238')
  glass.addColorStop(0.421, '#262c31')
  glass.addColorStop(1, '#1b1f23')
  c.fillStyle = glass
  c.fillRect(x, y, w, h)
}
