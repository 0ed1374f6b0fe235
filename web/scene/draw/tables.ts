import type { Point3 } from '../layout/lens.ts'
import { curvedEdge, ovalOf, ovalRing } from '../layout/footprint.ts'
import { KNEES } from '../layout/seats.ts'
import type { StageRow } from '../layout/stage.ts'
import { random, tone } from './brush.ts'
import type { Brush } from './brush.ts'

/** An oval table with an edge on a broad foot, seen from a little above. */
export function drawRoundTable(b: Brush, wood: string, { places: { row } }: StageRow): void {
  const oval = ovalOf(row)
  if (!oval) return
  const { centre, rx, rz } = oval
  const foot = row.floor
  const top = foot + row.furniture.height
  const ring = (y: number, k = 1): Point3[] => ovalRing(oval, k).map(([x, z]) => [x, y, z])
  const across = (y: number): [Point3, Point3] => [[centre[0] - rx, y, centre[1] - rz], [centre[0] + rx, y, centre[1] - rz]]
  const near = Array.from({ length: 37 }, (_, i) => (36 + i) % 72)
  const side = (from: Point3[], to: Point3[], style: CanvasGradient): void => b.fill([...near.map((i) => from[i]!), ...near.toReversed().map((i) => to[i]!)], style)
  b.floorShadow(centre[0], centre[1] - rz * 0.1, rx * 1.12, rz * 1.35, 0.5, foot)
  side(ring(top - 0.1, 0.96), ring(foot + 0.02, 0.9), b.fade(...across(0.4), [[0, tone(wood, 0.36)], [0.3, tone(wood, 0.78)], [0.6, tone(wood, 0.86)], [1, tone(wood, 0.36)]]))
  for (let i = 5; i < 33; i += 3) {
    const at = (36 + i) % 72
    b.line([ring(top - 0.12, 0.96)[at]!, ring(foot + 0.02, 0.9)[at]!], tone(wood, 0.42, 0.6), 0.012)
  }
  // The top keeps the light from what is right under it.
  side(ring(top - 0.1, 0.962), ring(top - 0.26, 0.945), b.fade([centre[0], top - 0.1, centre[1] - rz], [centre[0], top - 0.26, centre[1] - rz], [[0, 'rgba(14,7,3,.6)'], [1, 'rgba(14,7,3,0)']]))
  side(ring(top), ring(top - 0.1), b.fade(...across(top), [[0, tone(wood, 0.62)], [0.4, tone(wood, 1.2)], [1, tone(wood, 0.58)]]))
  b.fill(ring(top), b.fade([0, top, centre[1] + rz], [0, top, centre[1] - rz], [[0, tone(wood, 0.94)], [0.5, tone(wood, 1.1)], [1, tone(wood, 1.22)]]))
  const inlay = ring(top, 0.62)
  b.fill(inlay, b.fade([0, top, centre[1] + rz * 0.6], [0, top, centre[1] - rz * 0.6], [[0, tone(wood, 1.02)], [1, tone(wood, 1.17)]]))
  b.line([...inlay, inlay[0]!], 'rgba(226,190,112,.5)', 0.016)
  const rim = ring(top, 0.985)
  b.line(near.map((i) => rim[i]!), tone(wood, 1.5, 0.55), 0.014)
  shine(b, centre, rx, rz, top)
  greens(b, [centre[0], top, centre[1] - rz * 0.12], Math.min(0.2, rx * 0.1))
}

