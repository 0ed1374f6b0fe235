import type { Cells, WallSight } from './wall.ts'
import { isWall } from './wall.ts'
import type { CleanPlate } from './plate.ts'

export type { WallMark } from './marks.ts'

/** What a person can mend before their wall. Words for them are the client's (zh, en). */
export const WALL_ADVICE = ['wall-missing', 'wall-too-small', 'wall-uneven', 'wall-shadow', 'light-from-left', 'light-from-right', 'too-dark', 'too-close', 'wall-pale'] as const
export type WallAdvice = (typeof WALL_ADVICE)[number]

/**
 * @returns codes, the most harmful first; empty when there is nothing to mend.
 * The limits come from the keyer: it holds a brightness ratio of about 3 across the wall and a linear luma of 0.03.
 */
export function adviseWall(cells: Cells, wall: WallSight, plate: CleanPlate): WallAdvice[] {
  if (wall.share < 0.25) return ['wall-missing']
  const advice: WallAdvice[] = []
  const seen = plate.measured()
  if (seen.length < 8) return ['wall-too-small']
  const median = seen[seen.length >> 1]!.luma
  if (median < 0.03) advice.push('too-dark')
  if (wall.share < 0.8) advice.push('wall-too-small')
  const dark = seen[Math.floor(seen.length * 0.08)]!.luma
  const bright = seen[Math.floor(seen.length * 0.92)]!.luma
  if (bright > dark * 2.6) {
    const side = (from: number, to: number) => mean(seen.filter(({ at }) => at % cells.columns >= from * cells.columns && at % cells.columns < to * cells.columns).map(({ luma }) => luma))
    const left = side(0, 0.3)
    const right = side(0.7, 1)
    if (left > right * 1.9) advice.push('wall-uneven', 'light-from-right')
    else if (right > left * 1.9) advice.push('wall-uneven', 'light-from-left')
    else advice.push('wall-shadow')
  }
  if (wall.threshold < 0.1) advice.push('wall-pale')
  if (tooClose(cells, wall)) advice.push('too-close')
  return advice
}

/** The head reaches the top edge, or the person fills the width at eye level. */
function tooClose(cells: Cells, wall: WallSight): boolean {
  const covered = (row: number) => {
    let n = 0
    for (let column = 0; column < cells.columns; column++) if (!isWall(cells, row * cells.columns + column, wall)) n++
    return n / cells.columns
  }
  const middle = covered(Math.floor(cells.rows * 0.4))
  return wall.share > 0.5 && (middle > 0.62 || (covered(0) > 0.15 && covered(1) > 0.15))
}

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length)
