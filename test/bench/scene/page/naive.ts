import { renderRoom } from '../../../../web/scene/room-layers.ts'
import { layoutFor, seatPeople, stageOf } from '../../../../web/scene/layout/stage.ts'
import { viewOfCamera } from '../../../../web/scene/layout/views.ts'
import { USUAL_FIT, cutoutRect } from '../../../../web/scene/people/fit.ts'
import type { ScenePerson } from '../../../../web/scene/people.ts'
import { roomOf } from '../../../../web/scene/rooms/index.ts'

const VERTEX = `#version 300 es
in vec2 corner; uniform vec4 rect; out vec2 uv;
void main() { uv = corner; gl_Position = vec4(rect.xy + corner * rect.zw, 0.0, 1.0); }`
const FRAGMENT = `#version 300 es
precision highp float;
in vec2 uv; uniform sampler2D picture; uniform int stacked; out vec4 colour;
void main() {
  if (stacked == 0) { colour = texture(picture, uv); return; }
  float a = texture(picture, vec2(uv.x, 0.5 + uv.y * 0.5)).g;
  colour = vec4(texture(picture, vec2(uv.x, uv.y * 0.5)).rgb * a, a);
}`

/**
 * The way one would write it first: every person's whole frame goes to the GPU at full size for every picture, and
 * every picture is drawn anew, person by person, with a shader that only cuts out. Same room, same seats.
 */
export class NaiveScene {
  private readonly gl: WebGL2RenderingContext
  private readonly size: { width: number; height: number }
  private readonly at: { rect: WebGLUniformLocation | null; stacked: WebGLUniformLocation | null }
  private readonly layers: { texture: WebGLTexture; rect: Rect }[]
  private readonly video: WebGLTexture
  private readonly seats: Rect[]

  constructor(canvas: OffscreenCanvas, people: ScenePerson[]) {
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false })
    if (!gl) throw new Error('no WebGL2')
    this.gl = gl
    this.size = { width: canvas.width, height: canvas.height }
    const program = link(gl)
    this.at = { rect: gl.getUniformLocation(program, 'rect'), stacked: gl.getUniformLocation(program, 'stacked') }
    const room = roomOf('panelOfThree')
    const { width, height } = this.size
    const layout = layoutFor(room, width, height)
    const rows = seatPeople(layout, people)
    const stage = stageOf(layout, rows, viewOfCamera(layout, rows, 'whole', null, height / width), { width, height, ratio: width / 1280 }, { seat: (seat) => seat, away: '' })
    const drawn = renderRoom(room, stage, width, height, 'zh-CN')
    this.layers = [drawn.base, ...[...drawn.rows.values()].flatMap(({ before }) => before ?? [])].map(({ layer, rect }) => ({ texture: upload(gl, texture(gl), layer.canvas), rect }))
    this.video = texture(gl)
    this.seats = stage.rows.flatMap((row) => row.seats.filter(({ place }) => place.person).map(({ box }) => cutoutRect(box, USUAL_FIT, 640 / 368).rect))
  }

  draw(frames: VideoFrame[]): void {
    const { gl } = this
    this.quad(this.layers[0]!.texture, this.layers[0]!.rect, 0)
    frames.forEach((frame, i) => {
      upload(gl, this.video, frame)
      if (this.seats[i]) this.quad(this.video, this.seats[i], 1)
    })
    for (const { texture: still, rect } of this.layers.slice(1)) this.quad(still, rect, 0)
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4))
  }

  private quad(picture: WebGLTexture, r: Rect, stacked: 0 | 1): void {
    const { gl } = this
    const { width, height } = this.size
    gl.bindTexture(gl.TEXTURE_2D, picture)
    gl.uniform4f(this.at.rect, (r.x / width) * 2 - 1, 1 - (r.y / height) * 2, (r.w / width) * 2, (-r.h / height) * 2)
    gl.uniform1i(this.at.stacked, stacked)
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4)
  }
}

type Rect = { x: number; y: number; w: number; h: number }

function link(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram()
  for (const [type, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]] as const) {
    const shader = gl.createShader(type)!
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.bindAttribLocation(program, 0, 'corner')
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? 'the shaders do not link')
  gl.useProgram(program)
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), gl.STATIC_DRAW)
  gl.enableVertexAttribArray(0)
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0)
  gl.enable(gl.BLEND)
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
  return program
}

function texture(gl: WebGL2RenderingContext): WebGLTexture {
  const made = gl.createTexture()
  gl.bindTexture(gl.TEXTURE_2D, made)
  for (const [name, value] of [[gl.TEXTURE_MIN_FILTER, gl.LINEAR], [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE], [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE]] as const) gl.texParameteri(gl.TEXTURE_2D, name, value)
  return made
}

function upload(gl: WebGL2RenderingContext, to: WebGLTexture, from: TexImageSource): WebGLTexture {
  gl.bindTexture(gl.TEXTURE_2D, to)
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, from)
  return to
}
