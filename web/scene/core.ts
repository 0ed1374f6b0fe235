import type { SceneCamera } from './people.ts'
import type { Rect } from './layout/lens.ts'
import { layoutFor, seatPeople, stageOf } from './layout/stage.ts'
import type { Stage } from './layout/stage.ts'
import { viewOfCamera } from './layout/views.ts'
import { gavelLift } from './draw/props.ts'
import { Attendance } from './attendance.ts'
import { Director } from './director.ts'
import { riseOf } from './motion.ts'
import type { Rise } from './motion.ts'
import { LayerCache } from './layer-cache.ts'
import type { Still } from './layer-cache.ts'
import { Overlays } from './overlays.ts'
import { placePeople } from './placement.ts'
import type { Placement } from './placement.ts'
import { drawStage, glowRect, screenPicture } from './draw-stage.ts'
import { CanvasPainter } from './painter/canvas.ts'
import { WebglPainter } from './painter/webgl.ts'
import { hasGpu } from './painter/make-canvas.ts'
import type { Painter, PersonLook } from './painter/types.ts'
import { NO_GAIN, tintOf } from './people/light.ts'
import { Tracks } from './people/tracks.ts'
import { renderRoom } from './room-layers.ts'
import type { RoomLayers } from './room-layers.ts'
import { Shot } from './shot.ts'
import type { SceneCommand, SceneReport, SceneStart } from './commands.ts'
import { awayWord, seatTitle } from './words.ts'

const CURTAIN_MS = 1100

/**
 * The courtroom itself: takes commands and frames, and draws the moment it is asked for. It has no clock: every time is
 * given by its host in milliseconds, on any scale that does not run backwards. The live page asks for now, playback for
 * the moment it plays, an export for one moment after the other; the same commands and frames at the same times give
 * the same pixels. Runs in a worker, in the page, or wherever a canvas is.
 */
export class SceneCore {
  readonly painter: Painter
  /** What the picture drawn last cost, in ms: taking new frames in (copying, matte, upload), and drawing. */
  readonly cost = { takeMs: 0, drawMs: 0 }
  private readonly start: SceneStart
  private readonly report: (report: SceneReport) => void
  private readonly overlays: Overlays
  private readonly tracks: Tracks
  private readonly director = new Director()
  private readonly shot = new Shot()
  private readonly cache = new LayerCache()
  private readonly attendance: Attendance
  private size: { width: number; height: number; ratio: number }
  private camera: SceneCamera = 'whole'
  private speaker: string | null = null
  private shownSpeaker: string | null = null
  private presentation: { key: string | null; caption: string } = { key: null, caption: '' }
  private gavel: { at: number; strikes: number } | null = null
  private rise: Rise | null = null
  /** How far the curtain was closed in the picture that stands: its last step must be drawn too. */
  private curtainDrawn = 0
  private curtain: { text: string; closing: boolean; at: number } | null = null
  private stage: Stage | null = null
  private places = new Map<string, Placement>()
  private still: Still | null = null
  private whole: RoomLayers | null = null
  private told = ''
  private redraw = true
  private stopped = false
  private now = 0

  /** @throws Error when the canvas gives no context at all. */
  constructor(start: SceneStart, report: (report: SceneReport) => void) {
    this.start = start
    this.report = report
    this.size = { width: start.width, height: start.height, ratio: start.ratio }
    this.overlays = new Overlays(start.language)
    this.tracks = new Tracks(tintOf(start.room.colours.ceiling))
    this.attendance = new Attendance(this.tracks, start.calm === true)
    const gpu = start.painter === 'webgl' || (start.painter === 'auto' && hasGpu())
    this.painter = gpu ? new WebglPainter(start.canvas, () => this.invalidate()) : new CanvasPainter(start.canvas)
    this.painter.resize(start.width, start.height)
  }

