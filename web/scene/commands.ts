import type { TrackDescription } from '#protocol/media.ts'
import type { Rect } from './layout/lens.ts'
import type { SceneCamera, ScenePerson, SceneSource } from './people.ts'
import type { AnyCanvas } from './painter/types.ts'
import type { SceneLanguage } from './words.ts'
import type { RoomSpec } from './rooms/schema.ts'

export type PainterChoice = 'auto' | 'webgl' | 'canvas'

/** Everything a scene can be told, the same whether it runs in the page or in a worker. */
export type SceneCommand =
  | { do: 'size'; width: number; height: number; ratio: number }
  | { do: 'people'; people: ScenePerson[] }
  | { do: 'track'; personId: string; source: SceneSource; stream: ReadableStream<VideoFrame> | null; description: TrackDescription | null }
  | { do: 'frame'; key: string; frame: VideoFrame }
  | { do: 'camera'; camera: SceneCamera }
  | { do: 'speaker'; personId: string | null }
  | { do: 'presentation'; key: string | null; caption: string }
  | { do: 'gavel'; strikes: number }
  | { do: 'curtain'; text: string | null }
  /** Everybody but the bench stands for a while. */
  | { do: 'rise'; holdMs: number }
  | { do: 'destroy' }

export type SceneStart = {
  canvas: AnyCanvas; room: RoomSpec; language: SceneLanguage; painter: PainterChoice; width: number; height: number; ratio: number
  /** Nothing moves that need not: the person asked their device for less motion. */
  calm?: boolean
}

/** What a scene tells its host. `heights`: drawn height in device pixels per `personId/source`. */
export type SceneReport =
  | { kind: 'heights'; heights: [string, number][] }
  /** Where the room's screen is on the canvas, in shares of its size, while something is shown on it. */
  | { kind: 'screen'; rect: Rect | null }
  /** Once a second: pictures drawn, and milliseconds each took to take the new frames in and to draw. */
  | { kind: 'painted'; painter: 'webgl' | 'canvas'; fps: number; takeMs: number; drawMs: number; scale: number }
  | { kind: 'broken'; reason: string }
