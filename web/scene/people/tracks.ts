import type { TrackDescription } from '#protocol/media.ts'
import type { Painter } from '../painter/types.ts'
import { FrameSource } from './source.ts'
import { followFit } from './fit.ts'
import type { PersonFit } from './fit.ts'

/** One track: where its frames come from, how they are laid out, and what was last seen in them. */
type Track = { source: FrameSource; description: TrackDescription; aspect: number; fit: PersonFit | null; shown: boolean; frames: number }

/** Measured again this often (frames); in between people do not change size. */
const MEASURE_EVERY = 12

/** All tracks of the scene, by `personId/source`. */
export class Tracks {
  private readonly tracks = new Map<string, Track>()
  private readonly onFrame: () => void

  constructor(onFrame: () => void) {
    this.onFrame = onFrame
  }

  get(key: string): Track | undefined {
    return this.tracks.get(key)
  }

  /** A new description of the same track keeps its frames; `stream` null with a description means frames are pushed. */
  set(key: string, stream: ReadableStream<VideoFrame> | null, description: TrackDescription): void {
    const known = this.tracks.get(key)
    if (known && !stream) {
      known.description = description
      known.fit = null
      return
    }
    known?.source.close()
    this.tracks.set(key, { source: new FrameSource(stream, this.onFrame), description, aspect: 16 / 9, fit: null, shown: false, frames: 0 })
  }

  remove(key: string, painter: Painter): void {
    this.tracks.get(key)?.source.close()
    this.tracks.delete(key)
    painter.drop(key)
  }

  push(key: string, frame: VideoFrame): void {
    const track = this.tracks.get(key)
    if (track) track.source.push(frame)
    else frame.close()
  }

  /**
   * Hands waiting frames to the painter.
   * @param sizeOf size a track is drawn at; null = not in view, its frame is thrown away.
   * @returns keys that have a new picture, and whether anybody's place in their picture moved.
   */
  async take(painter: Painter, sizeOf: (key: string) => { w: number; h: number } | null): Promise<{ fresh: string[]; moved: boolean }> {
    const fresh: string[] = []
    let moved = false
    for (const [key, track] of [...this.tracks]) {
      const frame = track.source.take()
      if (!frame) continue
      try {
        const size = sizeOf(key)
        if (!size) continue
        const taken = await painter.take(key, frame, track.description.layout === 'stacked', size, track.frames % MEASURE_EVERY === 0 || track.fit === null)
        if (!taken || this.tracks.get(key) !== track) continue
        fresh.push(key)
        track.frames++
        if (!track.shown || Math.abs(track.aspect - taken.aspect) > 0.01) moved = true
        track.shown = true
        track.aspect = taken.aspect
        if (taken.fit) {
          const next = followFit(track.fit, taken.fit)
          // Moving a person by less than this would only make their outline crawl.
          if (!track.fit || Math.abs(next.top - track.fit.top) + Math.abs(next.shoulders - track.fit.shoulders) + Math.abs(next.centre - track.fit.centre) > 0.012) {
            track.fit = next
            moved = true
          }
        }
      } finally {
        frame.close()
      }
    }
    return { fresh, moved }
  }

  /** After a lost context no picture is there any more. */
  forget(): void {
    for (const track of this.tracks.values()) track.shown = false
  }

  close(): void {
    for (const track of this.tracks.values()) track.source.close()
    this.tracks.clear()
  }
}
