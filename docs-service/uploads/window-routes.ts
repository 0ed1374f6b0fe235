import type { Request, Router } from 'express'
import { AppError } from '#protocol/errors.ts'
import { Id } from '#protocol/ids.ts'
import {
  WINDOW_FILES_ERASED_SUBJECT, WINDOW_FILE_ACCESS_SUBJECT, WINDOW_FILE_RECEIVED_SUBJECT, WINDOW_UPLOAD_ADMISSION_SUBJECT, WindowFileGranted, WindowFilesErased, type FileFact, type WindowFileReceived, type WindowUpload,
} from '#protocol/uploads.ts'
import { StillReply, WINDOW_ROUTES } from '#protocol/window/http.ts'
import { bearer, checkBody } from '#platform/http/replies.ts'
import type { Blobs, Bus } from '#platform/ports.ts'
import { imageSize } from './kind.ts'

/** Takes one body in, once `admit` has let its sender through. */
export type Receive = (request: Request, name: string, admit: () => Promise<unknown>, into: Blobs) => Promise<{ file: FileFact; bytes: Uint8Array }>

/** @throws Error when they are gone */
export async function bytesOf(blobs: Blobs, sha256: string): Promise<Buffer> {
  const bytes = await blobs.get(sha256)
  if (!bytes) throw new Error(`the bytes of ${sha256} are gone`)
  return Buffer.from(bytes)
}

/**
 * Destroys what belonged to somebody who is forgotten (W-7.7). Files of the windows lie apart from those of the court:
 * nothing that a hearing rests on can go with them. @returns what ends it
 */
export function answerErasure(bus: Bus, blobs: Blobs): () => void {
  return bus.respond(WINDOW_FILES_ERASED_SUBJECT, async (payload) => {
    for (const sha256 of WindowFilesErased.parse(payload).sha256) await blobs.remove(sha256)
    return {}
  })
}

/** Stills of calls and files of cases at the windows: who may is asked of the windows over the bus. */
export function addWindowUploads(router: Router, { bus, receive, blobs }: { bus: Bus; receive: Receive; blobs: Blobs }): void {
  async function take(request: Request, upload: WindowUpload): Promise<StillReply> {
    const { file, bytes } = await receive(request, upload.kind, () => bus.request(WINDOW_UPLOAD_ADMISSION_SUBJECT, { token: bearer(request), upload }), blobs)
    const { width, height } = file.kind === 'pdf' ? (file.pages[0] ?? { width: 1, height: 1 }) : imageSize(file.kind, bytes)
    await bus.request(WINDOW_FILE_RECEIVED_SUBJECT, { upload, file, widthPx: width, heightPx: height } satisfies WindowFileReceived)
    return StillReply.parse({ fileId: file.fileId, sha256: file.sha256, pages: file.pages.length, widthPx: width, heightPx: height })
  }

  router.post(WINDOW_ROUTES.still.path, async (request, response) => {
    const upload = { kind: 'still', sessionId: checkBody(Id, request.params['sessionId']), captureId: checkBody(Id, request.query['captureId']) } as const
    response.status(201).json(await take(request, upload))
  })

  router.post(WINDOW_ROUTES.material.path, async (request, response) => {
    const upload = { kind: 'material', caseId: checkBody(Id, request.params['caseId']), materialId: checkBody(Id, request.query['materialId']) } as const
    response.status(201).json(await take(request, upload))
  })

  router.get(WINDOW_ROUTES.page.path, async (request, response) => {
    const { file } = WindowFileGranted.parse(await bus.request(WINDOW_FILE_ACCESS_SUBJECT, { token: bearer(request), fileId: checkBody(Id, request.params['fileId']) }))
    const page = file.pages[Number(request.query['page'] ?? 1) - 1]
    if (!page) throw new AppError('notFound')
    response.set({ 'Cache-Control': 'private, no-store', ETag: `"${page.sha256}"` }).type('image/jpeg').send(await bytesOf(blobs, page.sha256))
  })
}
