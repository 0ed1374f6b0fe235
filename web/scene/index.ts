import type { TrackDescription } from '#protocol/media.ts'
import { trackReadable } from '../cutout/insertable.ts'
import type { PainterChoice, SceneCommand, SceneReport, SceneStart } from './commands.ts'
import { describeScene } from './describe.ts'
import type { Rect } from './layout/lens.ts'
import { playGavel } from './gavel-sound.ts'
import { LiveScene } from './live.ts'
import type { SceneCamera, ScenePerson, SceneSource } from './people.ts'
import { pumpVideo } from './pump-video.ts'
import { roomOf } from './rooms/index.ts'
import type { RoomSpecId } from './rooms/index.ts'
import type { RoomSpec } from './rooms/schema.ts'
import type { SceneLanguage } from './words.ts'

export { ROOM_IDS, RoomDataError, readRoom, roomFor, roomOf } from './rooms/index.ts'
export type { RoomSpec, RoomSpecId } from './rooms/index.ts'
export { SCENE_CAMERAS } from './people.ts'
export type { SceneCamera, ScenePerson, SceneSource } from './people.ts'
export { playGavel } from './gavel-sound.ts'

export type SceneOptions = {
  /** One of the shipped rooms, or a court's own room already read with `readRoom`. */
  room: RoomSpecId | RoomSpec
  language: SceneLanguage
  /** `worker` where the browser can hand a canvas over (default), `page` on its own thread. */
  host?: 'auto' | 'worker' | 'page'
  painter?: PainterChoice
  /** The gavel is heard as well as seen; default true. */
  sound?: boolean
  onHeights?: (heights: Map<string, number>) => void
  /** Where the room's screen is on the canvas, in shares of its size, while something is shown on it; null = nothing is. */
  onScreen?: (rect: Rect | null) => void
  /** Once a second; `scale` = share of the canvas' own size that is drawn, less than 1 where the device cannot bear more. */
  onStats?: (stats: { painter: 'webgl' | 'canvas'; fps: number; takeMs: number; drawMs: number; scale: number }) => void
  /** The drawing thread broke; the client should show plain tiles. */
  onBroken?: (reason: string) => void
}

export type Scene = {
  setPeople(people: ScenePerson[]): void
  setTrack(personId: string, source: SceneSource, track: MediaStreamTrack | null, description: TrackDescription): void
  setCamera(camera: SceneCamera): void
  setSpeaker(personId: string | null): void
  setPresentation(track: MediaStreamTrack | null, caption: string): void
  strikeGavel(strikes: number): void
  /** 全体起立: everybody but the bench stands for some seconds. */
  rise(): void
  /** Closes the recess curtain with these words on it; null opens it. */
  setCurtain(text: string | null): void
  /** Drawn height in device pixels per `personId/source`: what the receiver asks simulcast layers by. */
  drawnHeights(): Map<string, number>
  describeForScreenReader(): string
  destroy(): void
}

/** Key of the track given by `setPresentation`. */
const SHOWN = 'court/presentation'
/** How long everybody stands when the court comes in. */
const STANDING_MS = 4500
/** Device pixels drawn at most: beyond it a laptop pays more than the eye gets. */
const MAX_PIXELS = 1920 * 1080

/**
 * The courtroom on a canvas. The canvas' CSS size decides how large it is drawn and is followed when it changes. In
 * worker mode the canvas belongs to the scene for good: make a new element after `destroy`.
 */