  /** @param now when it happens, on the host's clock. */
  handle(command: SceneCommand, now: number): void {
    this.now = Math.max(this.now, now)
    switch (command.do) {
      case 'size':
        if (command.width === this.size.width && command.height === this.size.height && command.ratio === this.size.ratio) return
        this.size = { width: command.width, height: command.height, ratio: command.ratio }
        this.painter.resize(command.width, command.height)
        this.cache.clear()
        this.whole = null
        return this.relayout(false)
      case 'people':
        for (const personId of this.attendance.set(command.people, this.now)) this.director.drop(personId, this.now)
        return this.relayout(false)
      case 'track':
        return this.setTrack(command)
      case 'frame':
        return this.tracks.push(command.key, command.frame)
      case 'camera':
        this.camera = command.camera
        this.director.reset(this.speaker, this.now)
        this.shownSpeaker = this.speaker
        return this.relayout(true)
      case 'speaker':
        this.speaker = command.personId
        return
      case 'presentation':
        this.presentation = { key: command.key, caption: command.caption }
        return this.relayout(false)
      case 'gavel':
        this.gavel = { at: this.now, strikes: command.strikes }
        return
      case 'rise':
        this.rise = { at: this.now, holdMs: command.holdMs }
        return
      case 'curtain':
        if (command.text !== null) this.curtain = { text: command.text, closing: true, at: this.curtain?.closing ? this.curtain.at : this.now }
        else if (this.curtain?.closing) this.curtain = { ...this.curtain, closing: false, at: this.now }
        this.redraw = true
        return
      case 'destroy':
        this.stopped = true
        this.tracks.close()
        this.painter.destroy()
    }
  }

  /**
   * Draws the scene as it is at `now`, if that differs from what the canvas shows.
   * @returns whether anything was drawn.
   */
  async renderAt(now: number): Promise<boolean> {
    if (this.stopped || this.painter.lost) return false
    this.now = Math.max(this.now, now)
    this.direct()
    if (!this.stage) this.relayout(false)
    if (this.shot.moving) this.setView()
    const began = performance.now()
    const { fresh, moved } = await this.tracks.take(this.painter, (key) => this.lookOf(key), this.now)
    if (this.stopped || !this.stage) return false
    if (moved) this.place()
    this.attendance.welcome(fresh, this.now)
    this.clearAway(this.attendance.farewell(this.now))
    if (this.attendance.noteStalled(this.now)) this.redraw = true
    const taken = performance.now()
    const drawn = this.draw(fresh, moved)
    this.cost.takeMs = taken - began
    this.cost.drawMs = performance.now() - taken
    return drawn
  }

  private draw(fresh: string[], moved: boolean): boolean {
    const stage = this.stage!
    const gavel = this.gavel && gavelLift(this.now - this.gavel.at, this.gavel.strikes)
    const hadGavel = this.gavel !== null
    if (gavel === null) this.gavel = null
    const rise = this.rise && riseOf(this.rise, this.now, this.start.calm === true)
    const hadRise = this.rise !== null
    if (rise === null) this.rise = null
    const curtain = this.curtainClosed()
    const all = this.redraw || moved || this.shot.moving || hadGavel || hadRise || curtain !== this.curtainDrawn
    const dirty = all ? null : this.dirty(stage, fresh)
    // Behind a closed curtain nothing moves.
    if (dirty?.length === 0 || (dirty && curtain === 1)) return false
    this.curtainDrawn = curtain
    this.redraw = false
    drawStage({
      painter: this.painter, overlays: this.overlays, stage, layers: this.layersNow(), places: this.places, tracks: this.tracks,
      presence: (key) => this.attendance.there(key, this.now), glow: (personId) => this.attendance.light(personId, this.now), rise: rise ?? 1, stalled: this.attendance.stalled,
      presentation: this.presentation, gavel, curtain, curtainText: this.curtain?.text ?? '', size: this.size,
    }, dirty)
    return true
  }

  /** What must be drawn again because of new frames and of people on their way in, out, or into the light. */
  private dirty(stage: Stage, fresh: string[]): Rect[] {
    const rects: Rect[] = []
    const { keys: moving, glowing } = this.attendance.moving(this.now)
    for (const key of new Set([...fresh, ...moving])) {
      const place = this.places.get(key)
      if (key === this.presentation.key) rects.push(stage.screen)
      else if (place?.tile) rects.push({ x: place.rect.x - 0.15 * place.rect.w, y: place.rect.y - 0.15 * place.rect.h, w: place.rect.w * 1.3, h: place.rect.h * 1.45 })
      // The table's shadow on its lower edge; who steps in or out touches a little more.
      else if (place) rects.push({ ...place.rect, h: Math.ceil(place.rect.h * (place.shown + (moving.has(key) ? 0.2 : 0))) })
    }
    for (const seat of stage.rows.flatMap((row) => row.seats)) if (glowing.has(seat.place.person?.personId ?? '')) rects.push(glowRect(seat))
    return rects
  }

