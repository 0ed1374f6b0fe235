import { overlaps } from '../layout/lens.ts'
import type { Rect } from '../layout/lens.ts'
import { backdropLine } from '../people/backdrop.ts'
import type { Backdrop } from '../people/backdrop.ts'
import { BEHIND_COLUMNS, composeSprite } from '../people/compose.ts'
import { measureLight } from '../people/light.ts'
import { FrameCopier, fitOf, isStacked } from '../people/sprite.ts'
import { makeCanvas } from './make-canvas.ts'
import type { AnyCanvas, Layer, Painter, PersonLook, Taken } from './types.ts'

type Sprite = { canvas: OffscreenCanvas | HTMLCanvasElement; c: CanvasRenderingContext2D; image: ImageData | null; size: string; filled: boolean }

/** Without a GPU: people are composed on the CPU at seat size, everything is drawn in 2D, and only what changed. */
export class CanvasPainter implements Painter {
  readonly kind = 'canvas'
  readonly lost = false
  readonly spent = { composeMs: 0 }
  private readonly canvas: AnyCanvas
  private readonly c: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D
  /** One a person: their frames are copied at the same time. */
  private readonly copiers = new Map<string, FrameCopier>()
  private readonly sprites = new Map<string, Sprite>()
  private readonly behind = new Float32Array(BEHIND_COLUMNS * 3)
  private backdrop: Backdrop | null = null
  private dirty: Rect[] | null = null

  /** @throws Error when the canvas gives no 2D context. */
  constructor(canvas: AnyCanvas) {
    this.canvas = canvas
    const c = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null
    if (!c) throw new Error('this canvas has no 2D context')
    this.c = c
  }

  resize(width: number, height: number): void {
    this.canvas.width = width
    this.canvas.height = height
  }

  setBackdrop(backdrop: Backdrop | null): void {
    this.backdrop = backdrop
  }

  async take(key: string, frame: VideoFrame, described: boolean, look: PersonLook, measure: boolean): Promise<Taken | null> {
    const stacked = isStacked(described, frame.displayWidth, frame.displayHeight)
    const colourHeight = frame.displayHeight / (stacked ? 2 : 1)
    const aspect = frame.displayWidth / colourHeight
    // Never larger than the picture is: enlarging is the canvas' work.
    const k = Math.min(1, colourHeight / look.rect.h)
    const w = Math.max(2, Math.round(look.rect.w * k))
    const h = Math.max(2, Math.round(look.rect.h * k))
    const shown = Math.max(1, Math.min(h, Math.round(h * look.shown)))
    let copier = this.copiers.get(key)
    if (!copier) this.copiers.set(key, (copier = new FrameCopier()))
    const raw = await copier.copy(frame)
    const began = performance.now()
    if (!raw && stacked) return null
    const sprite = this.spriteOf(key, w, shown)
    if (!raw) {
      sprite.c.drawImage(frame, 0, 0, w, h)
      sprite.filled = true
      return { aspect, stacked, fit: null, light: null }
    }
    sprite.image ??= sprite.c.createImageData(w, shown)
    const behind = this.backdrop ? this.behindOf(this.backdrop, look.rect, h) : null
    composeSprite(raw, stacked, { width: w, height: h, shown, gain: look.gain, behind }, sprite.image.data)
    sprite.c.putImageData(sprite.image, 0, 0)
    sprite.filled = true
    const taken: Taken = { aspect, stacked, fit: measure && stacked ? fitOf(raw) : null, light: measure && stacked ? measureLight(raw) : null }
    this.spent.composeMs += performance.now() - began
    return taken
  }

  drop(key: string): void {
    this.sprites.delete(key)
    this.copiers.delete(key)
  }

  begin(dirty: Rect[] | null): void {
    this.dirty = dirty
    this.c.save()
    this.c.imageSmoothingQuality = 'medium'
    if (!dirty) return
    this.c.beginPath()
    for (const r of dirty) this.c.rect(Math.floor(r.x), Math.floor(r.y), Math.ceil(r.w) + 1, Math.ceil(r.h) + 1)
    this.c.clip()
  }

  layer(layer: Layer, rect: Rect, opacity = 1): void {
    if (!this.touched(rect)) return
    this.c.globalAlpha = opacity
    this.c.drawImage(layer.canvas, rect.x, rect.y, rect.w, rect.h)
    this.c.globalAlpha = 1
  }

  person(key: string, { rect, shown }: PersonLook, opacity = 1): boolean {
    const sprite = this.sprites.get(key)
    if (!sprite?.filled) return false
    const h = Math.round(rect.h * shown)
    if (!this.touched({ ...rect, h })) return true
    this.c.globalAlpha = opacity
    this.c.drawImage(sprite.canvas, rect.x, rect.y, rect.w, h)
    this.c.globalAlpha = 1
    return true
  }

  end(): void {
    this.c.restore()
  }

  destroy(): void {
    this.sprites.clear()
    this.copiers.clear()
  }

  private behindOf(backdrop: Backdrop, rect: Rect, height: number): (row: number) => Float32Array {
    return (row) => {
      backdropLine(backdrop, this.canvas, rect, rect.y + (row / height) * rect.h, BEHIND_COLUMNS, this.behind)
      return this.behind
    }
  }

  private touched(rect: Rect): boolean {
    return this.dirty === null || this.dirty.some((d) => overlaps(d, rect))
  }

  private spriteOf(key: string, w: number, h: number): Sprite {
    const size = `${w}x${h}`
    const known = this.sprites.get(key)
    if (known?.size === size) return known
    const canvas = makeCanvas(w, h)
    const made: Sprite = { canvas, c: canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D, image: null, size, filled: false }
    this.sprites.set(key, made)
    return made
  }
}
