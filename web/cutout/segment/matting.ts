import type { Planes } from '../planes.ts'
import { createPlanes, toRgba } from '../planes.ts'
import { Backdrop } from './backdrop.ts'
import { dropClumps } from './clumps.ts'
import { MaskRefiner } from './refine.ts'
import { unmixEdges } from './unmix.ts'
import { nextWindow, sampleWindow } from './window.ts'
import type { Window } from './window.ts'

/** The landscape model's input. */
export const MODEL_WIDTH = 256
export const MODEL_HEIGHT = 144

/** How strongly a learned background speaks against (matches it) and for (differs from it) a person, in log-odds. */
const AGAINST = 3.5
const FOR = 2
/** Where the brightest twentieth of green (0 … 255) begins in a well-lit picture, and by how much one is lifted at most. */
const ORDINARY = 200
const MOST_GAIN = 3
const WORTH = 1.15
/** A cell has moved when its luma changed by so much; the model is asked at once when so many have. */
const MOVED = 14
const MANY = 0.025

/**
 * Segmentation of one camera around a model that only sees small pictures: shows it the person's surroundings instead of
 * the whole picture, corrects its mask by what was learned of the background, steadies it, makes it follow the edges, and
 * solves mixed pixels where the background is known. Pure: `request` gives what the model should see, `finish` takes its
 * answer. Keeps state between frames; make a new one when the picture's size changes.
 */
export class PersonMatting {
  /** What the model is shown next. */
  window: Window
  private readonly width: number
  private readonly height: number
  private readonly small = createPlanes(MODEL_WIDTH, MODEL_HEIGHT)
  private readonly asked = new Uint8Array(MODEL_WIDTH * MODEL_HEIGHT)
  private readonly answer = new Float32Array(MODEL_WIDTH * MODEL_HEIGHT)
  private readonly mask = new Float32Array(MODEL_WIDTH * MODEL_HEIGHT)
  private readonly refiner = new MaskRefiner(MODEL_WIDTH, MODEL_HEIGHT)
  private readonly backdrop: Backdrop
  /** The window of the last answer; null before the first. */
  private answered: Window | null = null
  private steadied: Window | null = null
  private since = 0

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.window = { x: 0, y: 0, width, height }
    this.backdrop = new Backdrop(width, height)
  }

  /**
   * Looks at a frame. @param mayAsk false when the budget says to leave the model alone
   * @returns RGBA of the model's size when the model is needed, null when its last answer will do: two frames in
   * three at most, and only while little has moved since it was asked.
   */
  request(p: Planes, mayAsk: boolean): Uint8ClampedArray<ArrayBuffer> | null {
    const { small, asked } = this
    // Without the model's answer to a new window the old one holds.
    if (this.answered !== null && !mayAsk) this.window = this.answered
    sampleWindow(p, this.window, small)
    this.since++
    if (this.answered !== null && (!mayAsk || (this.answered === this.window && this.since < 3 && !this.moved()))) return null
    this.since = 0
    asked.set(small.y)
    const rgba = new Uint8ClampedArray(MODEL_WIDTH * MODEL_HEIGHT * 4)
    toRgba(small, rgba)
    brighten(rgba)
    return rgba
  }

  /** Writes the matte of the frame last looked at. @param answer the model's mask, 0 … 1; null to use the last one again */
  finish(p: Planes, answer: Float32Array | null, matte: Uint8Array): void {
    const { window } = this
    if (answer) {
      this.answer.set(answer)
      this.answered = window
      this.window = nextWindow(answer, MODEL_WIDTH, MODEL_HEIGHT, window, this.width, this.height)
    }
    this.correct(p, window)
    this.refiner.refine(this.mask, this.small, p, window, matte)
    unmixEdges(p, matte, this.backdrop)
    this.backdrop.learn(p, matte)
  }

  private moved(): boolean {
    const { small, asked } = this
    let n = 0
    for (let i = 0; i < asked.length; i++) if (Math.abs(small.y[i]! - asked[i]!) > MOVED) n++
    return n > MANY * asked.length
  }

  /** The model's answer with the background's word added, without stray clumps, and steadied against the last mask. */
  private correct(p: Planes, window: Window): void {
    const { backdrop, mask, answer } = this
    const sx = window.width / MODEL_WIDTH
    const sy = window.height / MODEL_HEIGHT
    const fresh = new Float32Array(mask.length)
    for (let y = 0; y < MODEL_HEIGHT; y++) {
      const py = Math.min(this.height - 2, (window.y + (y + 0.5) * sy) | 0)
      for (let x = 0; x < MODEL_WIDTH; x++) {
        const i = y * MODEL_WIDTH + x
        const m = answer[i]!
        fresh[i] = m
        // What the model is certain of needs no second opinion.
        if (m <= 0.004 || m >= 0.999) continue
        const e = backdrop.evidence(p, Math.min(this.width - 2, (window.x + (x + 0.5) * sx) | 0), py)
        if (e === 0) continue
        const odds = (m / (1 - m)) * Math.exp(e * (e < 0 ? AGAINST : FOR))
        fresh[i] = odds / (1 + odds)
      }
    }
    dropClumps(fresh, MODEL_WIDTH, MODEL_HEIGHT)
    if (this.steadied === window) steady(fresh, mask)
    else mask.set(fresh)
    this.steadied = window
  }
}

/**
 * Lifts a dark picture to ordinary light: the model was made from well-lit ones (alpha error of two dim pictures that
 * nothing was tuned on: 10.0 and 9.7 thousandths, 12.8 and 19.0 without). Only what the model sees; nobody's picture is
 * altered. In place.
 */
export function brighten(rgba: Uint8ClampedArray): void {
  const counts = new Uint32Array(256)
  for (let i = 1; i < rgba.length; i += 16) counts[rgba[i]!] = counts[rgba[i]!]! + 1
  let bright = 255
  for (let above = counts[255]!; bright > 0 && above < rgba.length / 16 / 20; above += counts[bright]!) bright--
  const gain = Math.min(MOST_GAIN, ORDINARY / Math.max(1, bright))
  if (gain <= WORTH) return
  for (let i = 0; i < rgba.length; i++) if ((i & 3) !== 3) rgba[i] = rgba[i]! * gain
}

/** Steadies a mask over time, into `before`: small changes are averaged away, large ones (a hand comes up) pass at once. */
export function steady(mask: Float32Array, before: Float32Array): void {
  for (let i = 0; i < mask.length; i++) {
    const change = mask[i]! - before[i]!
    const size = Math.abs(change)
    before[i] = before[i]! + change * (size > 0.5 ? 1 : 0.35 + 1.3 * size)
  }
}
