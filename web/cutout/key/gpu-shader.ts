export const VERTEX = `#version 300 es
void main() {
  // One triangle that covers the canvas.
  gl_Position = vec4(float((gl_VertexID & 1) << 2) - 1.0, float((gl_VertexID & 2) << 1) - 1.0, 0.0, 1.0);
}`

/**
 * The key and the stacked frame in one pass: the same arithmetic as `ChromaKeyer.alpha` and `stack`, pixel by pixel.
 * `plate` holds linear R, G, B and the key difference per cell, `around` the person's colours carried outward (Y, Cb,
 * Cr), `kept` 1 where a cell belongs to the person. `decode` turns Y'CbCr into R'G'B': black, gain, rv, gu, gv, bu.
 */
export const FRAGMENT = `#version 300 es
precision highp float;
precision highp sampler2D;
uniform sampler2D luma, cb, cr, plate, around, kept;
uniform ivec2 size;
uniform ivec2 canvas;
uniform float decode[6];
uniform bool green;
uniform vec2 clip;
uniform float cell;
uniform float likeness;
out vec4 colour;

float at(sampler2D plane, ivec2 p) { return floor(texelFetch(plane, p, 0).r * 255.0 + 0.5); }

// Chroma at luma's size: three quarters and a quarter of the two nearest samples each way.
float wide(sampler2D plane, ivec2 p) {
  ivec2 top = size / 2 - 1;
  ivec2 near = p / 2;
  ivec2 far = clamp(near + (p & 1) * 2 - 1, ivec2(0), top);
  float here = 3.0 * at(plane, near) + at(plane, ivec2(near.x, far.y));
  float side = 3.0 * at(plane, ivec2(far.x, near.y)) + at(plane, far);
  return floor((3.0 * here + side + 8.0) / 16.0);
}

vec3 rgbOf(float y, float u, float v) {
  float l = (y - decode[0]) * decode[1];
  return vec3(l + decode[2] * v, l + decode[3] * u + decode[4] * v, l + decode[5] * u);
}

float light(float v) {
  float c = floor(clamp(v, 0.0, 255.0)) / 255.0;
  return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}
vec3 light3(vec3 c) { return vec3(light(c.r), light(c.g), light(c.b)); }
float curve(float c) {
  c = clamp(c, 0.0, 1.0);
  return 255.0 * (c <= 0.0031308 ? 12.92 * c : 1.055 * pow(c, 1.0 / 2.4) - 0.055);
}

// A grid of cells read between their middles.
vec4 between(sampler2D grid, vec2 p) {
  ivec2 top = textureSize(grid, 0) - 1;
  vec2 f = clamp(p / cell - 0.5, vec2(0.0), vec2(top));
  ivec2 a = ivec2(f);
  ivec2 b = min(a + 1, top);
  vec2 t = f - vec2(a);
  return mix(mix(texelFetch(grid, a, 0), texelFetch(grid, ivec2(b.x, a.y), 0), t.x),
             mix(texelFetch(grid, ivec2(a.x, b.y), 0), texelFetch(grid, b, 0), t.x), t.y);
}

float alphaOf(float y, float u, float v, float wall) {
  vec3 c = rgbOf(y, u, v);
  float lead = green ? c.g : c.b;
  float other = green ? max(c.r, c.b) : max(c.r, c.g);
  float key = lead <= other ? 0.0 : light(lead) - light(other);
  return clamp((1.0 - key / wall - clip.x) / (clip.y - clip.x), 0.0, 1.0);
}

// At an edge those chroma samples count whose surroundings are as light as the pixel itself.
float edge(ivec2 p, float own, float wall) {
  ivec2 top = size / 2 - 1;
  ivec2 near = p / 2;
  ivec2 far = clamp(near + (p & 1) * 2 - 1, ivec2(0), top);
  vec3 sum = vec3(0.0);
  for (int k = 0; k < 4; k++) {
    ivec2 c = ivec2((k & 1) == 1 ? far.x : near.x, (k & 2) == 2 ? far.y : near.y);
    ivec2 q = 2 * c;
    float around4 = (at(luma, q) + at(luma, q + ivec2(1, 0)) + at(luma, q + ivec2(0, 1)) + at(luma, q + ivec2(1, 1))) / 4.0;
    float unlike = (around4 - own) / likeness;
    float weight = (k == 0 ? 9.0 : k == 3 ? 1.0 : 3.0) / (1.0 + unlike * unlike);
    sum += weight * vec3(at(cb, c), at(cr, c), 1.0);
  }
  return alphaOf(own, sum.x / sum.z - 128.0, sum.y / sum.z - 128.0, wall);
}

float alphaAt(ivec2 p) {
  if (texelFetch(kept, p / int(cell), 0).r < 0.5) return 0.0;
  float own = at(luma, p);
  float wall = between(plate, vec2(p) + 0.5).a;
  float a = alphaOf(own, wide(cb, p) - 128.0, wide(cr, p) - 128.0, wall);
  return a > 0.0 && a < 1.0 ? edge(p, own, wall) : a;
}

void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  p.y = canvas.y - 1 - p.y;
  int middle = canvas.y / 2;
  bool below = p.y >= middle;
  if (below) p.y -= middle;
  p = min(p, size - 1);
  float a = alphaAt(p);
  if (below) { colour = vec4(vec3(a), 1.0); return; }
  ivec2 half2 = p / 2;
  vec3 f = clamp(rgbOf(at(luma, p), at(cb, half2) - 128.0, at(cr, half2) - 128.0), 0.0, 255.0);
  float own = a <= 0.1 ? 0.0 : a >= 0.55 ? 1.0 : (a - 0.1) / 0.45;
  vec3 others = green ? f.rbb : f.rgg;
  bool spilled = (green ? f.g : f.b) > max(others.x, others.y) + 2.0;
  if (a > 0.0 && (a < 1.0 || spilled)) {
    vec3 wall = between(plate, vec2(p) + 0.5).rgb;
    vec3 c = (light3(f) - (1.0 - a) * wall) / max(a, 0.15);
    f = vec3(curve(c.r), curve(c.g), curve(c.b));
    if (green) f.g = min(f.g, max(f.r, f.b)); else f.b = min(f.b, max(f.r, f.g));
  }
  if (own < 1.0) {
    vec3 e = between(around, vec2(p) + 1.0).rgb;
    f = mix(clamp(rgbOf(e.x, e.y - 128.0, e.z - 128.0), 0.0, 255.0), f, own);
  }
  colour = vec4(f / 255.0, 1.0);
}`
