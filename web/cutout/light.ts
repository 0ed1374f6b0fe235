/** Gamma tables: mixing of light (matte edges, spill) is only linear in linear light. sRGB curve. */
const STEPS = 4096

/** Linear light 0 … 1 of an 8-bit gamma value. */
export const LINEAR = new Float32Array(256)
for (let i = 0; i < 256; i++) {
  const c = i / 255
  LINEAR[i] = c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}

const GAMMA = new Uint8Array(STEPS + 1)
for (let i = 0; i <= STEPS; i++) {
  const c = i / STEPS
  GAMMA[i] = Math.round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055))
}

/** 8-bit gamma value of linear light; anything outside 0 … 1 is clamped. */
export function gamma(linear: number): number {
  return GAMMA[linear <= 0 ? 0 : linear >= 1 ? STEPS : (linear * STEPS) | 0]!
}
