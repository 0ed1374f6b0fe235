import type { Rect } from '../layout/lens.ts'
import { FrameCopier, fitOf, isStacked } from '../people/sprite.ts'
import { FRAGMENT, VERTEX, buildProgram } from './shaders.ts'
import type { Program } from './shaders.ts'
import type { AnyCanvas, Layer, Painter, Taken } from './types.ts'

type PersonTexture = { texture: WebGLTexture; width: number; height: number; stacked: boolean }

/** With a GPU: one quad a layer and a person; a person's texture is written only when they have a new frame. */
export class WebglPainter implements Painter {
  readonly kind = 'webgl'
  lost = false
  private readonly canvas: AnyCanvas
  private readonly gl: WebGL2RenderingContext
  private readonly copier = new FrameCopier()
  private program: Program | null = null
  private layers = new Map<Layer['canvas'], { texture: WebGLTexture; version: number; used: number }>()
  private people = new Map<string, PersonTexture>()
  private frame = 0
  private readonly onBack: () => void

  /**
   * @param onBack called when a lost context has come back: everything must be drawn anew.
   * @throws Error when there is no WebGL2.
   */
  constructor(canvas: AnyCanvas, onBack: () => void) {
    this.canvas = canvas
    this.onBack = onBack
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, preserveDrawingBuffer: true, premultipliedAlpha: true }) as WebGL2RenderingContext | null
    if (!gl) throw new Error('no WebGL2')
    this.gl = gl
    canvas.addEventListener('webglcontextlost', this.onLost)
    canvas.addEventListener('webglcontextrestored', this.onRestored)
    this.program = buildProgram(gl, VERTEX, FRAGMENT)
  }

  resize(width: number, height: number): void {
    this.canvas.width = width
    this.canvas.height = height
  }

  async take(key: string, frame: VideoFrame, described: boolean, _size: { w: number; h: number }, measure: boolean): Promise<Taken | null> {
    if (this.lost) return null
    const { gl } = this
    const stacked = isStacked(described, frame.displayWidth, frame.displayHeight)
    const known = this.people.get(key)
    const texture = known?.texture ?? newTexture(gl)
    gl.bindTexture(gl.TEXTURE_2D, texture)
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, frame)
    this.people.set(key, { texture, width: frame.displayWidth, height: frame.displayHeight, stacked })
    const raw = measure && stacked ? await this.copier.copy(frame) : null
    return { aspect: frame.displayWidth / (frame.displayHeight / (stacked ? 2 : 1)), stacked, fit: raw ? fitOf(raw) : null }
  }

  drop(key: string): void {
    const known = this.people.get(key)
    if (known) this.gl.deleteTexture(known.texture)
    this.people.delete(key)
  }

  begin(): void {
    const { gl, program } = this
    if (this.lost || !program) return
    this.frame++
    gl.viewport(0, 0, this.canvas.width, this.canvas.height)
    gl.useProgram(program.program)
    gl.bindVertexArray(program.quad)
    gl.enable(gl.BLEND)
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
  }

  layer(layer: Layer, rect: Rect, opacity = 1): void {
    const { gl } = this
    if (this.lost) return
    let known = this.layers.get(layer.canvas)
    if (!known || known.version !== layer.version) {
      known = { texture: known?.texture ?? newTexture(gl), version: layer.version, used: this.frame }
      gl.bindTexture(gl.TEXTURE_2D, known.texture)
      gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true)
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, layer.canvas)
      this.layers.set(layer.canvas, known)
    }
    known.used = this.frame
    this.quad(known.texture, rect, 0, opacity, [1, 1])
  }

  person(key: string, rect: Rect): boolean {
    const known = this.people.get(key)
    if (!known) return false
    if (!this.lost) this.quad(known.texture, rect, known.stacked ? 1 : 2, 1, [known.width, known.height])
    return true
  }

  end(): void {
    // Layers of an earlier view or room are not coming back.
    for (const [canvas, { texture, used }] of this.layers) {
      if (this.frame - used < 200) continue
      this.gl.deleteTexture(texture)
      this.layers.delete(canvas)
    }
    this.gl.flush()
  }

  destroy(): void {
    this.canvas.removeEventListener('webglcontextlost', this.onLost)
    this.canvas.removeEventListener('webglcontextrestored', this.onRestored)
    for (const { texture } of this.layers.values()) this.gl.deleteTexture(texture)
    for (const { texture } of this.people.values()) this.gl.deleteTexture(texture)
  }

  private quad(texture: WebGLTexture, r: Rect, mode: 0 | 1 | 2, opacity: number, size: [number, number]): void {
    const { gl, program } = this
    if (!program) return
    const { width, height } = this.canvas
    gl.bindTexture(gl.TEXTURE_2D, texture)
    gl.uniform4f(program.rect, (r.x / width) * 2 - 1, 1 - (r.y / height) * 2, (r.w / width) * 2, (-r.h / height) * 2)
    gl.uniform1i(program.mode, mode)
    gl.uniform1f(program.opacity, opacity)
    gl.uniform2f(program.size, size[0], size[1])
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4)
  }

  private readonly onLost = (event: Event): void => {
    event.preventDefault()
    this.lost = true
    this.layers = new Map()
    this.people = new Map()
  }

  private readonly onRestored = (): void => {
    this.program = buildProgram(this.gl, VERTEX, FRAGMENT)
    this.lost = false
    this.onBack()
  }
}

function newTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = gl.createTexture()
  gl.bindTexture(gl.TEXTURE_2D, texture)
  for (const [name, value] of [[gl.TEXTURE_MIN_FILTER, gl.LINEAR], [gl.TEXTURE_MAG_FILTER, gl.LINEAR], [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE], [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE]] as const) gl.texParameteri(gl.TEXTURE_2D, name, value)
  return texture
}
