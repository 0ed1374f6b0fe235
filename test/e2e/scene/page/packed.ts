import { drawFigure } from '../../../harness/figure.ts'
import type { Look } from '../../../harness/figure.ts'
import { beforeWall } from '../../../harness/walls.ts'
import { insertable } from '../../../../web/cutout/insertable.ts'
import { ChromaKeyer } from '../../../../web/cutout/key/keyer.ts'
import { createStackedFrame, stack } from '../../../../web/cutout/stacked.ts'
import { toI420 } from '../../../harness/walls.ts'

const WIDTH = 320
const HEIGHT = 180
const FRAMES = 12

/**
 * A track of a drawn person. `stacked`: keyed off a green wall by the product's own keyer, packed beforehand so that
 * the sender costs next to nothing; `plain`: before a room.
 */
export function stackedFigures(look: Look, layout: 'plain' | 'stacked', fps: number): MediaStreamTrack {
  const frames: { data: Uint8Array; width: number; height: number }[] = []
  const keyer = new ChromaKeyer(WIDTH, HEIGHT)
  const matte = new Uint8Array(WIDTH * HEIGHT)
  const n = WIDTH * HEIGHT
  for (let i = 0; i < FRAMES; i++) {
    const data = toI420(beforeWall(drawFigure(look, i / 4, WIDTH, HEIGHT), layout === 'plain' ? 'room' : 'green', i), WIDTH, HEIGHT)
    if (layout === 'plain') {
      frames.push({ data, width: WIDTH, height: HEIGHT })
      continue
    }
    const planes = { width: WIDTH, height: HEIGHT, y: data.subarray(0, n), u: data.subarray(n, n * 1.25), v: data.subarray(n * 1.25), fullRange: false, matrix: 'bt601' as const }
    const out = createStackedFrame(WIDTH, HEIGHT)
    keyer.key(planes, matte)
    stack(planes, matte, { plate: keyer.plate, hue: keyer.wall.hue }, out)
    frames.push({ data: out.data, width: out.width, height: out.height })
  }
  const track = insertable()!.generator()
  const writer = track.writable.getWriter()
  let i = 0
  const timer = setInterval(() => {
    if (track.readyState === 'ended') return clearInterval(timer)
    const { data, width, height } = frames[i++ % FRAMES]!
    void writer.write(new VideoFrame(data as Uint8Array<ArrayBuffer>, { format: 'I420', codedWidth: width, codedHeight: height, timestamp: performance.now() * 1000, colorSpace: { fullRange: false, matrix: 'smpte170m', primaries: 'smpte170m', transfer: 'smpte170m' } }))
  }, 1000 / fps)
  return track
}
