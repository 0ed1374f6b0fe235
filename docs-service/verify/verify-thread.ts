import { parentPort, workerData } from 'node:worker_threads'
import { openSigning, type SigningSettings } from '../sign/settings.ts'
import { examine, type PaperRecord } from '../verify.ts'
import type { VerifyReplyMessage } from './verifier.ts'

/** Files that strangers send are read in a thread with little memory that may be ended at any moment. */
const { caFolder, signing } = workerData as { caFolder: string; signing: SigningSettings }
const { roots, stop } = await openSigning(caFolder, signing)
await stop()

parentPort?.on('message', ({ id, bytes, record }: { id: number; bytes: Uint8Array; record?: PaperRecord }) => {
  const { verification, base } = examine(bytes, { trustedRoots: roots, ...(record ? { record } : {}) })
  parentPort?.postMessage({ id, verification, base } satisfies VerifyReplyMessage)
})
parentPort?.postMessage({ id: 0, roots } satisfies VerifyReplyMessage)
