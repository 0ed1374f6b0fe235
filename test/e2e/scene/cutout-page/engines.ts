import { drawFigure } from '../../../harness/figure.ts'
import type { Look } from '../../../harness/figure.ts'
import { beforeWall, toI420 } from '../../../harness/walls.ts'
import type { Wall } from '../../../harness/walls.ts'
import { GpuKeyer } from '../../../../web/cutout/key/gpu-keyer.ts'
import { ChromaKeyer } from '../../../../web/cutout/key/keyer.ts'
import { coefficients } from '../../../../web/cutout/planes.ts'
import type { Planes } from '../../../../web/cutout/planes.ts'
import { createStackedFrame, stack } from '../../../../web/cutout/stacked.ts'
import type { StackedFrame } from '../../../../web/cutout/stacked.ts'

/** All of 255. `edge` counts pixels whose mattes differ by more than 16. */
export type EngineDifference = { alpha: number; alphaMax: number; edge: number; colour: number; truth: { cpu: number; webgl: number }; ms: { cpu: number; webgl: number }; picture: string }

/** Keys the same moving figure with both engines and compares the stacked pictures pixel by pixel. */
export function compareEngines(look: Look, wall: Wall, width: number, height: number): EngineDifference {
  const cpu = new ChromaKeyer(width, height)
  const gpuSide = new ChromaKeyer(width, height)
  const gpu = new GpuKeyer(width, height)
  const matte = new Uint8Array(width * height)
  const out = createStackedFrame(width, height)
  const ms = { cpu: 0, webgl: 0 }
  const frames = 8
  let truth: Uint8ClampedArray = new Uint8ClampedArray(0)
  for (let frame = 0; frame < frames; frame++) {
    const figure = drawFigure(look, frame / 15, width, height)
    truth = figure.rgba
    const data = toI420(beforeWall(figure, wall, frame), width, height)
    const n = width * height
    const planes: Planes = { width, height, y: data.subarray(0, n), u: data.subarray(n, n * 1.25), v: data.subarray(n * 1.25), fullRange: false, matrix: 'bt601' }
    const began = performance.now()
    cpu.key(planes, matte)
    stack(planes, matte, { plate: cpu.plate, hue: cpu.wall.hue }, out)
    const between = performance.now()
    if (!gpu.draw(planes, gpuSide)) throw new Error('the graphics context was lost')
    gpu.settle()
    if (frame === 0) continue
    ms.cpu += (between - began) / (frames - 1)
    ms.webgl += (performance.now() - between) / (frames - 1)
  }
  const flat = new OffscreenCanvas(out.width, out.height).getContext('2d', { willReadFrequently: true })!
  flat.drawImage(gpu.canvas, 0, 0)
  const drawn = flat.getImageData(0, 0, out.width, out.height).data
  const result: EngineDifference = { alpha: 0, alphaMax: 0, edge: 0, colour: 0, truth: { cpu: 0, webgl: 0 }, ms, picture: '' }
  const half = out.height / 2
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const mine = ((out.data[(half + y) * out.width + x]! - 16) * 255) / 219
      const theirs = drawn[((half + y) * out.width + x) * 4 + 1]!
      const difference = Math.abs(mine - theirs)
      const wanted = truth[(y * width + x) * 4 + 3]!
      result.alpha += difference / (width * height)
      result.alphaMax = Math.max(result.alphaMax, difference)
      if (difference > 16) result.edge++
      result.truth.cpu += Math.abs(mine - wanted) / (width * height)
      result.truth.webgl += Math.abs(theirs - wanted) / (width * height)
      const rgb = rgbAt(out, x, y)
      for (let c = 0; c < 3; c++) result.colour += Math.abs(rgb[c]! - drawn[(y * out.width + x) * 4 + c]!) / (width * height * 3)
    }
  }
  result.picture = picture(flat.canvas)
  gpu.close()
  return result
}

function rgbAt(frame: StackedFrame, x: number, y: number): number[] {
  const c = coefficients(frame)
  const u0 = frame.width * frame.height
  const i = u0 + (y >> 1) * (frame.width >> 1) + (x >> 1)
  const l = (frame.data[y * frame.width + x]! - c.black) * c.gain
  const u = frame.data[i]! - 128
  const v = frame.data[i + u0 / 4]! - 128
  return [l + c.rv * v, l + c.gu * u + c.gv * v, l + c.bu * u].map((value) => Math.max(0, Math.min(255, value)))
}

/** The WebGL engine's picture as a data URL, to be looked at. */
function picture(source: OffscreenCanvas): string {
  const canvas = Object.assign(document.createElement('canvas'), { width: source.width, height: source.height })
  canvas.getContext('2d')!.drawImage(source, 0, 0)
  return canvas.toDataURL('image/png')
}
