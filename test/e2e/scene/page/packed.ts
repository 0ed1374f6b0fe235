import { drawFigure } from '../../../harness/figure.ts'
import type { Look } from '../../../harness/figure.ts'
import { beforeWall, toI420 } from '../../../harness/walls.ts'
import { insertable } from '../../../../web/cutout/insertable.ts'
import { ChromaKeyer } from '../../../../web/cutout/key/keyer.ts'
import { createStackedFrame, stack } from '../../../../web/cutout/stacked.ts'

type Size = { width: number; height: number }
const USUAL: Size = { width: 320, height: 180 }
const FRAMES = 12

export type Packed = { data: Uint8Array<ArrayBuffer>; width: number; height: number }

/** Frames of a drawn person. `stacked`: keyed off a green wall by the product's own keyer; `plain`: before a room. */
export function packedFrames(look: Look, layout: 'plain' | 'stacked', count = FRAMES, { width, height }: Size = USUAL): Packed[] {
  const keyer = new ChromaKeyer(width, height)
  const matte = new Uint8Array(width * height)
  const n = width * height
  return Array.from({ length: count }, (_, i): Packed => {
    const data = toI420(beforeWall(drawFigure(look, i / 4, width, height), layout === 'plain' ? 'room' : 'green', i), width, height) as Uint8Array<ArrayBuffer>
    if (layout === 'plain') return { data, width, height }
    const planes = { width, height, y: data.subarray(0, n), u: data.subarray(n, n * 1.25), v: data.subarray(n * 1.25), fullRange: false, matrix: 'bt601' as const }
    const out = createStackedFrame(width, height)
    keyer.key(planes, matte)
    stack(planes, matte, { plate: keyer.plate, hue: keyer.wall.hue }, out)
    return { data: out.data as Uint8Array<ArrayBuffer>, width: out.width, height: out.height }
  })
}

/** @param ms when it was taken. */
export const videoFrame = ({ data, width, height }: Packed, ms: number): VideoFrame =>
  new VideoFrame(data, { format: 'I420', codedWidth: width, codedHeight: height, timestamp: Math.round(ms * 1000), colorSpace: { fullRange: false, matrix: 'smpte170m', primaries: 'smpte170m', transfer: 'smpte170m' } })

/** A track of a drawn person, packed beforehand so that the sender costs next to nothing. */
export function stackedFigures(look: Look, layout: 'plain' | 'stacked', fps: number, size = USUAL, count = FRAMES): MediaStreamTrack {
  const frames = packedFrames(look, layout, count, size)
  const track = insertable()!.generator()
  const writer = track.writable.getWriter()
  let i = 0
  const timer = setInterval(() => {
    if (track.readyState === 'ended') return clearInterval(timer)
    void writer.write(videoFrame(frames[i++ % frames.length]!, performance.now()))
  }, 1000 / fps)
  return track
}
