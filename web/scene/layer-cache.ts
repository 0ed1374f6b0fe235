import { context2d, makeCanvas } from './painter/make-canvas.ts'
import { BACKDROP_WIDTH } from './people/backdrop.ts'
import type { Backdrop } from './people/backdrop.ts'
import type { RoomLayers } from './room-layers.ts'

export type Still = { layers: RoomLayers; backdrop: Backdrop }

/** Views kept drawn: the speaker camera goes back and forth between a few. */
const KEPT = 3

/** The still parts of the last few views, so that going back to one costs nothing. */
export class LayerCache {
  private readonly kept = new Map<string, Still>()

  get(key: string, draw: () => RoomLayers): Still {
    const known = this.kept.get(key)
    if (known) this.kept.delete(key)
    const still = known ?? withBackdrop(draw())
    this.kept.set(key, still)
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT) break
      this.kept.delete(oldest)
    }
    return still
  }

  clear(): void {
    this.kept.clear()
  }
}

function withBackdrop(layers: RoomLayers): Still {
  const { rect, layer } = layers.base
  const width = BACKDROP_WIDTH
  const height = Math.max(1, Math.round((width * rect.h) / rect.w))
  const canvas = makeCanvas(width, height)
  const c = context2d(canvas)
  const k = width / rect.w
  c.imageSmoothingQuality = 'high'
  c.drawImage(layer.canvas, 0, 0, width, height)
  for (const { behind } of layers.rows.values()) if (behind) c.drawImage(behind.layer.canvas, behind.rect.x * k, behind.rect.y * k, behind.rect.w * k, behind.rect.h * k)
  return { layers, backdrop: { width, height, rgba: c.getImageData(0, 0, width, height).data } }
}
