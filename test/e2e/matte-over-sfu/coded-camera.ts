import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { drawFigure } from '../../harness/figure.ts'
import type { FigurePicture, Look } from '../../harness/figure.ts'
import { beforeWall, toI420 } from '../../harness/walls.ts'
import type { Wall } from '../../harness/walls.ts'

export const WIDTH = 640
export const HEIGHT = 360
export const FPS = 15
/** Pictures that differ; the camera plays them to and fro, so that there is no jump where the film begins anew. */
export const PICTURES = 32
const BITS = 5
/** The number of a picture stands on the person's chest in black and white squares, which no cut-out removes. */
export const CODE = { bits: BITS, size: 22, x: (WIDTH - BITS * 22) / 2, y: HEIGHT - 34 }

/** The figure at picture `index` with its number on it; its alpha is the truth. */
export function codedFigure(look: Look, index: number): FigurePicture {
  const figure = drawFigure(look, index / FPS, WIDTH, HEIGHT)
  for (let y = 0; y < CODE.size; y++) {
    for (let x = 0; x < CODE.size * BITS; x++) {
      const at = ((CODE.y + y) * WIDTH + CODE.x + x) * 4
      const level = (index >> Math.floor(x / CODE.size)) & 1 ? 225 : 24
      figure.rgba.set([level, level, level, 255], at)
    }
  }
  return figure
}

/** Coverage of the person, 0 … 255, in each picture. */
export const truths = (look: Look): Uint8Array[] =>
  Array.from({ length: PICTURES }, (_, index) => {
    const { rgba } = codedFigure(look, index)
    return Uint8Array.from({ length: WIDTH * HEIGHT }, (_pixel, i) => rgba[i * 4 + 3]!)
  })

/** A .y4m for Chromium's fake camera. */
export async function writeCodedCamera(file: string, look: Look, wall: Wall): Promise<void> {
  const pictures = Array.from({ length: PICTURES }, (_, index) => toI420(beforeWall(codedFigure(look, index), wall, index), WIDTH, HEIGHT))
  const out = createWriteStream(file)
  out.write(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FPS}:1 Ip A1:1 C420jpeg\n`)
  for (const picture of [...pictures, ...pictures.slice(1, -1).reverse()]) {
    out.write('FRAME\n')
    if (!out.write(picture)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}
