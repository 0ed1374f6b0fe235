import { coefficients } from '../planes.ts'
import type { Planes } from '../planes.ts'
import { extendForeground } from '../extend.ts'
import { padded } from '../stacked.ts'
import { CLIP_HIGH, LUMA_LIKENESS } from './alpha.ts'
import type { ChromaKeyer } from './keyer.ts'
import { CELL } from './wall.ts'
import { personCells } from './person.ts'
import { buildKeyProgram, SAMPLERS } from './gpu-program.ts'
import type { KeyProgram, Sampler } from './gpu-program.ts'

/**
 * The second engine of the same key: wall, plate and the person's cells are estimated on the CPU at low resolution,
 * every pixel is shaded by WebGL2. The picture stands on a canvas, in the stacked layout.
 */
export class GpuKeyer {
  readonly canvas: OffscreenCanvas
  private readonly gl: WebGL2RenderingContext
  private built: KeyProgram | null = null
  private readonly matte: Uint8Array
  private readonly plate: Float32Array
  private readonly around: Float32Array
  private readonly columns: number
  private readonly rows: number

  /** @throws Error where there is no WebGL2 or its shader does not build */
  constructor(width: number, height: number) {
    this.canvas = new OffscreenCanvas(padded(width), padded(height) * 2)
    const gl = this.canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, preserveDrawingBuffer: true, powerPreference: 'low-power' })
    if (!gl) throw new Error('there is no WebGL2 here')
    this.gl = gl
    this.columns = Math.ceil(width / CELL)
    this.rows = Math.ceil(height / CELL)
    this.matte = new Uint8Array(width * height)
    this.plate = new Float32Array(this.columns * this.rows * 4)
    this.around = new Float32Array(this.columns * this.rows * 4)
    this.built = buildKeyProgram(gl)
    this.canvas.addEventListener('webglcontextlost', (event) => {
      // Without this the context is never given back.
      event.preventDefault()
      this.built = null
    })
    this.canvas.addEventListener('webglcontextrestored', () => {
      this.built = buildKeyProgram(gl)
    })
  }

  /** Whether it can draw now; false from the loss of the context until it is given back. */
  get ready(): boolean {
    return this.built !== null && !this.gl.isContextLost()
  }

  /** @returns false when the context was lost meanwhile: what stands on the canvas is worth nothing then. */
  draw(p: Planes, keyer: ChromaKeyer): boolean {
    const { gl, built, columns, rows } = this
    if (!built || !this.ready) return false
    keyer.follow(p)
    keyer.sparse(p, this.matte)
    const kept = personCells(this.matte, p.width, p.height)
    if (kept) this.clearOutside(kept, p)
    const grid = extendForeground(p, this.matte)
    for (let at = 0; at < columns * rows; at++) {
      for (let c = 0; c < 3; c++) {
        this.plate[at * 4 + c] = keyer.plate.rgb[at * 3 + c]!
        this.around[at * 4 + c] = grid.yuv[at * 3 + c]!
      }
      this.plate[at * 4 + 3] = keyer.plate.key[at]!
    }
    const bytes = (name: Sampler, width: number, height: number, data: Uint8Array) => this.upload(built, name, gl.R8, width, height, gl.RED, gl.UNSIGNED_BYTE, data)
    bytes('luma', p.width, p.height, p.y)
    bytes('cb', p.width >> 1, p.height >> 1, p.u)
    bytes('cr', p.width >> 1, p.height >> 1, p.v)
    bytes('kept', columns, rows, kept ? kept.map((v) => v * 255) : new Uint8Array(columns * rows).fill(255))
    this.upload(built, 'plate', gl.RGBA32F, columns, rows, gl.RGBA, gl.FLOAT, this.plate)
    this.upload(built, 'around', gl.RGBA32F, columns, rows, gl.RGBA, gl.FLOAT, this.around)
    const c = coefficients(p)
    gl.useProgram(built.program)
    gl.uniform2i(built.place['size']!, p.width, p.height)
    gl.uniform2i(built.place['canvas']!, this.canvas.width, this.canvas.height)
    gl.uniform1fv(built.place['decode']!, [c.black, c.gain, c.rv, c.gu, c.gv, c.bu])
    gl.uniform1i(built.place['green']!, keyer.wall.hue === 'green' ? 1 : 0)
    gl.uniform2f(built.place['clip']!, keyer.against.low, CLIP_HIGH)
    gl.uniform1f(built.place['likeness']!, LUMA_LIKENESS)
    gl.uniform1f(built.place['cell']!, CELL)
    gl.viewport(0, 0, this.canvas.width, this.canvas.height)
    gl.drawArrays(gl.TRIANGLES, 0, 3)
    return !gl.isContextLost()
  }

  /** Waits for the picture and brings it into memory, as the encoder will: drawing alone returns before the work is done. */
  settle(): void {
    const { width, height } = this.canvas
    this.gl.readPixels(0, 0, width, height, this.gl.RGBA, this.gl.UNSIGNED_BYTE, new Uint8Array(width * height * 4))
  }

  close(): void {
    this.built = null
    this.gl.getExtension('WEBGL_lose_context')?.loseContext()
  }

  private clearOutside(kept: Uint8Array, { width, height }: Planes): void {
    for (let at = 0; at < kept.length; at++) {
      if (kept[at]) continue
      const x = (at % this.columns) * CELL
      const y = Math.floor(at / this.columns) * CELL
      for (let row = y; row < Math.min(height, y + CELL); row++) this.matte.fill(0, row * width + x, row * width + Math.min(width, x + CELL))
    }
  }

  private upload(built: KeyProgram, name: Sampler, inner: number, width: number, height: number, format: number, type: number, data: ArrayBufferView): void {
    const { gl } = this
    gl.activeTexture(gl.TEXTURE0 + SAMPLERS.indexOf(name))
    gl.bindTexture(gl.TEXTURE_2D, built.textures[name])
    gl.texImage2D(gl.TEXTURE_2D, 0, inner, width, height, 0, format, type, data)
  }
}
