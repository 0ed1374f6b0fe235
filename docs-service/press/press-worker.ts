import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '#protocol/errors.ts'
import { openSigning, type SigningSettings } from '../sign/settings.ts'
import { openSm2 } from '../sign/sm2.ts'
import { FACE_IDS, faceOf } from '../typeset/fonts.ts'
import { readWording } from '../templates/index.ts'
import { doTask, type PressTask } from './tasks.ts'
import type { WorkerReply } from './press.ts'

/** The press runs in a thread of its own: laying out a paper takes tens of milliseconds, and sound must not wait. */
const { caFolder, signing, wordingFolder, publicUrl } = workerData as { caFolder: string; signing: SigningSettings; wordingFolder: string; publicUrl: string }
const ports = { ...(await openSigning(caFolder, signing)), sm2: signing.sm2 ? await openSm2(caFolder) : null, wording: readWording(wordingFolder), publicUrl }
// Parsed before the first paper is asked for.
FACE_IDS.forEach(faceOf)

parentPort?.on('message', ({ id, task }: { id: number; task: PressTask }) => {
  const send = (reply: WorkerReply): void => parentPort?.postMessage(reply)
  doTask(task, ports).then(
    // Handed over, not copied: nobody here needs the bytes any more.
    (result) => parentPort?.postMessage({ id, result } satisfies WorkerReply, ownBuffer(result.bytes)),
    (error: unknown) => send({
      id,
      ...(error instanceof AppError ? { refused: error.toWire() } : { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    }),
  )
})
parentPort?.postMessage({ id: 0 } satisfies WorkerReply)

/** The memory under these bytes, where they fill it: a part of something shared stays and is copied. */
function ownBuffer(bytes: Uint8Array): ArrayBuffer[] {
  const { buffer } = bytes
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length ? [buffer] : []
}
