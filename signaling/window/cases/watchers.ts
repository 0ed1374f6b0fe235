import { viewJson } from '#protocol/gateway.ts'
import type { WindowSeat } from '#protocol/window/actor.ts'
import type { DocumentView } from '#protocol/documents.ts'
import { AppError } from '#protocol/errors.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { lensOf, viewOf } from '#domain/window/case/index.ts'
import type { Lines } from '../matters/wire.ts'
import { actorOf } from '../matters/wire.ts'

const MOST_AT_ONCE = 40

/** Which connections have which cases open, and what each is shown of a change. */
export class Watchers {
  readonly #lines: Lines
  readonly #cases = new Map<string, Map<string, WindowSeat>>()

  constructor(lines: Lines) {
    this.#lines = lines
  }

  /** @throws AppError tooManyRequests for a connection that has too many open already */
  add(caseId: string, connectionId: string, seat: WindowSeat): void {
    const own = [...this.#cases.values()].filter((one) => one.has(connectionId)).length
    if (own >= MOST_AT_ONCE && !this.#cases.get(caseId)?.has(connectionId)) throw new AppError('tooManyRequests')
    const watching = this.#cases.get(caseId) ?? new Map<string, WindowSeat>()
    this.#cases.set(caseId, watching.set(connectionId, seat))
  }

  remove(caseId: string, connectionId: string): void {
    const watching = this.#cases.get(caseId)
    watching?.delete(connectionId)
    if (watching?.size === 0) this.#cases.delete(caseId)
  }

  forget(connectionId: string): void {
    for (const caseId of [...this.#cases.keys()]) this.remove(caseId, connectionId)
  }

  has(caseId: string): boolean {
    return this.#cases.has(caseId)
  }

  show(state: CaseState): void {
    for (const [connectionId, seat] of [...(this.#cases.get(state.caseId) ?? [])]) {
      const view = viewOf(state, actorOf(seat))
      if (view === null) this.remove(state.caseId, connectionId)
      else this.#lines.notify(connectionId, { name: 'case', params: { caseId: state.caseId, seq: view.seq, view: viewJson(view) } })
    }
  }

  showPaper(state: CaseState, paper: DocumentView): void {
    for (const [connectionId, seat] of this.#cases.get(state.caseId) ?? []) {
      if (seesPapers(state, seat)) this.#lines.notify(connectionId, { name: 'document', params: paper })
    }
  }
}

/** The papers of a case are its citizen's and its places'; who only does a part of it sees none. */
export const seesPapers = (state: CaseState, seat: WindowSeat): boolean => ['own', 'office', 'centre'].includes(lensOf(state, actorOf(seat)))
