import type { WindowSeat } from '#protocol/window/actor.ts'
import type { Still } from '#protocol/window/session.ts'
import { AppError } from '#protocol/errors.ts'
import { isCitizenSide, viewOf, type SessionState } from '#domain/window/session/index.ts'
import type { CallHosts } from '../calls/law.ts'
import type { StillDesk } from '../http/files.ts'
import { derived } from '../matters/secrets.ts'
import { actorOf } from '../matters/wire.ts'

/** Stills in full resolution, sent beside the call: who may bring one, that it has come, and who sees it (W-3.15). */
export function stillDesk(hosts: CallHosts): StillDesk {
  async function seen(seat: WindowSeat, sessionId: string): Promise<SessionState> {
    const state = await hosts.peek(sessionId)
    const view = state && viewOf(state, actorOf(seat))
    if (!view) throw new AppError('notFound')
    return view
  }
  return {
    async admit(seat, sessionId, captureId) {
      const view = await seen(seat, sessionId)
      const person = view.people[seat.personId]
      if (view.ended !== null) throw new AppError('sessionEnded')
      if (!person || !isCitizenSide(person) || person.role !== seat.role) throw new AppError('notPermitted')
      const capture = view.captures.find((one) => one.captureId === captureId)
      if (!capture) throw new AppError('notFound')
      if (capture.status !== 'asked') throw new AppError('alreadyDone')
      if (capture.kind === 'material' && view.identity.status !== 'confirmed') throw new AppError('identityFirst')
    },
    async received(sessionId: string, captureId: string, by: string, still: Still) {
      await hosts.submit(sessionId, {
        command: { type: 'noteStill', captureId, by, still }, actor: { system: 'stills' }, commandId: derived('still', captureId, still.fileId),
      })
    },
    async maySee(seat, sessionId, fileId) {
      const state = await hosts.peek(sessionId)
      const view = state && viewOf(state, actorOf(seat))
      return view?.captures.some(({ still }) => still?.fileId === fileId) === true
    },
  }
}
