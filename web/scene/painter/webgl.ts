import type { Rect } from '../layout/lens.ts'
import type { Backdrop } from '../people/backdrop.ts'
import { measureLight, NO_GAIN } from '../people/light.ts'
import type { Gain } from '../people/light.ts'
import { FrameCopier, fitOf, isStacked } from '../people/sprite.ts'
import { FRAGMENT, VERTEX, buildProgram } from './shaders.ts'
import type { Program } from './shaders.ts'
import type { AnyCanvas, Layer, Painter, PersonLook, Taken } from './types.ts'

type PersonTexture = { texture: WebGLTexture; width: number; height: number; stacked: boolean }
type Quad = { mode: 0 | 1 | 2; opacity: number; size: readonly [number, number]; shown: number; gain: Gain }
const PLAIN: Quad = { mode: 0, opacity: 1, size: [1, 1], shown: 1, gain: NO_GAIN }

/** With a GPU: one quad a layer and a person; a person's texture is written only when they have a new frame. */
export class WebglPainter implements Painter {
  readonly kind = 'webgl'
  lost = false
  readonly spent = { composeMs: 0 }
  private readonly canvas: AnyCanvas
  private readonly gl: WebGL2RenderingContext
  private readonly copiers = new Map<string, FrameCopier>()
  private program: Program | null = null
  private layers = new Map<Layer['canvas'], { texture: WebGLTexture; version: number; used: number }>()
  private people = new Map<string, PersonTexture>()
  private backdrop: Backdrop | null = null
  private backdropTexture: WebGLTexture | null = null
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
    this.writeBackdrop()
  }

  resize(width: number, height: number): void {
    this.canvas.width = width
    this.canvas.height = height
  }

  setBackdrop(backdrop: Backdrop | null): void {
    this.backdrop = backdrop
    this.writeBackdrop()
  }

  async take(key: string, frame: VideoFrame, described: boolean, _look: PersonLook, measure: boolean): Promise<Taken | null> {
    if (this.lost) return null
    const { gl } = this
    const stacked = isStacked(described, frame.displayWidth, frame.displayHeight)
    const known = this.people.get(key)
    const texture = known?.texture ?? newTexture(gl)
    gl.bindTexture(gl.TEXTURE_2D, texture)
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, frame)
    this.people.set(key, { texture, width: frame.displayWidth, height: frame.displayHeight, stacked })
    let copier = this.copiers.get(key)
    if (!copier) this.copiers.set(key, (copier = new FrameCopier()))
    const raw = measure && stacked ? await copier.copy(frame) : null
    return { aspect: frame.displayWidth / (frame.displayHeight / (stacked ? 2 : 1)), stacked, fit: raw ? fitOf(raw) : null, light: raw ? measureLight(raw) : null }
  }

  drop(key: string): void {
    const known = this.people.get(key)
    if (known) this.gl.deleteTexture(known.texture)
    this.people.delete(key)
    this.copiers.delete(key)
  }

  begin(): void {
    const { gl, program } = this
    if (this.lost || !program) return
    this.frame++
    gl.viewport(0, 0, this.canvas.width, this.canvas.height)
    gl.useProgram(program.program)
    gl.bindVertexArray(program.quad)
    gl.uniform1i(program.picture, 0)
    gl.uniform1i(program.backdrop, 1)
    gl.uniform2f(program.canvas, this.canvas.width, this.canvas.height)
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
    this.quad(known.texture, rect, { ...PLAIN, opacity })
  }

  person(key: string, { rect, shown, gain }: PersonLook, opacity = 1): boolean {
    const known = this.people.get(key)
    if (!known) return false
    if (!this.lost) this.quad(known.texture, { ...rect, h: Math.round(rect.h * shown) }, { mode: known.stacked ? 1 : 2, opacity, size: [known.width, known.height], shown, gain })
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
    this.gl.deleteTexture(this.backdropTexture)
  }

  private quad(texture: WebGLTexture, r: Rect, { mode, opacity, size, shown, gain }: Quad): void {
    const { gl, program } = this
    if (!program) return
    const { width, height } = this.canvas
    gl.bindTexture(gl.TEXTURE_2D, texture)
    gl.uniform4f(program.rect, (r.x / width) * 2 - 1, 1 - (r.y / height) * 2, (r.w / width) * 2, (-r.h / height) * 2)
    gl.uniform1i(program.mode, mode)
    gl.uniform1f(program.opacity, opacity)
    gl.uniform2f(program.size, size[0], size[1])
    gl.uniform1f(program.shown, shown)
    gl.uniform3f(program.gain, gain[0], gain[1], gain[2])
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4)
  }

  /** The room behind the people stays bound to the second unit; before the first room it is a warm grey. */
  private writeBackdrop(): void {
    const { gl } = this
    if (this.lost) return
    gl.activeTexture(gl.TEXTURE1)
    this.backdropTexture ??= newTexture(gl)
    gl.bindTexture(gl.TEXTURE_2D, this.backdropTexture)
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false)
    const { width, height, rgba } = this.backdrop ?? { width: 1, height: 1, rgba: new Uint8Array([150, 125, 100, 255]) }
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, rgba)
    gl.activeTexture(gl.TEXTURE0)
  }

  private readonly onLost = (event: Event): void => {
    event.preventDefault()
    this.lost = true
    this.layers = new Map()
    this.people = new Map()
    this.backdropTexture = null
  }

  private readonly onRestored = (): void => {
    this.program = buildProgram(this.gl, VERTEX, FRAGMENT)
    this.lost = false
    this.writeBackdrop()
    this.onBack()
  }
}

function newTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = gl.createTexture()
  gl.bindTexture(gl.TEXTURE_2D, texture)
  for (const [name, value] of [[gl.TEXTURE_MIN_FILTER, gl.LINEAR], [gl.TEXTURE_MAG_FILTER, gl.LINEAR], [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE], [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE]] as const) gl.texParameteri(gl.TEXTURE_2D, name, value)
  return texture
}