/** A low bowl with leaves in the middle of the table. @param high metres. */
function greens(b: Brush, foot: Point3, high: number): void {
  const { c } = b
  const [x, y] = b.lens.at(foot)
  const m = b.lens.metre(foot[2])
  const h = high * m
  c.fillStyle = 'rgba(20,10,4,.3)'
  c.beginPath()
  c.ellipse(x + h * 0.12, y, h * 1.25, h * 0.26, 0, 0, 7)
  c.fill()
  const next = random(17)
  for (let i = 0; i < 46; i++) {
    const angle = Math.PI * (1.04 + 0.92 * next())
    const long = h * (0.55 + 0.7 * next())
    const green = 60 + Math.round(46 * next())
    c.strokeStyle = `rgb(${Math.round(green * 0.55)},${green + 26},${Math.round(green * 0.62)})`
    c.lineWidth = Math.max(1, h * 0.085)
    c.lineCap = 'round'
    c.beginPath()
    c.moveTo(x + Math.cos(angle) * h * 0.3, y - h * 0.3)
    c.quadraticCurveTo(x + Math.cos(angle) * long * 0.6, y - h * 0.4 + Math.sin(angle) * long * 0.7, x + Math.cos(angle) * long * 1.15, y - h * 0.24 + Math.sin(angle) * long * 0.55)
    c.stroke()
  }
  const glaze = c.createLinearGradient(x - h, 0, x + h, 0)
  glaze.addColorStop(0, '#e9ecec')
  glaze.addColorStop(0.35, '#f7f8f6')
  glaze.addColorStop(1, '#9fa9ab')
  c.fillStyle = glaze
  c.beginPath()
  c.moveTo(x - h * 0.85, y - h * 0.34)
  c.quadraticCurveTo(x - h * 0.7, y + h * 0.06, x, y + h * 0.06)
  c.quadraticCurveTo(x + h * 0.7, y + h * 0.06, x + h * 0.85, y - h * 0.34)
  c.closePath()
  c.fill()
}

/** The lamps in the lacquer. */
function shine(b: Brush, [x, z]: readonly [number, number], rx: number, rz: number, top: number): void {
  const [px, py] = b.lens.at([x - rx * 0.1, top, z])
  const r = rx * 0.62 * b.lens.metre(z)
  const flatness = Math.max(0.05, (b.lens.at([x, top, z - rz])[1] - b.lens.at([x, top, z + rz])[1]) / (2 * rx * b.lens.metre(z)))
  const { c } = b
  c.save()
  c.translate(px, py)
  c.scale(1, flatness)
  const spot = c.createRadialGradient(0, 0, 0, 0, 0, r)
  spot.addColorStop(0, 'rgba(255,242,216,.22)')
  spot.addColorStop(1, 'rgba(255,242,216,0)')
  c.fillStyle = spot
  c.fillRect(-r, -r, 2 * r, 2 * r)
  c.restore()
}

/** A desk that follows its arc, open towards the viewer. */
export function drawCurvedDesk(b: Brush, wood: string, { places: { row } }: StageRow): void {
  const top = row.floor + row.furniture.height
  const edge = (y: number, inward: number): Point3[] => curvedEdge(row, inward).map(([x, z]) => [x, y, z])
  const far = KNEES
  const near = KNEES + row.furniture.depth
  const strip = (upper: Point3[], lower: Point3[], style: string | CanvasGradient): void => b.fill([...upper, ...lower.toReversed()], style)
  const face = edge(top, near)
  const ends: [Point3, Point3] = [face[0]!, face.at(-1)!]
  b.floorShadow(face[20]![0], face[20]![2] - 0.05, (ends[1][0] - ends[0][0]) * 0.56, 0.3, 0.4, row.floor)
  strip(face, edge(row.floor, near), b.fade(...ends, [[0, tone(wood, 0.6)], [0.3, tone(wood, 0.9)], [0.7, tone(wood, 0.86)], [1, tone(wood, 0.54)]]))
  strip(face, edge(row.floor, near), b.fade(face[20]!, [face[20]![0], row.floor, face[20]![2]], [[0, 'rgba(20,10,4,.06)'], [0.3, 'rgba(20,10,4,0)'], [1, 'rgba(20,10,4,.42)']]))
  for (let i = 3; i < 40; i += 5) b.line([edge(top - 0.09, near)[i]!, edge(row.floor + 0.05, near)[i]!], tone(wood, 0.45, 0.8), 0.014)
  strip(edge(top, far), face, b.fade(edge(top, far)[20]!, face[20]!, [[0, tone(wood, 1.06)], [1, tone(wood, 1.36)]]))
  strip(face, edge(top - 0.05, near), b.fade(...ends, [[0, tone(wood, 0.9)], [0.4, tone(wood, 1.3)], [1, tone(wood, 0.84)]]))
  b.line(edge(top - 0.075, near), 'rgba(222,184,98,.55)', 0.012)
  b.line(face, tone(wood, 1.75, 0.7), 0.012)
}
