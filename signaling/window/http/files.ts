import {
  WINDOW_FILE_ACCESS_SUBJECT, WINDOW_FILE_RECEIVED_SUBJECT, WINDOW_UPLOAD_ADMISSION_SUBJECT, WindowFileAccess, WindowFileReceived, WindowUploadAdmission,
} from '#protocol/uploads.ts'
import type { UploadAdmitted, WindowFileGranted } from '#protocol/uploads.ts'
import { AppError } from '#protocol/errors.ts'
import type { Still } from '#protocol/window/session.ts'
import type { WindowSeat } from '#protocol/window/actor.ts'
import type { CaseCommand } from '#protocol/window/case.ts'
import { lensOf, mayDo } from '#domain/window/case/index.ts'
import type { Bus } from '#platform/ports.ts'
import type { Matters } from '../matters/index.ts'
import { actorOf } from '../matters/wire.ts'
import { enterByToken } from './enter.ts'
import type { WindowDoor } from './enter.ts'

/** What is asked of the calls about their stills. */
export type StillDesk = {
  /** @throws AppError as the call refuses: nobody of it, no such capture asked for */
  admit(seat: WindowSeat, sessionId: string, captureId: string): Promise<void>
  /** The still is kept: the call takes note of it. */
  received(sessionId: string, captureId: string, by: string, still: Still): Promise<void>
  /** Whether this person sees the stills of that call. */
  maySee(seat: WindowSeat, sessionId: string, fileId: string): Promise<boolean>
}

/** Files of one case, all materials and versions together. */
const MOST_FILES = 200
const ADD: CaseCommand['type'] = 'addMaterial'

/** What docs-service asks about files at the windows: it knows files, the windows know people. The returned function ends it. */
export function answerForWindowFiles({ bus, door, matters, stills }: { bus: Bus; door: WindowDoor; matters: Matters; stills: StillDesk }): () => void {
  const { cases, settings } = matters.inside
  const silences = [
    bus.respond(WINDOW_UPLOAD_ADMISSION_SUBJECT, async (payload) => {
      const { token, upload } = WindowUploadAdmission.parse(payload)
      const { seat } = await enterByToken(token, door)
      if (upload.kind === 'still') await stills.admit(seat, upload.sessionId, upload.captureId)
      else {
        const { state } = await cases.hosts.get(upload.caseId)
        const actor = actorOf(seat)
        if (lensOf(state, actor) === 'none' || !state.item.materials.some(({ materialId }) => materialId === upload.materialId)) throw new AppError('notFound')
        if (!mayDo(state, actor, settings.cases).includes(ADD)) throw new AppError('notPermitted')
        if ((await cases.files.count({ kind: 'case', id: upload.caseId })) >= MOST_FILES) throw new AppError('tooLarge')
      }
      return { personId: seat.personId } satisfies UploadAdmitted
    }),
    bus.respond(WINDOW_FILE_RECEIVED_SUBJECT, async (payload) => {
      const { upload, file, widthPx, heightPx } = WindowFileReceived.parse(payload)
      if (upload.kind === 'material') {
        await cases.files.keep({ kind: 'case', id: upload.caseId }, file)
        return {}
      }
      await cases.files.keep({ kind: 'call', id: upload.sessionId }, file)
      await stills.received(upload.sessionId, upload.captureId, file.by, { fileId: file.fileId, sha256: file.sha256, pages: file.pages.length, widthPx, heightPx })
      return {}
    }),
    bus.respond(WINDOW_FILE_ACCESS_SUBJECT, async (payload) => {
      const { token, fileId } = WindowFileAccess.parse(payload)
      const { seat } = await enterByToken(token, door)
      const found = await cases.files.find(fileId)
      if (!found) throw new AppError('notFound')
      const { owner, fact } = found
      if (owner.kind === 'call') {
        if (!(await stills.maySee(seat, owner.id, fileId))) throw new AppError('notFound')
      } else {
        const state = await cases.hosts.peek(owner.id)
        if (state === null || lensOf(state, actorOf(seat)) === 'none') throw new AppError('notFound')
        await cases.access.glance(state, seat)
      }
      return { file: fact } satisfies WindowFileGranted
    }),
  ]
  return () => silences.forEach((silence) => silence())
}
