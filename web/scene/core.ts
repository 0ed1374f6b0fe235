import type { SceneCamera, ScenePerson } from './people.ts'
import type { Rect } from './layout/lens.ts'
import { layoutFor, seatPeople, stageOf } from './layout/stage.ts'
import type { Stage } from './layout/stage.ts'
import { between, viewOfCamera } from './layout/views.ts'
import { gavelLift } from './draw/props.ts'
import { Overlays } from './overlays.ts'
import { placePeople } from './placement.ts'
import type { Placement } from './placement.ts'
import { drawStage } from './draw-stage.ts'
import { CanvasPainter } from './painter/canvas.ts'
import { WebglPainter } from './painter/webgl.ts'
import { hasGpu } from './painter/make-canvas.ts'
import type { Painter } from './painter/types.ts'
import { Tracks } from './people/tracks.ts'
import { renderRoom } from './room-layers.ts'
import type { RoomLayers } from './room-layers.ts'
import type { SceneCommand, SceneReport, SceneStart } from './commands.ts'
import { awayWord, seatTitle } from './words.ts'

const MOVE_MS = 900
const CURTAIN_MS = 1100
/** A courtroom does not need more; sound and controls come first. */
const TICK_MS = 1000 / 15

/**
 * The courtroom itself: takes commands and frames, draws when something changed. Runs in a worker, in the page, or
 * wherever a canvas is; its host only carries messages.
 */
export class SceneCore {
  readonly painter: Painter
  private readonly start: SceneStart
  private readonly report: (report: SceneReport) => void
  private readonly overlays: Overlays
  private readonly tracks: Tracks
  private people: ScenePerson[] = []
  private size: { width: number; height: number; ratio: number }
  private camera: SceneCamera = 'whole'
  private speaker: string | null = null
  private presentation: { key: string | null; caption: string } = { key: null, caption: '' }
  private gavel: { at: number; strikes: number } | null = null
  /** How far the curtain was closed in the picture that stands: its last step must be drawn too. */
  private curtainDrawn = 0
  private curtain: { text: string; closing: boolean; at: number } | null = null
  private stage: Stage | null = null
  private places = new Map<string, Placement>()
  private layers: RoomLayers | null = null
  private wholeLayers: RoomLayers | null = null
  private move: { from: Rect; to: Rect; at: number } | null = null
  private redraw = true
  private timer: ReturnType<typeof setTimeout> | null = null
  private stopped = false
  private drawn = { frames: 0, ms: 0, since: performance.now() }

  /** @throws Error when the canvas gives no context at all. */
  constructor(start: SceneStart, report: (report: SceneReport) => void) {
    this.start = start
    this.report = report
    this.size = { width: start.width, height: start.height, ratio: start.ratio }
    this.overlays = new Overlays(start.language)
    this.tracks = new Tracks(() => undefined)
    const gpu = start.painter === 'webgl' || (start.painter === 'auto' && hasGpu())
    this.painter = gpu ? new WebglPainter(start.canvas, () => this.invalidate()) : new CanvasPainter(start.canvas)
    this.painter.resize(start.width, start.height)
    this.timer = setTimeout(() => void this.tick(), 0)
  }

  handle(command: SceneCommand): void {
    switch (command.do) {
      case 'size':
        this.size = { width: command.width, height: command.height, ratio: command.ratio }
        this.painter.resize(command.width, command.height)
        this.wholeLayers = null
        return this.relayout(false)
      case 'people':
        this.people = command.people
        return this.relayout(false)
      case 'track': {
        const key = `${command.personId}/${command.source}`
        if (command.description) this.tracks.set(key, command.stream, command.description)
        else this.tracks.remove(key, this.painter)
        if (command.source === 'presentation') this.presentation = { ...this.presentation, key: command.description ? key : this.presentation.key === key ? null : this.presentation.key }
        return this.relayout(false)
      }
      case 'frame':
        return this.tracks.push(command.key, command.frame)
      case 'camera':
        this.camera = command.camera
        return this.relayout(true)
      case 'speaker':
        this.speaker = command.personId
        return this.camera === 'speaker' ? this.relayout(true) : undefined
      case 'presentation':
        this.presentation = { key: command.key, caption: command.caption }
        return this.relayout(false)
      case 'gavel':
        this.gavel = { at: performance.now(), strikes: command.strikes }
        return
      case 'curtain':
        if (command.text !== null) this.curtain = { text: command.text, closing: true, at: this.curtain?.closing ? this.curtain.at : performance.now() }
        else if (this.curtain?.closing) this.curtain = { ...this.curtain, closing: false, at: performance.now() }
        this.redraw = true
        return
      case 'destroy':
        return this.destroy()
    }
  }

  private destroy(): void {
    this.stopped = true
    if (this.timer) clearTimeout(this.timer)
    this.tracks.close()
    this.painter.destroy()
  }

  /** The context came back empty: everything again. */
  private invalidate(): void {
    this.layers = null
    this.wholeLayers = null
    this.tracks.forget()
    this.relayout(false)
  }

