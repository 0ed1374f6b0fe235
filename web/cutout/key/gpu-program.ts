import { FRAGMENT, VERTEX } from './gpu-shader.ts'

export const SAMPLERS = ['luma', 'cb', 'cr', 'plate', 'around', 'kept'] as const
export type Sampler = (typeof SAMPLERS)[number]
export type KeyProgram = { program: WebGLProgram; place: Record<string, WebGLUniformLocation | null>; textures: Record<Sampler, WebGLTexture> }

/**
 * Shader, uniform places and textures (one per unit, in the order of `SAMPLERS`).
 * @throws Error with the compiler's words, or when the context is gone
 */
export function buildKeyProgram(gl: WebGL2RenderingContext): KeyProgram {
  const program = gl.createProgram()
  for (const [type, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]] as const) {
    const shader = gl.createShader(type)
    if (!shader) throw new Error('the graphics context is gone')
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    const words = (gl.getAttachedShaders(program) ?? []).map((shader) => gl.getShaderInfoLog(shader) ?? '').join(' ')
    throw new Error(`the key's shader did not build: ${words} ${gl.getProgramInfoLog(program) ?? ''}`)
  }
  gl.useProgram(program)
  const textures: Partial<Record<Sampler, WebGLTexture>> = {}
  for (const [unit, name] of SAMPLERS.entries()) {
    gl.activeTexture(gl.TEXTURE0 + unit)
    const texture = gl.createTexture()
    gl.bindTexture(gl.TEXTURE_2D, texture)
    for (const [parameter, value] of [[gl.TEXTURE_MIN_FILTER, gl.NEAREST], [gl.TEXTURE_MAG_FILTER, gl.NEAREST], [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE], [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE]] as const) gl.texParameteri(gl.TEXTURE_2D, parameter, value)
    gl.uniform1i(gl.getUniformLocation(program, name), unit)
    textures[name] = texture
  }
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1)
  const place = Object.fromEntries(['size', 'canvas', 'decode', 'green', 'clip', 'likeness', 'cell'].map((name) => [name, gl.getUniformLocation(program, name)]))
  return { program, place, textures: textures as Record<Sampler, WebGLTexture> }
}
