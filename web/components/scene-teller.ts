import type { TrackDescription } from '#protocol/media.ts'
import type { Scene } from '../scene/index.ts'
import type { Picture } from './pictures.ts'

const NO_TRACK: TrackDescription = { layout: 'plain', cutout: 'none' }
/** Between two words nobody stops speaking, ms. */
const BREATH_MS = 900

/** Tells a scene what has changed and nothing twice. */
export class SceneTeller {
  readonly scene: Scene
  readonly #told = new Map<string, string>()
  readonly #tracks = new Map<string, MediaStreamTrack>()
  #shown: MediaStreamTrack | null = null
  readonly #heardAt = new Map<string, number>()

  constructor(scene: Scene) {
    this.scene = scene
  }

  protected tell(what: string, value: unknown, tell: () => void): void {
    const text = JSON.stringify(value)
    if (this.#told.get(what) === text) return
    this.#told.set(what, text)
    tell()
  }

  /** What stands on the room's screen. */
  protected present(track: MediaStreamTrack | null, caption: string): void {
    if (track === this.#shown) return
    this.#shown = track
    this.scene.setPresentation(track, caption)
  }

  /** Lit a moment longer than the voice, or everybody would flicker. */
  protected lit(personId: string, speaks: boolean): boolean {
    const now = performance.now()
    if (speaks) this.#heardAt.set(personId, now)
    return now - (this.#heardAt.get(personId) ?? -Infinity) < BREATH_MS
  }

  protected showTracks(wanted: Map<string, Picture>): void {
    for (const personId of this.#tracks.keys()) {
      if (wanted.has(personId)) continue
      this.#tracks.delete(personId)
      this.#told.delete(`track/${personId}`)
      this.scene.setTrack(personId, 'camera', null, NO_TRACK)
    }
    for (const [personId, { track, description }] of wanted) {
      if (this.#tracks.get(personId) !== track) this.#told.delete(`track/${personId}`)
      this.#tracks.set(personId, track)
      this.tell(`track/${personId}`, description, () => this.scene.setTrack(personId, 'camera', track, description))
    }
  }
}
