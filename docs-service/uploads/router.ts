import express, { type Request, type Router } from 'express'
import { AppError } from '#protocol/errors.ts'
import { Id, line } from '#protocol/ids.ts'
import {
  FILE_ACCESS_SUBJECT, FILE_RECEIVED_SUBJECT, FileAccessGranted, UPLOAD_ADMISSION_SUBJECT, UPLOAD_LIMITS, UPLOAD_ROUTES, UploadAdmitted,
  UploadReply,
} from '#protocol/uploads.ts'
import { bearer, checkBody, errorReplies } from '#platform/http/replies.ts'
import type { Log } from '#platform/log.ts'
import type { Blobs, Bus } from '#platform/ports.ts'
import { Intake } from './intake.ts'
import { addWindowUploads, bytesOf, type Receive } from './window-routes.ts'

/** Longest a slow line may take to send one file. */
const BODY_WITHIN_MS = 10 * 60_000
/** Bodies held in memory at once: 16 × 30 MiB. */
const BODIES_AT_ONCE = 16
const JPEG = 'image/jpeg'

/**
 * Files of a hearing over HTTP: upload, page pictures, original. Who may is asked of the court over the bus before the
 * first byte of a body is read.
 */
export function createUploadRouter({ bus, blobs, windowBlobs, log }: { bus: Bus; blobs: Blobs; windowBlobs: Blobs; log: Log }): Router {
  const router = express.Router()
  const intake = new Intake()
  let bodies = 0

  const receive: Receive = async (request, name, admit, into) => {
    if (Number(request.headers['content-length'] ?? 0) > UPLOAD_LIMITS.bytes) throw new AppError('tooLarge')
    const { personId } = UploadAdmitted.parse(await admit())
    if (bodies >= BODIES_AT_ONCE) throw new AppError('busy')
    bodies++
    try {
      const bytes = await readBody(request)
      return { file: await intake.receive(personId, name, bytes, into), bytes }
    } catch (error) {
      if (error instanceof AppError) log.info({ path: request.path, personId, code: error.code }, 'an uploaded file was refused')
      throw error
    } finally {
      bodies--
    }
  }

  router.post(UPLOAD_ROUTES.upload, async (request, response) => {
    const hearingId = checkBody(Id, request.params['hearingId'])
    const name = checkBody(line(120), request.query['name'])
    const { file } = await receive(request, name, () => bus.request(UPLOAD_ADMISSION_SUBJECT, { token: bearer(request), hearingId }), blobs)
    await bus.request(FILE_RECEIVED_SUBJECT, { hearingId, file })
    response.status(201).json(UploadReply.parse({ file }))
  })

  const granted = async (request: Request): Promise<FileAccessGranted> =>
    FileAccessGranted.parse(await bus.request(FILE_ACCESS_SUBJECT, {
      token: bearer(request), hearingId: checkBody(Id, request.params['hearingId']), fileId: checkBody(Id, request.params['fileId']),
    }))
  router.get(UPLOAD_ROUTES.page, async (request, response) => {
    const { file } = await granted(request)
    const page = file.pages[Number(request.params['page']) - 1]
    if (!page) throw new AppError('notFound')
    response.set({ 'Cache-Control': 'private, max-age=3600, immutable', ETag: `"${page.sha256}"` }).type(JPEG).send(await bytesOf(blobs, page.sha256))
  })

  router.get(UPLOAD_ROUTES.original, async (request, response) => {
    const { file, original } = await granted(request)
    // The original may be anything its sender made of it: only the court fetches it, and never to be opened in place.
    if (!original) throw new AppError('notPermitted')
    response
      .set({ 'Cache-Control': 'private, no-store', 'Content-Security-Policy': 'sandbox', 'X-Content-Type-Options': 'nosniff' })
      .set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .type('application/octet-stream').send(await bytesOf(blobs, file.sha256))
  })
  addWindowUploads(router, { bus, receive, blobs: windowBlobs })
  router.use(errorReplies(log))
  return router
}

/** The whole body, however it is sent. @throws AppError tooLarge as soon as it is too much; badMessage when it breaks off */
async function readBody(request: Request): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let length = 0
  request.setTimeout(BODY_WITHIN_MS, () => request.destroy())
  try {
    for await (const chunk of request) {
      const bytes = chunk as Buffer
      length += bytes.length
      if (length > UPLOAD_LIMITS.bytes) throw new AppError('tooLarge')
      chunks.push(bytes)
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('badMessage', { path: 'body' })
  }
  if (length === 0) throw new AppError('badMessage', { path: 'body' })
  return Buffer.concat(chunks)
}
