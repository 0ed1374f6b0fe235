import { MATTE_FLOOR, MATTE_GAIN } from '../../cutout/stacked.ts'
import { SHADOW, SIDE_FADE, WRAP } from '../people/compose.ts'

export const VERTEX = `#version 300 es
in vec2 corner;
uniform vec4 rect;
uniform float shown;
out vec2 uv;
void main() {
  uv = vec2(corner.x, corner.y * shown);
  gl_Position = vec4(rect.xy + corner * rect.zw, 0.0, 1.0);
}`

/**
 * mode 0: a layer, premultiplied; 1: a stacked frame (colour above, matte below, never read across the seam);
 * 2: a plain frame. The light on people is the same as in the sprite made on the CPU (people/compose.ts).
 */
export const FRAGMENT = `#version 300 es
precision highp float;
in vec2 uv;
uniform sampler2D picture;
uniform sampler2D backdrop;
uniform int mode;
uniform float opacity;
uniform vec2 size;
uniform vec2 canvas;
uniform vec3 gain;
uniform float shown;
out vec4 colour;
float matte(vec2 p) {
  float halfTexel = 0.5 / size.y;
  float m = texture(picture, vec2(p.x, clamp(0.5 + p.y * 0.5, 0.5 + halfTexel, 1.0))).g;
  return clamp((m - ${MATTE_FLOOR}.0 / 255.0) * ${MATTE_GAIN}, 0.0, 1.0);
}
float around(vec2 p, vec2 r) {
  return 0.25 * (matte(p + r) + matte(p - r) + matte(p + vec2(r.x, -r.y)) + matte(p + vec2(-r.x, r.y)));
}
vec4 person() {
  vec2 reach = vec2(0.030 * size.y * 0.5 / size.x, 0.030);
  float side = clamp(min(uv.x, 1.0 - uv.x) / ${SIDE_FADE}, 0.0, 1.0);
  float a = matte(uv) * side;
  float soft = around(uv, reach);
  vec4 result = vec4(0.0);
  if (a + soft > 0.0) {
    vec3 c = texture(picture, vec2(uv.x, min(uv.y * 0.5, 0.5 - 0.5 / size.y))).rgb;
    c *= gain * (1.02 - 0.24 * max(0.0, uv.y / shown - 0.7) / 0.3);
    float shade = 0.0;
    // Deep inside a person there is neither light from behind nor shadow beside.
    if (soft < 1.0) {
      soft = 0.5 * (soft + around(uv, reach * 0.55));
      if (a < 1.0) shade = around(uv - vec2(0.0, 0.028), reach) * ${SHADOW} * (1.0 - a) * side;
      vec3 behind = texture(backdrop, vec2(gl_FragCoord.x / canvas.x, 1.0 - gl_FragCoord.y / canvas.y)).rgb;
      if (soft < 0.925) c = mix(c, behind, ${WRAP} * (1.0 - soft));
    }
    result = vec4(clamp(c, 0.0, 1.0) * a + vec3(0.055, 0.035, 0.024) * shade, a + shade);
  }
  return result;
}
void main() {
  if (mode == 1) colour = person() * opacity;
  else if (mode == 2) colour = vec4(texture(picture, uv).rgb, 1.0) * opacity;
  else colour = texture(picture, uv) * opacity;
}`

type Uniform = 'rect' | 'mode' | 'opacity' | 'size' | 'canvas' | 'gain' | 'shown' | 'picture' | 'backdrop'
export type Program = { program: WebGLProgram; quad: WebGLVertexArrayObject } & Record<Uniform, WebGLUniformLocation | null>

/** @throws Error with the compiler's words. */
export function buildProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): Program {
  const program = gl.createProgram()
  for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(type)
    if (!shader) throw new Error('the graphics context is gone')
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.bindAttribLocation(program, 0, 'corner')
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? 'the shaders do not link')
  const quad = gl.createVertexArray()
  gl.bindVertexArray(quad)
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), gl.STATIC_DRAW)
  gl.enableVertexAttribArray(0)
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0)
  const at = (name: Uniform) => gl.getUniformLocation(program, name)
  return { program, quad, rect: at('rect'), mode: at('mode'), opacity: at('opacity'), size: at('size'), canvas: at('canvas'), gain: at('gain'), shown: at('shown'), picture: at('picture'), backdrop: at('backdrop') }
}
