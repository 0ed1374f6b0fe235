/**
 * Runs the segmentation model in its own thread, so that a slow or missing model never holds up the picture.
 * TensorFlow.js is large and is loaded here only, and only when somebody needs it.
 */
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import type { SegmentRequest, SegmentReply } from './messages.ts'

type Segmenter = Awaited<ReturnType<typeof load>>

async function load(modelUrl: string) {
  const [tf, wasm, bodySegmentation] = await Promise.all([
    import('@tensorflow/tfjs-core'),
    import('@tensorflow/tfjs-backend-wasm'),
    import('@tensorflow-models/body-segmentation'),
  ])
  // Threads gave nothing at this size, and would need the page to be cross-origin isolated.
  wasm.setWasmPaths({ 'tfjs-backend-wasm.wasm': plainWasm, 'tfjs-backend-wasm-simd.wasm': simdWasm, 'tfjs-backend-wasm-threaded-simd.wasm': simdWasm })
  wasm.setThreadsCount(1)
  if (!(await tf.setBackend('wasm'))) throw new Error('the wasm backend did not start')
  await tf.ready()
  const segmenter = await bodySegmentation.createSegmenter(bodySegmentation.SupportedModels.MediaPipeSelfieSegmentation, { runtime: 'tfjs', modelType: 'landscape', modelUrl })
  return async (picture: ImageData): Promise<Float32Array> => {
    const [person] = await segmenter.segmentPeople(picture)
    if (!person) throw new Error('the model gave no mask')
    const tensor = await person.mask.toTensor()
    const rgba = await tensor.data()
    tensor.dispose()
    const mask = new Float32Array(picture.width * picture.height)
    for (let i = 0; i < mask.length; i++) mask[i] = rgba[i * 4]!
    return mask
  }
}

let segmenter: Promise<Segmenter> | null = null

addEventListener('message', (start: MessageEvent<{ port: MessagePort; modelUrl: string }>) => {
  const { port, modelUrl } = start.data
  const reply = (message: SegmentReply, transfer: Transferable[] = []) => port.postMessage(message, transfer)
  segmenter = load(modelUrl)
  segmenter.then(() => reply({ kind: 'ready' }), (error: unknown) => reply({ kind: 'missing', reason: error instanceof Error ? error.message : String(error) }))
  port.onmessage = async ({ data }: MessageEvent<SegmentRequest>) => {
    try {
      const run = await segmenter!
      const began = performance.now()
      const mask = await run(new ImageData(new Uint8ClampedArray(data.rgba), data.width, data.height))
      reply({ kind: 'mask', mask: mask.buffer as ArrayBuffer, costMs: performance.now() - began }, [mask.buffer])
    } catch (error) {
      reply({ kind: 'missing', reason: error instanceof Error ? error.message : String(error) })
    }
  }
})
