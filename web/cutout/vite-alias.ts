import { fileURLToPath } from 'node:url'

/**
 * For vite's `resolve.alias`: body-segmentation imports MediaPipe's own runtime, which is no ES module, loads its parts
 * from the internet and is not used here (the model runs on TensorFlow.js). Its place is taken by a stand-in.
 */
export const cutoutAlias = [{ find: '@mediapipe/selfie_segmentation', replacement: fileURLToPath(new URL('./segment/no-mediapipe.ts', import.meta.url)) }]