  private relayout(moving: boolean): void {
    const before = this.stage?.lens.view
    const view = this.targetView()
    if (moving && before && (Math.abs(before.x - view.x) + Math.abs(before.y - view.y) + Math.abs(before.w - view.w) > 0.001)) this.move = { from: before, to: view, at: performance.now() }
    else if (this.move) this.move = { ...this.move, to: view }
    if (!this.move) this.setView(view)
    this.redraw = true
  }

  private targetView(): Rect {
    const { width, height } = this.size
    const layout = layoutFor(this.start.room, width, height)
    return viewOfCamera(layout, seatPeople(layout, this.people), this.camera, this.speaker, height / width)
  }

  private setView(view: Rect): void {
    const { width, height } = this.size
    const layout = layoutFor(this.start.room, width, height)
    const rows = seatPeople(layout, this.people)
    const seating = (stage: Stage) => JSON.stringify([stage.lens.view, stage.rows.map((row) => [row.places.row.id, row.places.seats.map(({ seat, x, z }) => [seat, x, z])])])
    const before = this.stage && seating(this.stage)
    this.stage = stageOf(layout, rows, view, this.size, { seat: (seat) => seatTitle(seat, this.start.language), away: awayWord(this.start.language) })
    if (!this.move && (before !== seating(this.stage) || !this.layers)) {
      this.layers = renderRoom(this.start.room, this.stage, width, height, this.start.language)
      if (this.camera === 'whole') this.wholeLayers = this.layers
    }
    this.place()
  }

  private place(): void {
    if (!this.stage) return
    this.places = placePeople(this.stage, this.tracks, this.size)
    const heights: [string, number][] = [...this.places].map(([key, { rect }]) => [key, Math.round(rect.h)])
    if (this.presentation.key) heights.push([this.presentation.key, Math.round(this.stage.screen.h)])
    this.report({ kind: 'heights', heights })
  }

  private async tick(): Promise<void> {
    const began = performance.now()
    try {
      await this.step(began)
    } catch (error) {
      this.report({ kind: 'broken', reason: error instanceof Error ? error.message : String(error) })
    }
    const cost = performance.now() - began
    // A device that needs longer draws less often and leaves a third of its time to others.
    if (!this.stopped) this.timer = setTimeout(() => void this.tick(), Math.max(TICK_MS - cost, cost * 0.5, 4))
  }

  private async step(now: number): Promise<void> {
    if (this.painter.lost) return
    if (!this.stage) this.relayout(false)
    if (this.move) this.advance(now)
    const { fresh, moved } = await this.tracks.take(this.painter, (key) => {
      if (key === this.presentation.key) return this.stage!.screen
      return this.places.get(key)?.rect ?? null
    })
    if (this.stopped || !this.stage) return
    if (moved) {
      this.place()
      this.redraw = true
    }
    const gavel = this.gavel && gavelLift(now - this.gavel.at, this.gavel.strikes)
    if (this.gavel && gavel === null) this.gavel = null
    const curtain = this.curtainClosed(now)
    const all = this.redraw || this.move !== null || this.gavel !== null || gavel !== null || curtain !== this.curtainDrawn
    const dirty = all ? null : fresh.flatMap((key) => (key === this.presentation.key ? [this.stage!.screen] : this.places.get(key)?.rect ?? []))
    // Behind a closed curtain nothing moves.
    if (dirty?.length === 0 || (dirty && curtain === 1)) return
    this.curtainDrawn = curtain
    this.redraw = this.gavel !== null
    const began = performance.now()
    drawStage({ painter: this.painter, overlays: this.overlays, stage: this.stage, layers: this.layersNow(), places: this.places, tracks: this.tracks, presentation: this.presentation, gavel, curtain, curtainText: this.curtain?.text ?? '', size: this.size }, dirty)
    this.count(performance.now() - began)
  }

  /** While the camera moves the last sharp picture of the whole room is stretched; on arrival it is drawn anew. */
  private layersNow(): RoomLayers {
    return (this.move && this.wholeLayers) || this.layers!
  }

  private advance(now: number): void {
    const move = this.move!
    const t = (now - move.at) / MOVE_MS
    if (t >= 1) this.move = null
    this.setView(t >= 1 ? move.to : between(move.from, move.to, t))
    this.redraw = true
  }

  private curtainClosed(now: number): number {
    if (!this.curtain) return 0
    const t = Math.min(1, (now - this.curtain.at) / CURTAIN_MS)
    if (this.curtain.closing) return t
    if (t < 1) return 1 - t
    this.curtain = null
    this.redraw = true
    return 0
  }

  private count(ms: number): void {
    this.drawn.frames++
    this.drawn.ms += ms
    const now = performance.now()
    if (now - this.drawn.since < 1000) return
    this.report({ kind: 'painted', painter: this.painter.kind, fps: (this.drawn.frames * 1000) / (now - this.drawn.since), drawMs: this.drawn.ms / this.drawn.frames })
    this.drawn = { frames: 0, ms: 0, since: now }
  }
}
