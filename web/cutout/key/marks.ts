import type { Cells, WallSight } from './wall.ts'
import { isBorder, isWall } from './wall.ts'
import type { CleanPlate } from './plate.ts'
import type { WallAdvice } from './advice.ts'

/** A place in the camera's picture that an advice is about; all of 0 … 1, from the upper left, not mirrored. */
export type WallMark = { advice: WallAdvice; x: number; y: number; width: number; height: number }

/** More boxes than this on one's own face help nobody. */
const MOST = 2
/** A patch smaller than this share of the picture is not worth getting up for. */
const SMALLEST = 0.01
/** So much darker than the wall's middle brightness is uneven. */
const DARKER = 0.62

/** @returns the places to be mended, the largest first; empty where the advice is about none in particular. */
export function markWall(advice: readonly WallAdvice[], cells: Cells, wall: WallSight, plate: CleanPlate): WallMark[] {
  if (advice.includes('wall-uneven') || advice.includes('wall-shadow')) {
    const seen = plate.measured()
    const middle = seen[seen.length >> 1]?.luma ?? 0
    const dark = new Set(seen.filter(({ luma }) => luma < middle * DARKER).map(({ at }) => at))
    return patches(dark, cells, advice.includes('wall-uneven') ? 'wall-uneven' : 'wall-shadow')
  }
  if (!advice.includes('wall-too-small')) return []
  const bare = new Set<number>()
  for (let at = 0; at < cells.columns * cells.rows; at++) if (isBorder(cells, at) && !isWall(cells, at, wall)) bare.add(at)
  return patches(bare, cells, 'wall-too-small')
}

/** Boxes around cells that hang together. */
function patches(cells: Set<number>, { columns, rows }: Cells, advice: WallAdvice): WallMark[] {
  const found: { size: number; mark: WallMark }[] = []
  while (cells.size > 0) {
    const [first] = cells
    const queue = [first!]
    cells.delete(first!)
    let [left, right, top, bottom, size] = [columns, 0, rows, 0, 0]
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      const x = at % columns
      const y = Math.floor(at / columns)
      left = Math.min(left, x)
      right = Math.max(right, x + 1)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y + 1)
      size++
      for (const next of [x > 0 ? at - 1 : -1, x < columns - 1 ? at + 1 : -1, at - columns, at + columns]) if (cells.delete(next)) queue.push(next)
    }
    if (size >= columns * rows * SMALLEST) found.push({ size, mark: { advice, x: left / columns, y: top / rows, width: (right - left) / columns, height: (bottom - top) / rows } })
  }
  return found.sort((a, b) => b.size - a.size).slice(0, MOST).map(({ mark }) => mark)
}
