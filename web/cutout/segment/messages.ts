/** A small picture for the model: RGBA, the model's own size. */
export type SegmentRequest = { rgba: ArrayBuffer; width: number; height: number }
export type SegmentReply =
  | { kind: 'ready' }
  | { kind: 'missing'; reason: string }
  /** `mask`: float32, 0 … 1, one per pixel of the request. */
  | { kind: 'mask'; mask: ArrayBuffer; costMs: number }
