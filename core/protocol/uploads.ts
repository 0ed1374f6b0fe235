import { z } from 'zod'
import { HearingId, Id, PersonId, Sha256, line } from './ids.ts'

/** What may be brought to a case; decided by the content, never by the name. */
export const FileKind = z.enum(['pdf', 'jpeg', 'png', 'webp'])
export type FileKind = z.infer<typeof FileKind>

/** Caps on one file. Bytes; pixels of an image before it is opened; points (1/72 inch) of a page's longer side. */
export const UPLOAD_LIMITS = {
  bytes: 30 * 2 ** 20,
  pages: 50,
  pixels: 60_000_000,
  pagePoints: 3400,
  /** Files of one participant in one hearing. */
  files: 100,
} as const

/** A file that passed the check. Pages are rebuilt pictures, JPEG, for looking at; the original is kept as it came. */
export const FileFact = z.strictObject({
  fileId: Id,
  by: PersonId,
  name: line(120),
  kind: FileKind,
  bytes: z.int().min(1).max(UPLOAD_LIMITS.bytes),
  /** Of the original. */
  sha256: Sha256,
  /** Pictures of the pages in order; width and height in pixels. */
  pages: z.array(z.strictObject({ sha256: Sha256, width: z.int().min(1), height: z.int().min(1) })).min(1).max(UPLOAD_LIMITS.pages),
})
export type FileFact = z.infer<typeof FileFact>

/** docs-service → signaling: may this session bring a file to this hearing? Rejects with the reason. */
export const UPLOAD_ADMISSION_SUBJECT = 'court.uploadAdmission'
export const UploadAdmission = z.strictObject({ token: z.string().max(200), hearingId: HearingId })
export const UploadAdmitted = z.strictObject({ personId: PersonId })
export type UploadAdmitted = z.infer<typeof UploadAdmitted>

/** docs-service → signaling: this file has been received; resolves once it stands in the hearing's log. */
export const FILE_RECEIVED_SUBJECT = 'court.fileReceived'
export const FileReceived = z.strictObject({ hearingId: HearingId, file: FileFact })

/** docs-service → signaling: the file as this session may see it in this hearing; rejects with notFound otherwise. */
export const FILE_ACCESS_SUBJECT = 'court.fileAccess'
export const FileAccess = z.strictObject({ token: z.string().max(200), hearingId: HearingId, fileId: Id })
export const FileAccessGranted = z.strictObject({ file: FileFact, original: z.boolean() })
export type FileAccessGranted = z.infer<typeof FileAccessGranted>

/** At the windows: a still of a call, or a file for one material of a case. */
export const WindowUpload = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('still'), sessionId: Id, captureId: Id }),
  z.strictObject({ kind: z.literal('material'), caseId: Id, materialId: Id }),
])
export type WindowUpload = z.infer<typeof WindowUpload>

/** docs-service → signaling: may this session bring this file? Rejects with the reason; answers `UploadAdmitted`. */
export const WINDOW_UPLOAD_ADMISSION_SUBJECT = 'window.uploadAdmission'
export const WindowUploadAdmission = z.strictObject({ token: z.string().max(200), upload: WindowUpload })

/** docs-service → signaling: this file has been received; resolves once it is kept. Pixels of the original's first page. */
export const WINDOW_FILE_RECEIVED_SUBJECT = 'window.fileReceived'
export const WindowFileReceived = z.strictObject({ upload: WindowUpload, file: FileFact, widthPx: z.int().min(1), heightPx: z.int().min(1) })
export type WindowFileReceived = z.infer<typeof WindowFileReceived>

/** docs-service → signaling: the file, if this session may see what it belongs to; rejects with notFound otherwise. */
export const WINDOW_FILE_ACCESS_SUBJECT = 'window.fileAccess'
export const WindowFileAccess = z.strictObject({ token: z.string().max(200), fileId: Id })
export const WindowFileGranted = z.strictObject({ file: FileFact })
export type WindowFileGranted = z.infer<typeof WindowFileGranted>

/** signaling → docs-service: what belonged to somebody who is forgotten; resolves once the bytes are gone. Asked again, nothing changes. */
export const WINDOW_FILES_ERASED_SUBJECT = 'window.filesErased'
export const WindowFilesErased = z.strictObject({ sha256: z.array(Sha256).max(10_000) })
export type WindowFilesErased = z.infer<typeof WindowFilesErased>

export const UploadReply = z.strictObject({ file: FileFact })

/** The body of an upload is the file itself; `name` is percent-encoded in the query. */
export const UPLOAD_ROUTES = {
  upload: '/api/hearings/:hearingId/files',
  page: '/api/hearings/:hearingId/files/:fileId/pages/:page',
  original: '/api/hearings/:hearingId/files/:fileId/original',
} as const
