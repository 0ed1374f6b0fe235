import { MICROPHONE, microphoneFoot, onTable, paperReach } from '../layout/footprint.ts'
import type { Point3 } from '../layout/lens.ts'
import type { StageRow } from '../layout/stage.ts'
import { random } from './brush.ts'
import type { Brush } from './brush.ts'

/** Files, a cup and a microphone on the table before everybody: a little life, and a measure for the eye. No two alike. */
export function drawDeskThings(b: Brush, { places, seats }: StageRow): void {
  const { row } = places
  if (row.furniture.kind === 'rail') return
  const { far, near } = paperReach(row)
  for (const [index, { place }] of seats.entries()) {
    const next = random(row.id.length * 131 + index * 977 + place.seat.length * 31)
    const turn = (next() - 0.5) * 0.24
    const at = (side: number, away: number): Point3 => onTable(places, place, side, away)
    const sheet = (side: number, away: number): Point3 => at(side + (away - (near + far) / 2) * turn, away + (side - 0.2) * turn)
    const stacked = next() < 0.4
    if (stacked) b.fill([sheet(0.07, near + 0.02), sheet(0.29, near + 0.02), sheet(0.3, far), sheet(0.08, far)], '#2f4a63')
    b.fill([sheet(0.09, near), sheet(0.3, near), sheet(0.3, far), sheet(0.09, far)], b.fade(at(0.2, far), at(0.2, near), [[0, '#dcd5c6'], [1, '#f6f2e8']]))
    const step = (near - far) / 6
    for (let line = 1; line <= 4; line++) b.line([sheet(0.12, near - step * line), sheet(line === 4 ? 0.2 : 0.27, near - step * line)], 'rgba(90,80,70,.42)', 0.006)
    if (next() < 0.5) cup(b, at(-0.1 - next() * 0.05, near - 0.06))
    const foot = microphoneFoot(places, place)
    if (foot) microphone(b, foot)
  }
}

function cup(b: Brush, foot: Point3): void {
  const m = b.lens.metre(foot[2])
  const [x, y] = b.lens.at(foot)
  const { c } = b
  c.fillStyle = 'rgba(20,12,8,.3)'
  c.beginPath()
  c.ellipse(x + 0.02 * m, y, 0.06 * m, 0.02 * m, 0, 0, 7)
  c.fill()
  const glaze = c.createLinearGradient(x - 0.04 * m, 0, x + 0.04 * m, 0)
  glaze.addColorStop(0, '#f4f1ea')
  glaze.addColorStop(1, '#b9b4a8')
  c.fillStyle = glaze
  c.beginPath()
  c.roundRect(x - 0.036 * m, y - 0.1 * m, 0.072 * m, 0.1 * m, 0.012 * m)
  c.fill()
  c.fillStyle = '#d9d4c8'
  c.beginPath()
  c.ellipse(x, y - 0.1 * m, 0.036 * m, 0.011 * m, 0, 0, 7)
  c.fill()
}

/** Stands beside the shoulder and stays below the chin: it never crosses a face. */
function microphone(b: Brush, foot: Point3): void {
  const [x, top, z] = foot
  const { c } = b
  const m = b.lens.metre(z)
  const [px, py] = b.lens.at(foot)
  c.fillStyle = '#26221f'
  c.beginPath()
  c.ellipse(px, py, 0.055 * m, 0.02 * m, 0, 0, 7)
  c.fill()
  b.line([foot, [x, top + 0.13, z], [x + 0.02, top + 0.19, z]], '#35302c', 0.011)
  b.line([[x + 0.02, top + 0.185, z], [x + 0.034, top + MICROPHONE - 0.005, z]], '#191716', 0.028)
}
