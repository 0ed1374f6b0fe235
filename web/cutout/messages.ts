import type { CutoutMode } from '#protocol/media.ts'
import type { WallAdvice } from './key/advice.ts'
import type { WantedMode } from './mode.ts'

/** Page → cutting thread. */
export type ToCutter =
  | { kind: 'start'; readable: ReadableStream<VideoFrame>; writable: WritableStream<VideoFrame>; mode: WantedMode; maxHeight: number; budgetMs: number }
  | { kind: 'mode'; mode: WantedMode }
  | { kind: 'model'; port: MessagePort }
  | { kind: 'modelLost'; reason: string }
  | { kind: 'stop' }

/**
 * What a person may be told of their own picture.
 * `message`: `model-missing` (the model is not there), `too-slow` (this device cannot keep up, tried three times),
 * `cutting-failed` (the cutting thread broke), `not-supported` (this browser cannot cut), or null.
 */
export type CutoutStatus = {
  mode: CutoutMode; fps: number; costMs: number; advice: WallAdvice[]
  message: 'model-missing' | 'too-slow' | 'cutting-failed' | 'not-supported' | null
}

/** Cutting thread → page. */
export type FromCutter = { kind: 'status'; status: CutoutStatus } | { kind: 'needModel' } | { kind: 'failed'; reason: string } | { kind: 'ended' }
