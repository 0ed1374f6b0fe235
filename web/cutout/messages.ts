import type { CutoutMode } from '#protocol/media.ts'
import type { WallAdvice, WallMark } from './key/advice.ts'
import type { KeyEngine } from './key/engine.ts'
import type { WantedMode } from './mode.ts'

/** Page → cutting thread. */
export type ToCutter =
  | { kind: 'start'; readable: ReadableStream<VideoFrame>; writable: WritableStream<VideoFrame>; mode: WantedMode; maxHeight: number; budgetMs: number; engine: KeyEngine | 'auto' }
  | { kind: 'mode'; mode: WantedMode }
  | { kind: 'model'; port: MessagePort }
  | { kind: 'modelLost'; reason: string }
  /** Sound or controls suffer: take less. */
  | { kind: 'press' }
  | { kind: 'stop' }

/**
 * What a person may be told of their own picture.
 * `message`: `model-missing` (the model is not there), `slowed` (busy at present: a still or framed picture),
 * `too-slow` (this device cannot keep up, tried three times, turned off), `cutting-failed` (the cutting thread broke),
 * `not-supported` (this browser cannot cut), or null. `engine` is what keys, null while nothing is keyed; `marks` are
 * the places in the picture that the advice is about.
 */
export type CutoutStatus = {
  mode: CutoutMode; fps: number; costMs: number; advice: WallAdvice[]; marks: WallMark[]; engine: KeyEngine | null
  message: 'model-missing' | 'slowed' | 'too-slow' | 'cutting-failed' | 'not-supported' | null
}

/** Cutting thread → page. */
export type FromCutter = { kind: 'status'; status: CutoutStatus } | { kind: 'needModel' } | { kind: 'engine'; engine: KeyEngine } | { kind: 'failed'; reason: string } | { kind: 'ended' }
