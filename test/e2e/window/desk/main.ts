import '../../../../web/style/tokens.css'
import type { DocumentView } from '#protocol/documents.ts'
import type { WindowSeat } from '#protocol/window/actor.ts'
import type { CaseState } from '#domain/window/case/state.ts'
import type { HallState } from '#domain/window/hall/state.ts'
import type { SessionState } from '#domain/window/session/state.ts'
import { keepSession } from '../../../../web/session.ts'
import { LiveWindow } from '../../../../web/window/live/live-window.ts'
import '../../../../web/components/page-header.ts'
import '../../../../web/window/desk/admin-page.ts'
import '../../../../web/window/desk/board-page.ts'
import '../../../../web/window/desk/desk-page.ts'

type Pages = 'tt-window-desk-page' | 'tt-window-board-page' | 'tt-window-admin-page'
export type Told = { hall?: HallState | null; call?: SessionState | null; cases?: CaseState[]; papers?: DocumentView[] }
declare global {
  interface Window {
    askFar(name: string, params: unknown): Promise<unknown>
    openPage(page: Pages, seat: WindowSeat, name: string, told: Told): void
    tellDesk(told: Told): void
  }
}

/** A line without a socket: what is asked goes to the test, which answers by the law. */
class NearEnd extends LiveWindow {
  constructor(seat: WindowSeat, name: string) {
    super('near end of a test')
    this.seat = seat
    this.name = name
    this.day = '2026-11-23'
    this.status = { kind: 'live' }
    this.call = async (asked, params) => (await window.askFar(asked, params)) as never
    this.once = async (asked, params) => (await window.askFar(asked, params)) as never
  }

  tell({ hall, call, cases, papers }: Told): void {
    if (hall !== undefined) this.hall = hall
    if (call) {
      this.sessionId = call.ended ? null : call.sessionId
      this.room.enter(call.sessionId)
      this.room.replace(call)
    } else if (call === null) {
      this.sessionId = null
      this.room.leave()
    }
    for (const state of cases ?? []) this.cases.put(state.caseId, state.seq, state)
    for (const paper of papers ?? []) this.papers.set(paper.documentId, paper)
    this.changed()
  }
}

let live: NearEnd
window.openPage = (page, seat, name, told) => {
  live = new NearEnd(seat, name)
  live.tell(told)
  // for the band over the page alone: the sign-in of somebody of the court starts no line of its own
  keepSession({ token: 'near end of a test', expiresAt: '2099-01-01T00:00:00.000Z', name, hearingId: null, personId: seat.personId, window: null })
  const element = document.createElement(page)
  element.live = live
  document.querySelector('#main')!.replaceChildren(document.createElement('tt-page-header'), element)
}
window.tellDesk = (told) => live.tell(told)
