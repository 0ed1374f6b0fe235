import type { Request, Router } from 'express'
import { AppError } from '#protocol/errors.ts'
import { Id } from '#protocol/ids.ts'
import {
  WINDOW_FILE_ACCESS_SUBJECT, WINDOW_FILE_RECEIVED_SUBJECT, WINDOW_UPLOAD_ADMISSION_SUBJECT, WindowFileGranted, type FileFact, type WindowFileReceived, type WindowUpload,
} from '#protocol/uploads.ts'
import { StillReply, WINDOW_ROUTES } from '#protocol/window/http.ts'
import { bearer, checkBody } from '#platform/http/replies.ts'
import type { Bus } from '#platform/ports.ts'
import { imageSize } from './kind.ts'

/** Takes one body in, once `admit` has let its sender through. */
export type Receive = (request: Request, name: string, admit: () => Promise<unknown>) => Promise<{ file: FileFact; bytes: Uint8Array }>

/** Stills of calls and files of cases at the windows: who may is asked of the windows over the bus. */
export function addWindowUploads(router: Router, { bus, receive, bytesOf }: { bus: Bus; receive: Receive; bytesOf: (sha256: string) => Promise<Buffer> }): void {
  async function take(request: Request, upload: WindowUpload): Promise<StillReply> {
    const { file, bytes } = await receive(request, upload.kind, () => bus.request(WINDOW_UPLOAD_ADMISSION_SUBJECT, { token: bearer(request), upload }))
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
    response.set({ 'Cache-Control': 'private, no-store', ETag: `"${page.sha256}"` }).type('image/jpeg').send(await bytesOf(page.sha256))
  })
}
