/**
 * Turns the landscape model inside @mediapipe/selfie_segmentation (Apache-2.0) into a TensorFlow.js graph model under
 * web/public/models. Run it again after that package changes: node web/cutout/model/convert.ts
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { toGraphModel } from './graph-model.ts'
import type { GraphModel } from './graph-model.ts'
import { readTflite } from './tflite.ts'

export const MODEL_DIR = join(import.meta.dirname, '../../public/models/selfie-landscape')

export function convertLandscapeModel(): GraphModel {
  const file = join(dirname(createRequire(import.meta.url).resolve('@mediapipe/selfie_segmentation/package.json')), 'selfie_segmentation_landscape.tflite')
  return toGraphModel(readTflite(readFileSync(file)))
}

if (process.argv[1] === import.meta.filename) {
  const { json, weights } = convertLandscapeModel()
  mkdirSync(MODEL_DIR, { recursive: true })
  writeFileSync(join(MODEL_DIR, 'model.json'), json)
  writeFileSync(join(MODEL_DIR, 'weights.bin'), weights)
  process.stdout.write(`${MODEL_DIR}: ${json.length} + ${weights.length} bytes\n`)
}
