import { CELL } from './wall.ts'

/** Keeps the person and drops what stands beside the wall (a lamp, the edge of the cloth): the cells not kept become empty. */
export function keepPerson(matte: Uint8Array, width: number, height: number): void {
  const kept = personCells(matte, width, height)
  if (!kept) return
  const columns = Math.ceil(width / CELL)
  for (let at = 0; at < kept.length; at++) {
    if (kept[at]) continue
    const x = (at % columns) * CELL
    const y = Math.floor(at / columns) * CELL
    for (let row = y; row < Math.min(height, y + CELL); row++) matte.fill(0, row * width + x, row * width + Math.min(width, x + CELL))
  }
}

/**
 * Cells that are covered and hang together with the lower middle of the picture, and their neighbours: 1 = the person's.
 * Reads pixels of even column and row only.
 * @returns null when nobody is in the lower middle: the person is somewhere else in the picture, or away; cut nothing off.
 */
export function personCells(matte: Uint8Array, width: number, height: number): Uint8Array | null {
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
  if (queue.length < 4) return null
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
  return withThinThings(matte, width, height, kept)
}

/** Any pixel of a cell above this, next to the person: a strand of hair, a finger tip. */
const THIN = 70
/** Cells that thin things may reach beyond the body. */
const REACH = 3

/** The person's cells with their neighbours, and what hangs on them however thin it is. */
function withThinThings(matte: Uint8Array, width: number, height: number, kept: Uint8Array): Uint8Array {
  const columns = Math.ceil(width / CELL)
  const rows = Math.ceil(height / CELL)
  let near = kept
  for (let step = 1; step <= REACH; step++) {
    near = new Uint8Array(kept.length)
    for (let at = 0; at < kept.length; at++) near[at] = nearKept(kept, columns, rows, at % columns, Math.floor(at / columns)) ? 1 : 0
    if (step === REACH) break
    for (let at = 0; at < kept.length; at++) if (near[at] && !kept[at] && hasThing(matte, width, height, (at % columns) * CELL, Math.floor(at / columns) * CELL)) kept[at] = 1
  }
  return near
}

function hasThing(matte: Uint8Array, width: number, height: number, x0: number, y0: number): boolean {
  for (let y = y0; y < Math.min(height, y0 + CELL); y += 2) {
    for (let x = x0; x < Math.min(width, x0 + CELL); x += 2) if (matte[y * width + x]! > THIN) return true
  }
  return false
}

function nearKept(kept: Uint8Array, columns: number, rows: number, column: number, row: number): boolean {
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) if (kept[y * columns + x]) return true
  }
  return false
}
