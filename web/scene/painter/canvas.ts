import { overlaps } from '../layout/lens.ts'
import type { Rect } from '../layout/lens.ts'
import { FrameCopier, composeSprite, fitOf, isStacked } from '../people/sprite.ts'
import { makeCanvas } from './make-canvas.ts'
import type { AnyCanvas, Layer, Painter, Taken } from './types.ts'

type Sprite = { canvas: OffscreenCanvas | HTMLCanvasElement; image: ImageData | null; size: string; filled: boolean }

/** Without a GPU: people are composed on the CPU at seat size, everything is drawn in 2D, and only what changed. */
export class CanvasPainter implements Painter {
  readonly kind = 'canvas'
  readonly lost = false
  private readonly canvas: AnyCanvas
  private readonly c: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D
  private readonly copier = new FrameCopier()
  private readonly sprites = new Map<string, Sprite>()
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

  async take(key: string, frame: VideoFrame, described: boolean, size: { w: number; h: number }, measure: boolean): Promise<Taken | null> {
    const stacked = isStacked(described, frame.displayWidth, frame.displayHeight)
    const colourHeight = frame.displayHeight / (stacked ? 2 : 1)
    const aspect = frame.displayWidth / colourHeight
    // Never larger than the picture is: enlarging is the canvas' work.
    const k = Math.min(1, colourHeight / size.h)
    const w = Math.max(2, Math.round(size.w * k))
    const h = Math.max(2, Math.round(size.h * k))
    const sprite = this.spriteOf(key, w, h)
    const c = sprite.canvas.getContext('2d') as CanvasRenderingContext2D
    const raw = await this.copier.copy(frame)
    if (!raw) {
      if (stacked) return null
      c.drawImage(frame, 0, 0, w, h)
      sprite.filled = true
      return { aspect, stacked, fit: null }
    }
    sprite.image ??= c.createImageData(w, h)
    composeSprite(raw, stacked, w, h, sprite.image.data)
    c.putImageData(sprite.image, 0, 0)
    sprite.filled = true
    return { aspect, stacked, fit: measure && stacked ? fitOf(raw) : null }
  }

  drop(key: string): void {
    this.sprites.delete(key)
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

  person(key: string, rect: Rect): boolean {
    const sprite = this.sprites.get(key)
    if (!sprite?.filled) return false
    if (this.touched(rect)) this.c.drawImage(sprite.canvas, rect.x, rect.y, rect.w, rect.h)
    return true
  }

  end(): void {
    this.c.restore()
  }

  destroy(): void {
    this.sprites.clear()
  }

  private touched(rect: Rect): boolean {
    return this.dirty === null || this.dirty.some((d) => overlaps(d, rect))
  }

  private spriteOf(key: string, w: number, h: number): Sprite {
    const size = `${w}x${h}`
    const known = this.sprites.get(key)
    if (known?.size === size) return known
    const made: Sprite = { canvas: makeCanvas(w, h), image: null, size, filled: false }
    this.sprites.set(key, made)
    return made
  }
}
