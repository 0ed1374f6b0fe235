import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { loadGraphModel } from '@tensorflow/tfjs-converter'
import { expect, it } from 'vitest'
import { drawFigure } from '../../../test/harness/figure.ts'
import { beforeWall } from '../../../test/harness/walls.ts'
import { MODEL_DIR, convertLandscapeModel } from './convert.ts'

it('the shipped model is what the converter makes of the package', () => {
  const { json, weights } = convertLandscapeModel()
  expect(readFileSync(join(MODEL_DIR, 'model.json'), 'utf8')).toBe(json)
  expect(new Uint8Array(readFileSync(join(MODEL_DIR, 'weights.bin')))).toEqual(weights)
  expect(json.length + weights.length).toBeLessThan(300_000)
})

it('the converted model finds a person before a room', async () => {
  const { json, weights } = convertLandscapeModel()
  const artifacts = JSON.parse(json) as { modelTopology: object; signature: object; weightsManifest: [{ weights: tf.io.WeightsManifestEntry[] }] }
  const model = await loadGraphModel({ load: async () => ({ modelTopology: artifacts.modelTopology, signature: artifacts.signature, weightSpecs: artifacts.weightsManifest[0].weights, weightData: weights.slice().buffer }) })
  const figure = drawFigure('man', 1, 256, 144)
  const picture = beforeWall(figure, 'room', 0)
  const input = new Float32Array(256 * 144 * 3)
  for (let i = 0; i < 256 * 144; i++) for (let c = 0; c < 3; c++) input[i * 3 + c] = picture[i * 4 + c]! / 255
  const mask = await (model.predict(tf.tensor4d(input, [1, 144, 256, 3])) as tf.Tensor).data()
  let both = 0
  let either = 0
  for (let i = 0; i < 256 * 144; i++) {
    const seen = mask[i * 2 + 1]! > 0.5
    const is = figure.rgba[i * 4 + 3]! > 128
    if (seen && is) both++
    if (seen || is) either++
  }
  expect(both / either).toBeGreaterThan(0.9)
}, 20_000)