export function createScene(canvas: HTMLCanvasElement, options: SceneOptions): Scene {
  const room = typeof options.room === 'string' ? roomOf(options.room) : options.room
  const inWorker = options.host !== 'page' && typeof Worker !== 'undefined' && 'transferControlToOffscreen' in canvas
  let heights = new Map<string, number>()
  let people: ScenePerson[] = []
  const state: { camera: SceneCamera; presentation: string | null; curtain: string | null } = { camera: 'whole', presentation: null, curtain: null }
  const onReport = (report: SceneReport) => {
    if (report.kind === 'heights') {
      heights = new Map(report.heights)
      options.onHeights?.(heights)
    } else if (report.kind === 'screen') options.onScreen?.(report.rect)
    else if (report.kind === 'painted') options.onStats?.(report)
    else options.onBroken?.(report.reason)
  }
  const size = sizeOf(canvas)
  const start = (target: SceneStart['canvas']): SceneStart => ({ canvas: target, room, language: options.language, painter: options.painter ?? 'auto', calm: matchMedia('(prefers-reduced-motion: reduce)').matches, ...size })
  const host = inWorker ? workerHost(canvas, start, onReport) : pageHost(canvas, start, onReport)
  const observer = new ResizeObserver(() => host.send({ do: 'size', ...sizeOf(canvas) }))
  observer.observe(canvas)
  const tracks = new Map<string, { track: MediaStreamTrack; stop: () => void }>()

  const setTrack = (personId: string, source: SceneSource, track: MediaStreamTrack | null, description: TrackDescription) => {
    const key = `${personId}/${source}`
    const known = tracks.get(key)
    if (known && known.track === track) return host.send({ do: 'track', personId, source, stream: null, description })
    known?.stop()
    tracks.delete(key)
    if (!track) return host.send({ do: 'track', personId, source, stream: null, description: null })
    // Removing first: a pushed track and a streamed one of the same name must not mix.
    if (known) host.send({ do: 'track', personId, source, stream: null, description: null })
    // A track that somebody else reads as well is read through a copy: a processor takes a track for itself.
    const own = track.clone()
    const stream = trackReadable(own)
    host.send({ do: 'track', personId, source, stream, description }, stream ? [stream] : [])
    const stopPump = stream ? () => undefined : pumpVideo(own, (frame) => host.send({ do: 'frame', key, frame }, [frame]))
    tracks.set(key, { track, stop: () => { stopPump(); own.stop() } })
  }

  return {
    setPeople(next) {
      people = next
      host.send({ do: 'people', people: next })
    },
    setTrack,
    setCamera(camera) {
      state.camera = camera
      host.send({ do: 'camera', camera })
    },
    setSpeaker: (personId) => host.send({ do: 'speaker', personId }),
    setPresentation(track, caption) {
      state.presentation = track ? caption : null
      setTrack('court', 'presentation', track, { layout: 'plain', cutout: 'none' })
      host.send({ do: 'presentation', key: track ? SHOWN : null, caption })
    },
    strikeGavel(strikes) {
      host.send({ do: 'gavel', strikes })
      if (options.sound !== false) playGavel(strikes)
    },
    rise: () => host.send({ do: 'rise', holdMs: STANDING_MS }),
    setCurtain(text) {
      state.curtain = text
      host.send({ do: 'curtain', text })
    },
    drawnHeights: () => new Map(heights),
    describeForScreenReader: () => describeScene(room, people, state, options.language),
    destroy() {
      observer.disconnect()
      for (const { stop } of tracks.values()) stop()
      tracks.clear()
      host.end()
    },
  }
}

type Host = { send(command: SceneCommand, transfer?: Transferable[]): void; end(): void }

function workerHost(canvas: HTMLCanvasElement, start: (target: OffscreenCanvas) => SceneStart, onReport: (report: SceneReport) => void): Host {
  const worker = new Worker(new URL('./scene.worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<SceneReport>) => onReport(data)
  worker.onerror = (event) => onReport({ kind: 'broken', reason: event.message || 'the drawing thread did not start' })
  const offscreen = canvas.transferControlToOffscreen()
  worker.postMessage({ start: start(offscreen) }, [offscreen])
  return {
    send: (command, transfer = []) => worker.postMessage({ command }, transfer),
    end() {
      worker.postMessage({ command: { do: 'destroy' } })
      // Readers of the tracks are let go first.
      setTimeout(() => worker.terminate(), 200)
    },
  }
}

function pageHost(canvas: HTMLCanvasElement, start: (target: HTMLCanvasElement) => SceneStart, onReport: (report: SceneReport) => void): Host {
  const scene = new LiveScene(start(canvas), onReport)
  return { send: (command) => scene.handle(command), end: () => scene.handle({ do: 'destroy' }) }
}

/** Device pixels for the canvas' place on the page. */
function sizeOf(canvas: HTMLCanvasElement): { width: number; height: number; ratio: number } {
  const css = { w: Math.max(160, canvas.clientWidth || 1280), h: Math.max(120, canvas.clientHeight || 720) }
  const ratio = Math.min(globalThis.devicePixelRatio || 1, 2, Math.sqrt(MAX_PIXELS / (css.w * css.h)))
  return { width: Math.round(css.w * ratio), height: Math.round(css.h * ratio), ratio }
}
