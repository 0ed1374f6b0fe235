/**
 * The matte of one picture, small and soft: how much of the neighbourhood of a pixel is person. Tells the sprite where
 * the edges are (light from behind wraps round them) and where the person's shadow falls on what is right behind them.
 */
export class Edges {
  /** Pixels of the sprite between two nodes. */
  cell = 1
  private columns = 0
  private rows = 0
  private nodes = new Float32Array(0)
  private scratch = new Float32Array(0)
  /** Values along the line asked for last, a node each: here, and one cell higher. */
  here = new Float32Array(0)
  above = new Float32Array(0)

  /** @param at matte at a sprite pixel, 0 … 255. @param height of the whole picture, `shown` rows of it are drawn. */
  measure(width: number, height: number, shown: number, at: (x: number, y: number) => number): void {
    this.cell = Math.max(3, Math.round(height / 36))
    this.columns = Math.ceil(width / this.cell) + 1
    this.rows = Math.ceil(shown / this.cell) + 1
    const n = this.columns * this.rows
    if (this.nodes.length < n) {
      this.nodes = new Float32Array(n)
      this.scratch = new Float32Array(n)
    }
    if (this.here.length < this.columns) {
      this.here = new Float32Array(this.columns)
      this.above = new Float32Array(this.columns)
    }
    for (let j = 0; j < this.rows; j++) {
      const y = Math.min(height - 1, j * this.cell)
      for (let i = 0; i < this.columns; i++) this.nodes[j * this.columns + i] = at(Math.min(width - 1, i * this.cell), y)
    }
    this.soften()
  }

  private soften(): void {
    const { columns, rows, nodes, scratch } = this
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) {
        const k = j * columns + i
        scratch[k] = (nodes[i > 0 ? k - 1 : k]! + 2 * nodes[k]! + nodes[i < columns - 1 ? k + 1 : k]!) / 4
      }
    }
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) {
        const k = j * columns + i
        nodes[k] = (scratch[j > 0 ? k - columns : k]! + 2 * scratch[k]! + scratch[j < rows - 1 ? k + columns : k]!) / 4
      }
    }
  }

  /** Prepares `here` and `above` for a row of pixels. */
  line(y: number): void {
    const { columns, rows, nodes, here, above } = this
    const j = Math.min(rows - 2, Math.floor(y / this.cell))
    const t = y / this.cell - j
    const a = j * columns
    const b = a + columns
    const c = Math.max(0, j - 1) * columns
    for (let i = 0; i < columns; i++) {
      here[i] = nodes[a + i]! + (nodes[b + i]! - nodes[a + i]!) * t
      above[i] = nodes[c + i]! + (nodes[a + i]! - nodes[c + i]!) * t
    }
  }
}
