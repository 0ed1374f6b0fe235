export const VERTEX = `#version 300 es
in vec2 corner;
uniform vec4 rect;
out vec2 uv;
void main() {
  uv = corner;
  gl_Position = vec4(rect.xy + corner * rect.zw, 0.0, 1.0);
}`

/**
 * mode 0: a layer, premultiplied; 1: a stacked frame (colour above, matte below, never read across the seam);
 * 2: a plain frame. The light on people is the same as in the sprite made on the CPU.
 */
export const FRAGMENT = `#version 300 es
precision highp float;
in vec2 uv;
uniform sampler2D picture;
uniform int mode;
uniform float opacity;
uniform vec2 size;
out vec4 colour;
void main() {
  if (mode == 0) { colour = texture(picture, uv) * opacity; return; }
  if (mode == 2) { colour = vec4(texture(picture, uv).rgb, 1.0) * opacity; return; }
  float halfTexel = 0.5 / size.y;
  float y = uv.y * 0.5;
  vec3 c = texture(picture, vec2(uv.x, min(y, 0.5 - halfTexel))).rgb;
  float m = texture(picture, vec2(uv.x, max(0.5 + y, 0.5 + halfTexel))).g;
  float a = clamp((m - 0.039) * 1.085, 0.0, 1.0);
  a *= clamp(min(uv.x, 1.0 - uv.x) / 0.035, 0.0, 1.0);
  float light = 1.02 - 0.2 * max(0.0, uv.y - 0.72) / 0.28;
  colour = vec4(c * light * vec3(1.0, 0.99, 0.965), 1.0) * a * opacity;
}`

export type Program = { program: WebGLProgram; quad: WebGLVertexArrayObject; rect: WebGLUniformLocation | null; mode: WebGLUniformLocation | null; opacity: WebGLUniformLocation | null; size: WebGLUniformLocation | null }

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
  const at = (name: string) => gl.getUniformLocation(program, name)
  return { program, quad, rect: at('rect'), mode: at('mode'), opacity: at('opacity'), size: at('size') }
}
