/** Cells of the mask that make one cell of the search: gaps of that size do not part a hand from its arm. */
const STEP = 8
/** Smaller than this share of the largest clump is no second person. */
const SECOND = 0.25

/**
 * Empties what is not a person of this picture: a portrait on the wall, a coat on its hook. Clumps of the mask that do not
 * hang together with the largest one and are much smaller than it are dropped. `mask` is changed in place.
 */
export function dropClumps(mask: Float32Array, columns: number, rows: number): void {
  const w = Math.ceil(columns / STEP)
  const h = Math.ceil(rows / STEP)
  const size = new Uint16Array(w * h)
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      if (mask[y * columns + x]! > 0.5) {
        const at = ((y / STEP) | 0) * w + ((x / STEP) | 0)
        size[at] = size[at]! + 1
      }
    }
  }
  const clump = new Uint16Array(w * h)
  const sizes = [0]
  for (let start = 0; start < size.length; start++) {
    if (size[start] === 0 || clump[start] !== 0) continue
    sizes.push(fill(size, clump, start, sizes.length, w, h))
  }
  if (sizes.length <= 2) return
  const least = Math.max(...sizes) * SECOND
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const of = clump[((y / STEP) | 0) * w + ((x / STEP) | 0)]!
      if (of !== 0 && sizes[of]! < least) mask[y * columns + x] = 0
    }
  }
}

/** Marks everything that hangs together with `start` (corners count). @returns how many cells of the mask that is */
function fill(size: Uint16Array, clump: Uint16Array, start: number, name: number, w: number, h: number): number {
  const queue = [start]
  clump[start] = name
  let total = 0
  while (queue.length > 0) {
    const at = queue.pop()!
    total += size[at]!
    const x = at % w
    const y = (at - x) / w
    for (let ny = Math.max(0, y - 1); ny <= Math.min(h - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(w - 1, x + 1); nx++) {
        const next = ny * w + nx
        if (size[next]! > 0 && clump[next] === 0) {
          clump[next] = name
          queue.push(next)
        }
      }
    }
  }
  return total
}
