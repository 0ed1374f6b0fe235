import { AppError } from '#protocol/errors.ts'
import type { FileAccessGranted, UploadAdmitted} from '#protocol/uploads.ts';
import {
  FILE_ACCESS_SUBJECT, FILE_RECEIVED_SUBJECT, FileAccess, FileReceived, UPLOAD_ADMISSION_SUBJECT, UploadAdmission
} from '#protocol/uploads.ts'
import { fileFor, uploadRefusal } from '#domain/hearing/index.ts'
import type { HearingState } from '#domain/hearing/state.ts'
import type { Court } from '../context.ts'
import type { HearingHosts } from '../hosts/hearing.ts'
import type { Doors } from '../sign-in/doors.ts'

/**
 * What docs-service asks before it takes or shows a file: it knows files, the court knows people. Answers on the bus;
 * the returned function ends it.
 */
export function answerForFiles(court: Court, hosts: HearingHosts, doors: Doors): () => void {
  const enter = async (token: string, hearingId: string): Promise<{ state: HearingState; personId: string }> => {
    const { personId } = await doors.seatIn(await doors.find(token), hearingId)
    const state = await hosts.peek(hearingId)
    if (!state) throw new AppError('notInHearing')
    return { state, personId }
  }
  const silences = [
    court.bus.respond(UPLOAD_ADMISSION_SUBJECT, async (payload) => {
      const { token, hearingId } = UploadAdmission.parse(payload)
      const { state, personId } = await enter(token, hearingId)
      const refusal = uploadRefusal(state, personId)
      if (refusal) throw new AppError(refusal)
      return { personId } satisfies UploadAdmitted
    }),
    court.bus.respond(FILE_RECEIVED_SUBJECT, async (payload) => {
      const { hearingId, file } = FileReceived.parse(payload)
      const commandId = `noteFileReceived-${file.fileId}`
      await hosts.submit(hearingId, { command: { type: 'noteFileReceived', file }, actor: { system: 'documents' }, commandId })
      return {}
    }),
    court.bus.respond(FILE_ACCESS_SUBJECT, async (payload) => {
      const { token, hearingId, fileId } = FileAccess.parse(payload)
      const { state, personId } = await enter(token, hearingId)
      const found = fileFor(state, personId, fileId)
      if (!found) throw new AppError('notFound')
      return found satisfies FileAccessGranted
    }),
  ]
  return () => silences.forEach((silence) => silence())
}
