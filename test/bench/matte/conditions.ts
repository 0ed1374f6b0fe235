import type { Look } from '../../harness/figure.ts'
import { toI420 } from '../../harness/walls.ts'
import { behind } from './backgrounds.ts'
import type { Background } from './backgrounds.ts'
import { noise } from './paint.ts'
import type { Layer } from './paint.ts'
import { drawnSubject, photoSubject } from './subjects.ts'

export const WIDTH = 640
export const HEIGHT = 360
export const FPS = 15

export type Condition = {
  name: string
  subject: 'drawn' | 'photo'
  /** Who is drawn; the woman when left out. */
  look?: Look
  back: Background
  /** Noise of the sensor, R'G'B' steps of 255. */
  grain: number
  /** How much light there is; 1 is a well-lit room. */
  light: number
  /** Share of the wall's light on the person's edges. */
  spill: number
  /** The back of a chair, which before a wall belongs to the picture like the person. */
  chair?: boolean
  /** The camera's picture went through VP8 at so many kbit/s before it is cut. */
  kbps?: number
}

const plain = { subject: 'drawn', back: 'green', grain: 2, light: 1, spill: 0 } as const

/**
 * Conditions named `unseen_*` are held back: no limit or weight of ours is chosen by their figures, while the others served for
 * that. Whoever tunes looks at the others only.
 */

/** Before a wall: the key's conditions. */
export const WALLS: readonly Condition[] = [
  { ...plain, name: 'even' },
  { ...plain, name: 'blue', back: 'blue' },
  { ...plain, name: 'uneven', back: 'uneven' },
  { ...plain, name: 'shadow', back: 'shadow' },
  { ...plain, name: 'spill', spill: 0.3 },
  { ...plain, name: 'chair', chair: true },
  { ...plain, name: 'noisy', grain: 10 },
  { ...plain, name: 'dim', light: 0.22, grain: 5 },
  { ...plain, name: 'photo', subject: 'photo', spill: 0.1 },
  { ...plain, name: 'vp8_250', kbps: 250 },
  { ...plain, name: 'vp8_500', kbps: 500 },
  { ...plain, name: 'vp8_1500', kbps: 1500 },
  { ...plain, name: 'unseen_lawyer', look: 'lawyer', back: 'uneven', grain: 4, spill: 0.15 },
  { ...plain, name: 'unseen_juror', look: 'jurorWoman', back: 'blue', grain: 6, light: 0.5 },
]

/** Before whatever there is: segmentation's conditions. */
export const ROOMS: readonly Condition[] = [
  { ...plain, name: 'office', back: 'office' },
  { ...plain, name: 'office_noisy', back: 'office', grain: 10 },
  { ...plain, name: 'office_dim', back: 'office', light: 0.22, grain: 5 },
  { ...plain, name: 'office_lively', back: 'lively' },
  { ...plain, name: 'office_photo', subject: 'photo', back: 'office' },
  { ...plain, name: 'table_photo', subject: 'photo', back: 'table' },
  { ...plain, name: 'office_vp8_250', back: 'office', kbps: 250 },
  { ...plain, name: 'office_vp8_500', back: 'office', kbps: 500 },
  { ...plain, name: 'office_vp8_1500', back: 'office', kbps: 1500 },
  { ...plain, name: 'unseen_lawyer_room', look: 'lawyer', back: 'room' },
  { ...plain, name: 'unseen_juror_room', look: 'jurorWoman', back: 'room', grain: 6 },
  { ...plain, name: 'unseen_man_dim', look: 'man', back: 'room', light: 0.22, grain: 5 },
  { ...plain, name: 'unseen_clerk_dim', look: 'clerk', back: 'room', light: 0.15, grain: 4 },
]

/** I420 (BT.601, limited) as a webcam gives it, and the matte it was made with, 0 … 255. */
export type Shot = { i420: Uint8Array<ArrayBuffer>; alpha: Uint8Array<ArrayBuffer> }
export type Photos = { portrait: Layer; table: Layer }

const LINEAR = Float32Array.from({ length: 256 }, (_, i) => (i / 255) ** 2.2)
const STEPS = 4096
const GAMMA = Float32Array.from({ length: STEPS + 1 }, (_, i) => 255 * (i / STEPS) ** (1 / 2.2))

/** Frame `frame` of a condition. Light mixes in the lens, before the camera's gamma: person and wall are blended linearly. */
export function shoot(condition: Condition, frame: number, photos: Photos): Shot {
  const seconds = frame / FPS
  const person = condition.subject === 'photo' ? photoSubject(photos.portrait, seconds, WIDTH, HEIGHT) : drawnSubject(seconds, WIDTH, HEIGHT, condition.chair ?? false, condition.look)
  const edge = condition.spill > 0 ? nearEdge(person) : null
  const lean = 0.012 * Math.sin(seconds * 0.9 + 8.5)
  const rgba = new Uint8ClampedArray(WIDTH * HEIGHT * 4)
  const alpha = new Uint8Array(WIDTH * HEIGHT)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const i = y * WIDTH + x
      const a = person.rgba[i * 4 + 3]! / 255
      alpha[i] = person.rgba[i * 4 + 3]!
      const back = a < 1 || edge ? behind(condition.back, x / WIDTH, y / HEIGHT, seconds, lean, photos.table) : null
      const lit = edge ? condition.spill * edge[i]! : 0
      for (let c = 0; c < 3; c++) {
        const room = back ? LINEAR[Math.max(0, Math.min(255, back[c]! | 0))]! : 0
        const own = a > 0 ? LINEAR[person.rgba[i * 4 + c]!]! + lit * room : 0
        const light = condition.light * (a * own + (1 - a) * room)
        rgba[i * 4 + c] = GAMMA[Math.min(STEPS, (light * STEPS) | 0)]! + condition.grain * noise(i * 3 + c, frame + 1)
      }
      rgba[i * 4 + 3] = 255
    }
  }
  return { i420: toI420(rgba, WIDTH, HEIGHT) as Uint8Array<ArrayBuffer>, alpha }
}

/** 1 at the person's outline, falling to 0 about 16 pixels inside. */
function nearEdge({ width, height, rgba }: Layer): Float32Array {
  const reach = 16
  const near = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let pass = 0; pass < 2; pass++) {
      let inside = reach
      for (let k = 0; k < width; k++) {
        const x = pass === 0 ? k : width - 1 - k
        inside = rgba[(y * width + x) * 4 + 3]! < 128 ? 0 : inside + 1
        const value = Math.max(0, 1 - inside / reach)
        near[y * width + x] = Math.max(near[y * width + x]!, value)
      }
    }
  }
  return near
}
