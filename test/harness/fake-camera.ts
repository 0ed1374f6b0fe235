import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { beforeWall, toI420 } from './walls.ts'
import type { Wall } from './walls.ts'
import { drawFigure } from './figure.ts'
import type { Look } from './figure.ts'

export { LOOKS } from './figure.ts'
export type { Look } from './figure.ts'
export { beforeWall, toI420 } from './walls.ts'
export type { Wall } from './walls.ts'

/**
 * Writes a .y4m file for Chromium's `--use-file-for-fake-video-capture`, which plays it in a loop.
 * 320×180 at 15 fps and 6 s: about 8 MB, a second or two of work.
 */
export async function writeFakeCamera(file: string, { look, wall, width = 320, height = 180, fps = 15, seconds = 6 }: { look: Look; wall: Wall; width?: number; height?: number; fps?: number; seconds?: number }): Promise<void> {
  const out = createWriteStream(file)
  out.write(`YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420jpeg\n`)
  for (let frame = 0; frame < fps * seconds; frame++) {
    out.write('FRAME\n')
    const picture = beforeWall(drawFigure(look, frame / fps, width, height), wall, frame)
    if (!out.write(toI420(picture, width, height))) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}
