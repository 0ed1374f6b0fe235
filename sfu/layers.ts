import type { VideoLayout } from '#protocol/media.ts'

/** What is known of a sent camera: its encodings as the browser declared them, lowest first. */
export type SentPicture = {
  encodings: readonly { scaleResolutionDownBy?: number | undefined }[]
  layout: VideoLayout
  /** Height of the full track in pixels, where the sender said so. */
  trackHeightPx?: number | undefined
}

/** Up only when the picture would be stretched by more than this; down as soon as the lower layer suffices. The gap stops flapping. */
const STRETCH_BEFORE_UP = 1.25
/** Before anybody said how large it is drawn: small enough to arrive at once on any line. */
const HEIGHT_UNTIL_TOLD_PX = 180

/** Browsers send three layers from 1280×720 on and two from 640×360 on. */
const PICTURE_HEIGHT_BY_LAYERS = [360, 360, 360, 720]

/**
 * Height in pixels of the person's picture in each layer, lowest layer first. In the stacked layout the picture is the
 * upper half of the track.
 */
export function layerHeights({ encodings, layout, trackHeightPx }: SentPicture): number[] {
  const count = Math.max(encodings.length, 1)
  const guessed = PICTURE_HEIGHT_BY_LAYERS[Math.min(count, 3)] ?? 720
  const full = trackHeightPx === undefined ? guessed : layout === 'stacked' ? trackHeightPx / 2 : trackHeightPx
  return Array.from({ length: count }, (_, layer) => {
    const declared = encodings[layer]?.scaleResolutionDownBy
    const scale = declared !== undefined && declared >= 1 ? declared : 2 ** (count - 1 - layer)
    return full / scale
  })
}

/**
 * The simulcast layer for a picture drawn `drawnPx` device pixels high.
 * @param heights picture height per layer, ascending (see `layerHeights`)
 * @param drawnPx null while unknown
 * @param current the layer asked for at present, null for none
 */
export function chooseLayer(heights: readonly number[], drawnPx: number | null, current: number | null): number {
  const need = drawnPx ?? HEIGHT_UNTIL_TOLD_PX
  const top = heights.length - 1
  const enough = (layer: number, stretch: number) => (heights[layer] ?? 0) * stretch >= need
  const lowestThat = (stretch: number) => {
    const layer = heights.findIndex((_, index) => enough(index, stretch))
    return layer === -1 ? top : layer
  }
  if (current === null || current > top || !enough(current, STRETCH_BEFORE_UP)) return lowestThat(STRETCH_BEFORE_UP)
  return Math.min(current, lowestThat(1))
}
