import type { PersonId } from '#protocol/ids.ts'
import type { CallNotice, SessionFact } from '#protocol/window/session.ts'
import { evolve } from '#domain/window/session/index.ts'
import type { SessionState } from '#domain/window/session/state.ts'
import { Passing } from './passing.ts'

/** The one call this tab has entered: its view, folded with the law's own function, and what passes in it unkept. */
export class CallRoom {
  sessionId: string | null = null
  view: SessionState | null = null
  readonly passing = new Passing()
  /** Facts that came before the view they belong to. */
  #early: SessionFact[] = []

  enter(sessionId: string): void {
    if (this.sessionId === sessionId) return
    this.leave()
    this.sessionId = sessionId
  }

  leave(): void {
    this.sessionId = null
    this.view = null
    this.#early = []
    this.passing.clear()
  }

  /** The view as the server has it now; facts that overtook it are folded on top. */
  replace(view: SessionState): void {
    this.view = view
    const early = this.#early.filter(({ seq }) => seq > view.seq)
    this.#early = []
    for (const fact of early) this.#take(fact)
    this.#settle()
  }

  fold(sessionId: string, fact: SessionFact): void {
    if (sessionId !== this.sessionId) return
    if (this.view === null) this.#early.push(fact)
    else if (fact.seq > this.view.seq) this.#take(fact)
    this.#settle()
  }

  pass(sessionId: string, from: PersonId, notice: CallNotice, now: number): void {
    if (sessionId === this.sessionId && this.view?.people[from]) this.passing.take(from, notice, now)
  }

  #take(fact: SessionFact): void {
    this.view = evolve(this.view, fact)
    if (fact.event.type === 'fieldFilled') this.passing.filled(fact.event.fieldId)
  }

  #settle(): void {
    const { view } = this
    if (!view) return
    const present = Object.values(view.people).filter(({ connectionId }) => connectionId !== null)
    this.passing.keep(new Set(present.map(({ personId }) => personId)))
    if (view.hold !== null || view.ended !== null) this.passing.clear()
  }
}
