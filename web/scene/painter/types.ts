import type { Rect } from '../layout/lens.ts'
import type { PersonFit } from '../people/fit.ts'

export type AnyCanvas = HTMLCanvasElement | OffscreenCanvas

/** A picture drawn by the program; `version` goes up whenever its content changes. */
export type Layer = { canvas: OffscreenCanvas | HTMLCanvasElement; version: number }

export type Taken = { aspect: number; stacked: boolean; fit: PersonFit | null }

/** Puts layers and people onto the canvas. Two of them: one for a GPU, one for none. */
export type Painter = {
  readonly kind: 'webgl' | 'canvas'
  resize(width: number, height: number): void
  /** Takes a new frame of a person in; resolves with what it is, null when it cannot be read. The caller closes it. */
  take(key: string, frame: VideoFrame, stacked: boolean, size: { w: number; h: number }, measure: boolean): Promise<Taken | null>
  drop(key: string): void
  /** @param dirty parts to draw anew; null = all. */
  begin(dirty: Rect[] | null): void
  layer(layer: Layer, rect: Rect, opacity?: number): void
  /** False when there is no picture of this person yet. */
  person(key: string, rect: Rect): boolean
  end(): void
  /** The context is gone for now; nothing may be drawn. */
  readonly lost: boolean
  destroy(): void
}
