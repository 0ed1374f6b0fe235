import type { TrackDescription } from '#protocol/media.ts'
import type { SceneCommand } from './commands.ts'
import { SceneCore } from './core.ts'
import { makeCanvas } from './painter/make-canvas.ts'
import type { PainterChoice } from './commands.ts'
import type { SceneSource } from './people.ts'
import type { RoomSpec } from './rooms/schema.ts'
import type { SceneLanguage } from './words.ts'

/** What a scene can be told in an export: everything but what belongs to a canvas on a page. */
export type ExportCommand = Exclude<SceneCommand, { do: 'size' | 'track' | 'frame' | 'destroy' }>

export type ExportOptions = {
  room: RoomSpec; language: SceneLanguage
  /** Pixels; both even where a video encoder is to take the pictures. */
  width: number; height: number
  /** `canvas` (default) gives the same pixels on every machine; `webgl` is quicker where there is a GPU. */
  painter?: PainterChoice
}

/**
 * The same renderer without a page and without a clock: told what happened and given frames, it draws the moments it is
 * asked for. Playback asks as it plays, an export for one picture after the other; times never run backwards. The same
 * course gives the same pixels.
 */
export class SceneExport {
  private readonly canvas: OffscreenCanvas | HTMLCanvasElement
  private readonly core: SceneCore

  /** @throws Error when there is no canvas to draw on. */
  constructor({ room, language, width, height, painter = 'canvas' }: ExportOptions) {
    this.canvas = makeCanvas(width, height)
    this.core = new SceneCore({ canvas: this.canvas, room, language, painter, width, height, ratio: Math.max(0.5, width / 1280) }, () => undefined)
  }

  /** Something that happened at `ms`. */
  tell(ms: number, command: ExportCommand): void {
    this.core.handle(command, ms)
  }

  /** Somebody's track began at `ms`, is laid out otherwise from then on, or (null) ended. */
  track(ms: number, personId: string, source: SceneSource, description: TrackDescription | null): void {
    this.core.handle({ do: 'track', personId, source, stream: null, description }, ms)
  }

  /** A decoded frame that was on show from `ms`; it is closed here. */
  frame(ms: number, personId: string, source: SceneSource, frame: VideoFrame): void {
    this.core.handle({ do: 'frame', key: `${personId}/${source}`, frame }, ms)
  }

  /** The picture at `ms`, for an encoder or a canvas. The caller closes it. */
  async picture(ms: number): Promise<VideoFrame> {
    await this.core.renderAt(ms)
    return new VideoFrame(this.canvas, { timestamp: Math.round(ms * 1000), alpha: 'discard' })
  }

  /** The picture at `ms` as a PNG. */
  async png(ms: number): Promise<Blob> {
    await this.core.renderAt(ms)
    const { canvas } = this
    if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/png' })
    return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be encoded'))), 'image/png'))
  }

  close(): void {
    this.core.handle({ do: 'destroy' }, 0)
  }
}
