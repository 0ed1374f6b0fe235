import type { Stage, StageSeat } from './layout/stage.ts'
import type { Rect } from './layout/lens.ts'
import { drawPlate, markHeight, plateKey } from './draw/plate.ts'
import { drawCaption, drawCurtain, drawCurtainText, drawGavel, drawSoftSpot } from './draw/props.ts'
import { context2d, makeCanvas } from './painter/make-canvas.ts'
import type { Layer, Painter } from './painter/types.ts'
import { drawFrame, frameRect } from './people/frame.ts'
import { awayWord, seatTitle } from './words.ts'
import type { SceneLanguage } from './words.ts'

/** A small picture that is drawn again only when `key` changes. */
class Cached {
  readonly layer: Layer
  private key = ''

  constructor(width: number, height: number) {
    this.layer = { canvas: makeCanvas(width, height), version: 0 }
  }

  refresh(key: string, width: number, height: number, draw: (c: ReturnType<typeof context2d>) => void): Layer {
    if (key === this.key) return this.layer
    const { canvas } = this.layer
    if (canvas.width !== Math.round(width)) canvas.width = Math.round(width)
    if (canvas.height !== Math.round(height)) canvas.height = Math.round(height)
    draw(context2d(canvas))
    this.key = key
    this.layer.version++
    return this.layer
  }
}

/** Plates, gavel, curtain, caption, shadows: everything drawn over or between people that is not the room. */
export class Overlays {
  private readonly plates = new Map<string, Cached>()
  private readonly gavel = new Cached(1, 1)
  private readonly curtain = new Cached(1, 1)
  private readonly curtainText = new Cached(1, 1)
  private readonly caption = new Cached(1, 1)
  private readonly light = new Cached(1, 1)
  private readonly contact = new Cached(1, 1)
  private readonly frames = new Map<string, Cached>()
  private readonly language: SceneLanguage

  constructor(language: SceneLanguage) {
    this.language = language
  }

  /** All plates, after everything else: nothing ever covers them. */
  drawPlates(painter: Painter, stage: Stage, stalled: ReadonlySet<string>): void {
    for (const seat of stage.rows.flatMap((row) => row.seats)) if (seat.plate) this.drawPlate(painter, seat, stalled)
  }

  private drawPlate(painter: Painter, seat: StageSeat, stalled: ReadonlySet<string>): void {
    const plate = seat.plate!
    // A picture that stands still is a bad line, whatever the figures say.
    const person = seat.place.person && stalled.has(seat.place.person.personId) ? { ...seat.place.person, network: 0 } : seat.place.person
    const role = person?.roleLabel ?? seatTitle(seat.place.seat, this.language)
    const marks = markHeight(plate.font)
    let cached = this.plates.get(plate.key)
    if (!cached) this.plates.set(plate.key, (cached = new Cached(1, 1)))
    const layer = cached.refresh(plateKey(person, role, plate), plate.w, plate.h + marks, (c) => drawPlate(c, person, role, plate, awayWord(this.language)))
    painter.layer(layer, { x: Math.round(plate.x), y: Math.round(plate.y - marks), w: plate.w, h: plate.h + marks })
  }

  /** Warm light behind who is speaking. */
  drawGlow(painter: Painter, rect: Rect, strength: number): void {
    const layer = this.light.refresh('light', 96, 96, (c) => drawWarmth(c, 96))
    painter.layer(layer, rect, strength)
  }

  /** Contact shadow on the table before a person or under a frame. */
  drawContact(painter: Painter, rect: Rect, strength: number): void {
    const layer = this.contact.refresh('contact', 64, 64, (c) => drawSoftSpot(c, 64))
    painter.layer(layer, rect, strength)
  }

  drawFrame(painter: Painter, key: string, picture: Rect, metre: number, strength: number): void {
    const at = frameRect(picture, metre)
    let cached = this.frames.get(key)
    if (!cached) this.frames.set(key, (cached = new Cached(1, 1)))
    painter.layer(cached.refresh(`${picture.w}x${picture.h}:${Math.round(metre)}`, at.w, at.h, (c) => drawFrame(c, picture, metre)), at, strength)
  }

  drawGavel(painter: Painter, stage: Stage, lift: number): void {
    const seat = stage.rows.flatMap((row) => row.seats).find(({ place }) => place.seat === 'bench-1' || place.seat === 'mediator-1')
    if (!seat) return
    const size = Math.max(24, seat.box.metre * 0.42)
    const layer = this.gavel.refresh(`${size}:${lift.toFixed(2)}`, size, size, (c) => drawGavel(c, size, lift))
    painter.layer(layer, { x: seat.box.x + seat.box.metre * 0.26, y: seat.box.hiddenBelow - size * 0.62, w: size, h: size })
  }

  /** @param closed 0 open … 1 closed. */
  drawCurtain(painter: Painter, canvas: { width: number; height: number }, closed: number, text: string): void {
    const half = Math.ceil(canvas.width / 2) + 1
    const layer = this.curtain.refresh(`${half}x${canvas.height}`, half, canvas.height, (c) => drawCurtain(c, half, canvas.height))
    const shift = half * (1 - closed)
    painter.layer(layer, { x: -shift, y: 0, w: half, h: canvas.height })
    painter.layer(layer, { x: canvas.width - half + shift, y: 0, w: half, h: canvas.height })
    if (closed < 1) return
    const h = Math.round(Math.min(canvas.width / 8, canvas.height / 6))
    const words = this.curtainText.refresh(`${text}:${canvas.width}`, canvas.width, h, (c) => drawCurtainText(c, text, canvas.width, h))
    painter.layer(words, { x: 0, y: (canvas.height - h) / 2, w: canvas.width, h })
  }

  drawCaption(painter: Painter, screen: Rect, text: string): void {
    if (!text) return
    const h = Math.max(12, Math.round(screen.h * 0.13))
    const layer = this.caption.refresh(`${text}:${screen.w}`, screen.w, h, (c) => drawCaption(c, text, Math.round(screen.w), h))
    painter.layer(layer, { x: screen.x, y: screen.y + screen.h - h, w: screen.w, h })
  }
}

function drawWarmth(c: ReturnType<typeof context2d>, size: number): void {
  const g = c.createRadialGradient(size / 2, size / 2, 0, size / 2, size / 2, size / 2)
  g.addColorStop(0, 'rgba(255,216,128,.62)')
  g.addColorStop(0.5, 'rgba(255,206,110,.3)')
  g.addColorStop(1, 'rgba(255,200,100,0)')
  c.fillStyle = g
  c.fillRect(0, 0, size, size)
}
