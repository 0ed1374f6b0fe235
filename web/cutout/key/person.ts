import { CELL } from './wall.ts'

/**
 * Keeps the person and drops what stands beside the wall (a lamp, the edge of the cloth): cells that are covered and
 * hang together with the lower middle of the picture stay, the others become empty.
 */
export function keepPerson(matte: Uint8Array, width: number, height: number): void {
  const columns = Math.ceil(width / CELL)
  const rows = Math.ceil(height / CELL)
  const covered = new Uint8Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let most = 0
      for (let k = 0; k < 4; k++) {
        const x = Math.min(width - 1, column * CELL + (k & 1 ? 6 : 2))
        const y = Math.min(height - 1, row * CELL + (k & 2 ? 6 : 2))
        const a = matte[y * width + x]!
        if (a > most) most = a
      }
      covered[row * columns + column] = most > 110 ? 1 : 0
    }
  }
  const kept = new Uint8Array(columns * rows)
  const queue: number[] = []
  for (let row = Math.floor(rows * 0.45); row < rows; row++) {
    for (let column = Math.floor(columns * 0.3); column < columns * 0.7; column++) {
      const at = row * columns + column
      if (covered[at] && !kept[at]) {
        kept[at] = 1
        queue.push(at)
      }
    }
  }
  // Nobody in the lower middle: the person is somewhere else in the picture, or away; cut nothing off.
  if (queue.length < 4) return
  while (queue.length > 0) {
    const at = queue.pop()!
    const x = at % columns
    for (const next of [x > 0 ? at - 1 : -1, x < columns - 1 ? at + 1 : -1, at - columns, at + columns]) {
      if (next >= 0 && next < covered.length && covered[next] && !kept[next]) {
        kept[next] = 1
        queue.push(next)
      }
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (nearKept(kept, columns, rows, column, row)) continue
      const x1 = Math.min(width, (column + 1) * CELL)
      for (let y = row * CELL; y < Math.min(height, (row + 1) * CELL); y++) matte.fill(0, y * width + column * CELL, y * width + x1)
    }
  }
}

function nearKept(kept: Uint8Array, columns: number, rows: number, column: number, row: number): boolean {
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) if (kept[y * columns + x]) return true
  }
  return false
}
