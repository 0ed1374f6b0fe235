import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '#protocol/errors.ts'
import { createOneTimeSigner } from '../sign/one-time-signer.ts'
import { openTestAuthority } from '../sign/test-authority.ts'
import { FACE_IDS, faceOf } from '../typeset/fonts.ts'
import { doTask, type PressTask } from './tasks.ts'
import type { WorkerReply } from './press.ts'

/** The press runs in a thread of its own: laying out a paper takes tens of milliseconds, and sound must not wait. */
const { caFolder, certificateValidityMs } = workerData as { caFolder: string; certificateValidityMs?: number }
const { authority, timestamper } = await openTestAuthority(caFolder, certificateValidityMs)
const ports = { signer: createOneTimeSigner(), authority, timestamper }
// Parsed before the first paper is asked for.
FACE_IDS.forEach(faceOf)

parentPort?.on('message', ({ id, task }: { id: number; task: PressTask }) => {
  const send = (reply: WorkerReply): void => parentPort?.postMessage(reply)
  doTask(task, ports).then(
    (result) => send({ id, result }),
    (error: unknown) => send({
      id,
      ...(error instanceof AppError ? { refused: error.toWire() } : { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    }),
  )
})
parentPort?.postMessage({ id: 0 } satisfies WorkerReply)
