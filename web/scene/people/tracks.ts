import type { TrackDescription } from '#protocol/media.ts'
import type { Painter, PersonLook, Taken } from '../painter/types.ts'
import { FrameSource } from './source.ts'
import { followFit } from './fit.ts'
import type { PersonFit } from './fit.ts'
import { followGain, gainFor } from './light.ts'
import type { Gain } from './light.ts'

/** One track: where its frames come from, how they are laid out, and what was last seen in them. */
type Track = {
  source: FrameSource; description: TrackDescription; aspect: number; fit: PersonFit | null; gain: Gain | null
  /** A picture is there. */
  shown: boolean
  frames: number
  /** The scene's time of the newest picture. */
  lastAt: number
  /** No frames will come any more; the last picture stays until it has faded. */
  ended: boolean
}

/** Measured again this often (frames); in between people do not change size. */
const MEASURE_EVERY = 12

/** All tracks of the scene, by `personId/source`. */
export class Tracks {
  private readonly tracks = new Map<string, Track>()
  private readonly tint: Gain

  /** @param tint of the room's light. */
  constructor(tint: Gain) {
    this.tint = tint
  }

  get(key: string): Track | undefined {
    return this.tracks.get(key)
  }

  /** A new description of the same track keeps its frames; `stream` null with a description means frames are pushed. */
  set(key: string, stream: ReadableStream<VideoFrame> | null, description: TrackDescription): void {
    const known = this.tracks.get(key)
    if (known && !known.ended && !stream) {
      known.description = description
      known.fit = null
      return
    }
    known?.source.close()
    // Who comes back within the fade keeps their last picture until the new one is there.
    const before = known && { aspect: known.aspect, shown: known.shown }
    this.tracks.set(key, { source: new FrameSource(stream), description, aspect: 16 / 9, fit: null, gain: null, shown: false, frames: 0, lastAt: -Infinity, ended: false, ...before })
  }

  /** No more frames; the last picture stays until `remove`. */
  end(key: string): void {
    const track = this.tracks.get(key)
    if (!track) return
    track.source.close()
    track.ended = true
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
   * @param lookOf how a track is drawn; null = not in view, its frame is thrown away. @param now the scene's time, ms.
   * @returns keys that have a new picture, and whether anybody's place in their picture moved.
   */
  async take(painter: Painter, lookOf: (key: string) => PersonLook | null, now: number): Promise<{ fresh: string[]; moved: boolean }> {
    // All at once: a decoder hands several frames out in little more time than one.
    const results = await Promise.all([...this.tracks].map(async ([key, track]) => {
      const frame = track.source.take()
      if (!frame) return null
      try {
        const look = lookOf(key)
        if (!look) return null
        const taken = await painter.take(key, frame, track.description.layout === 'stacked', look, track.frames % MEASURE_EVERY === 0 || track.fit === null)
        return taken && this.tracks.get(key) === track ? { key, moved: this.note(track, taken, now) } : null
      } finally {
        frame.close()
      }
    }))
    const fresh = results.filter((result) => result !== null)
    return { fresh: fresh.map(({ key }) => key), moved: fresh.some(({ moved }) => moved) }
  }

  /** @returns whether the person is drawn elsewhere from now on. */
  private note(track: Track, taken: Taken, now: number): boolean {
    let moved = !track.shown || Math.abs(track.aspect - taken.aspect) > 0.01
    track.frames++
    track.lastAt = now
    track.shown = true
    track.aspect = taken.aspect
    if (taken.light) track.gain = followGain(track.gain, gainFor(taken.light, this.tint))
    if (!taken.fit) return moved
    const next = followFit(track.fit, taken.fit)
    // Moving a person by less than this would only make their outline crawl.
    if (!track.fit || Math.abs(next.top - track.fit.top) + Math.abs(next.shoulders - track.fit.shoulders) + Math.abs(next.centre - track.fit.centre) > 0.012) {
      track.fit = next
      moved = true
    }
    return moved
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
