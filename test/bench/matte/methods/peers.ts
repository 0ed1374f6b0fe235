import { HEIGHT, WIDTH } from '../conditions.ts'
import { frameOf } from './method.ts'
import type { Method } from './method.ts'

/** Only as much of the peers' interfaces as is used here: their packages are not there when types are checked. */
type Vision = {
  FilesetResolver: { forVisionTasks(path: string): Promise<object> }
  ImageSegmenter: { createFromOptions(files: object, options: object): Promise<Segmenter> }
}
type Segmenter = {
  segmentForVideo(frame: VideoFrame, ms: number): { confidenceMasks: { width: number; height: number; getAsFloat32Array(): Float32Array }[]; close(): void }
  close(): void
}
type LiveKit = { BackgroundTransformer: new (options: object) => Transformer }
type Transformer = {
  isFirstFrame: boolean
  init(options: { outputCanvas: OffscreenCanvas; inputElement: HTMLVideoElement }): Promise<void>
  transform(frame: VideoFrame, controller: { enqueue(frame: VideoFrame): void }): Promise<void>
  destroy(): Promise<void>
}

const load = (url: string): Promise<unknown> => import(/* @vite-ignore */ new URL(url, location.href).href)

/** MediaPipe's own runtime (tasks-vision, CPU: its faster delegate without a GPU), the landscape model, confidence as alpha. */
export const mediapipe: Method = {
  name: 'mediapipe',
  async open() {
    const vision = (await load('/peers/mediapipe/vision_bundle.mjs')) as Vision
    const files = await vision.FilesetResolver.forVisionTasks('/peers/mediapipe/wasm')
    const segmenter = await vision.ImageSegmenter.createFromOptions(files, {
      baseOptions: { modelAssetPath: '/peers/models/selfie_segmenter_landscape.tflite', delegate: 'CPU' },
      runningMode: 'VIDEO', outputConfidenceMasks: true, outputCategoryMask: false,
    })
    const matte = new Uint8Array(WIDTH * HEIGHT)
    return {
      cut(shot, index) {
        const frame = frameOf(shot, index)
        const result = segmenter.segmentForVideo(frame, performance.now())
        // Two masks are background and person, one is the person.
        const mask = result.confidenceMasks.at(-1)!
        if (mask.width !== WIDTH || mask.height !== HEIGHT) throw new Error(`a mask of ${mask.width} × ${mask.height}`)
        const values = mask.getAsFloat32Array()
        for (let i = 0; i < matte.length; i++) matte[i] = values[i]! * 255 + 0.5
        result.close()
        frame.close()
        return Promise.resolve(matte)
      },
      close: () => segmenter.close(),
    }
  },
}

/** Far from every colour of person and room, so that the share of it can be read back from the composited picture. */
const MAGENTA = [255, 0, 255] as const

/**
 * LiveKit's background processor with a virtual background of one colour. It gives the composited picture only: alpha is
 * solved from it, the frame that went in and the background. CPU delegate: without a GPU the faster of the two.
 */
export const livekit: Method = {
  name: 'livekit',
  async open() {
    const { BackgroundTransformer } = (await load('/peers/livekit.js')) as LiveKit
    const colour = new OffscreenCanvas(WIDTH, HEIGHT)
    const pen = colour.getContext('2d')!
    pen.fillStyle = `rgb(${MAGENTA.join(' ')})`
    pen.fillRect(0, 0, WIDTH, HEIGHT)
    const transformer = new BackgroundTransformer({
      imagePath: URL.createObjectURL(await colour.convertToBlob()), segmenterOptions: { delegate: 'CPU' },
      assetPaths: { tasksVisionFileSet: '/peers/livekit-wasm', modelAssetPath: '/peers/models/selfie_segmenter.tflite' },
    })
    await transformer.init({ outputCanvas: new OffscreenCanvas(WIDTH, HEIGHT), inputElement: document.createElement('video') })
    // There is no video element playing along that the first frame could wait for.
    transformer.isFirstFrame = false
    const seen = new Uint8Array(WIDTH * HEIGHT * 4)
    const given = new Uint8Array(WIDTH * HEIGHT * 4)
    const matte = new Uint8Array(WIDTH * HEIGHT)
    return {
      async cut(shot, index) {
        const frame = frameOf(shot, index)
        await frame.copyTo(given, { format: 'RGBA' })
        let out: VideoFrame | null = null
        await transformer.transform(frame, { enqueue: (made) => (out = made) })
        const made = out as VideoFrame | null
        if (!made) throw new Error('LiveKit gave no picture')
        await made.copyTo(seen, { format: 'RGBA' })
        made.close()
        for (let i = 0; i < matte.length; i++) {
          let top = 0
          let all = 1e-6
          for (let c = 0; c < 3; c++) {
            const d = given[i * 4 + c]! - MAGENTA[c]!
            top += (seen[i * 4 + c]! - MAGENTA[c]!) * d
            all += d * d
          }
          matte[i] = Math.max(0, Math.min(255, (255 * top) / all + 0.5))
        }
        return matte
      },
      close: () => void transformer.destroy(),
    }
  },
}
