import type { Rect } from '../layout/lens.ts'
import type { Backdrop } from '../people/backdrop.ts'
import type { PersonFit } from '../people/fit.ts'
import type { Gain, LightStats } from '../people/light.ts'

export type AnyCanvas = HTMLCanvasElement | OffscreenCanvas

/** A picture drawn by the program; `version` goes up whenever its content changes. */
export type Layer = { canvas: OffscreenCanvas | HTMLCanvasElement; version: number }

/** How a person is drawn: the whole picture's place, the share of its height above the table, and the light on them. */
export type PersonLook = { rect: Rect; shown: number; gain: Gain }

/** `fit` and `light` are null unless asked for and found. */
export type Taken = { aspect: number; stacked: boolean; fit: PersonFit | null; light: LightStats | null }

/** Puts layers and people onto the canvas. Two of them: one for a GPU, one for none. */
export type Painter = {
  readonly kind: 'webgl' | 'canvas'
  /** Milliseconds spent so far on colour × matte on the CPU; the rest of taking frames in is copying or upload. */
  readonly spent: { composeMs: number }
  resize(width: number, height: number): void
  /** What of the room is behind the people, for the light on their edges. */
  setBackdrop(backdrop: Backdrop | null): void
  /** Takes a new frame of a person in; resolves with what it is, null when it cannot be read. The caller closes it. */
  take(key: string, frame: VideoFrame, stacked: boolean, look: PersonLook, measure: boolean): Promise<Taken | null>
  drop(key: string): void
  /** @param dirty parts to draw anew; null = all. */
  begin(dirty: Rect[] | null): void
  layer(layer: Layer, rect: Rect, opacity?: number): void
  /** False when there is no picture of this person yet. */
  person(key: string, look: PersonLook, opacity?: number): boolean
  end(): void
  /** The context is gone for now; nothing may be drawn. */
  readonly lost: boolean
  destroy(): void
}