  private setTrack({ personId, source, stream, description }: Extract<SceneCommand, { do: 'track' }>): void {
    const key = `${personId}/${source}`
    if (source === 'presentation') {
      if (description) this.tracks.set(key, stream, description)
      else this.tracks.remove(key, this.painter)
      this.presentation = { ...this.presentation, key: description ? key : this.presentation.key === key ? null : this.presentation.key }
    } else if (description) this.tracks.set(key, stream, description)
    else if (this.attendance.dismiss(personId, this.now)) this.tracks.end(key)
    else this.tracks.remove(key, this.painter)
    this.relayout(false)
  }

  private clearAway(gone: string[]): void {
    for (const key of gone) if (this.tracks.get(key)?.ended) this.tracks.remove(key, this.painter)
    if (gone.length > 0) this.relayout(false)
  }

  private direct(): void {
    const shown = this.director.show(this.speaker, this.now)
    if (shown === this.shownSpeaker) return
    this.shownSpeaker = shown
    if (this.camera === 'speaker') this.relayout(true)
  }

  /** The context came back empty: everything again. */
  private invalidate(): void {
    this.tracks.forget()
    this.relayout(false)
  }

  private relayout(pan: boolean): void {
    this.shot.aim(this.targetView(), this.now, pan && this.start.calm !== true)
    this.setView()
  }

  private targetView(): Rect {
    const { width, height } = this.size
    const layout = layoutFor(this.start.room, width, height)
    return viewOfCamera(layout, seatPeople(layout, this.attendance.seated()), this.camera, this.shownSpeaker, height / width)
  }

  private setView(): void {
    const { width, height } = this.size
    const layout = layoutFor(this.start.room, width, height)
    const rows = seatPeople(layout, this.attendance.seated())
    const view = this.shot.at(this.now)
    const stage = stageOf(layout, rows, view, this.size, { seat: (seat) => seatTitle(seat, this.start.language), away: awayWord(this.start.language) })
    this.stage = stage
    if (!this.shot.moving || !this.still) {
      const key = JSON.stringify([width, height, view, stage.rows.map((row) => [row.places.row.id, row.places.seats.map(({ seat, x, z }) => [seat, x, z])])])
      this.still = this.cache.get(key, () => renderRoom(this.start.room, stage, width, height, this.start.language))
      this.painter.setBackdrop(this.still.backdrop)
      if (this.camera === 'whole' || !this.whole) this.whole = this.still.layers
    }
    this.redraw = true
    this.place()
  }

  private place(): void {
    if (!this.stage) return
    this.places = placePeople(this.stage, this.tracks, this.size)
    const heights: [string, number][] = [...this.places].map(([key, { rect }]) => [key, Math.round(rect.h)])
    const { screen } = this.stage
    if (this.presentation.key) heights.push([this.presentation.key, Math.round(screen.h)])
    const rect = this.presentation.key ? { x: screen.x / this.size.width, y: screen.y / this.size.height, w: screen.w / this.size.width, h: screen.h / this.size.height } : null
    const told = JSON.stringify([heights, rect])
    if (told === this.told) return
    this.told = told
    this.report({ kind: 'heights', heights })
    this.report({ kind: 'screen', rect })
  }

  private lookOf(key: string): PersonLook | null {
    if (key === this.presentation.key) return { rect: screenPicture(this.stage!, this.tracks.get(key)?.aspect), shown: 1, gain: NO_GAIN }
    const place = this.places.get(key)
    return place ? { rect: place.rect, shown: place.shown, gain: place.tile ? NO_GAIN : this.tracks.get(key)?.gain ?? NO_GAIN } : null
  }

  /** While the camera moves the last sharp picture of the whole room is stretched; on arrival it is drawn anew. */
  private layersNow(): RoomLayers {
    return (this.shot.moving && this.whole) || this.still!.layers
  }

  private curtainClosed(): number {
    if (!this.curtain) return 0
    const t = this.start.calm ? 1 : Math.min(1, (this.now - this.curtain.at) / CURTAIN_MS)
    if (this.curtain.closing) return t
    if (t < 1) return 1 - t
    this.curtain = null
    this.redraw = true
    return 0
  }
}
