import type { TrackDescription } from '#protocol/media.ts'
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
  | { do: 'destroy' }

export type SceneStart = { canvas: AnyCanvas; room: RoomSpec; language: SceneLanguage; painter: PainterChoice; width: number; height: number; ratio: number }

/** What a scene tells its host. `heights`: drawn height in device pixels per `personId/source`. */
export type SceneReport =
  | { kind: 'heights'; heights: [string, number][] }
  | { kind: 'painted'; painter: 'webgl' | 'canvas'; fps: number; drawMs: number }
  | { kind: 'broken'; reason: string }
