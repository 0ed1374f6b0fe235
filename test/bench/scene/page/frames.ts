import { LOOKS, drawFigure } from '../../../harness/figure.ts'
import { toI420 } from '../../../harness/walls.ts'

const WIDTH = 640
const HEIGHT = 360
/** Rows of a half, padded to whole blocks as the product's own stacked frame is. */
const HALF = 368
/** Different frames a person; then they begin anew. */
const COUNT = 3

export type Packed = { data: Uint8Array<ArrayBuffer>; width: number; height: number }

/** Stacked frames of 640×360 people, as they come out of the decoder: colour above, exact matte below. One list a look. */
export function packedPeople(): Packed[][] {
  return LOOKS.map((look) => Array.from({ length: COUNT }, (_, i) => pack(drawFigure(look, i / 3, WIDTH, HEIGHT).rgba)))
}

function pack(rgba: Uint8ClampedArray): Packed {
  const stacked = new Uint8ClampedArray(WIDTH * HALF * 2 * 4).fill(255)
  for (let y = 0; y < HALF; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const from = (Math.min(y, HEIGHT - 1) * WIDTH + x) * 4
      const colour = (y * WIDTH + x) * 4
      const matte = ((HALF + y) * WIDTH + x) * 4
      const a = rgba[from + 3]!
      for (let c = 0; c < 3; c++) {
        stacked[colour + c] = (rgba[from + c]! * a + 120 * (255 - a)) / 255
        stacked[matte + c] = a
      }
    }
  }
  return { data: toI420(stacked, WIDTH, HALF * 2) as Uint8Array<ArrayBuffer>, width: WIDTH, height: HALF * 2 }
}

export const videoFrame = ({ data, width, height }: Packed, ms: number): VideoFrame =>
  new VideoFrame(data, { format: 'I420', codedWidth: width, codedHeight: height, timestamp: Math.round(ms * 1000), colorSpace: { fullRange: false, matrix: 'smpte170m', primaries: 'smpte170m', transfer: 'smpte170m' } })
