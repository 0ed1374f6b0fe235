import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { SessionState } from '#domain/window/session/index.ts'
import type { Line, WindowLines } from '../gateway/lines.ts'
import type { HallTeller } from '../hall/teller.ts'
import type { CallHosts } from './law.ts'
import { staffInCall } from './people.ts'
import type { Steward } from './steward.ts'

/** Calls that ask for a language are told to the interpreters who speak it; whoever comes first is in (W-3.5). */
export class Interpreters {
  readonly #options: { hosts: CallHosts; lines: WindowLines; steward: Steward; teller: HallTeller; catalogue: () => Catalogue }

  constructor(options: { hosts: CallHosts; lines: WindowLines; steward: Steward; teller: HallTeller; catalogue: () => Catalogue }) {
    this.#options = options
    options.hosts.onSteps((_sessionId, steps) => {
      if (steps.some(({ fact }) => fact.event.type === 'interpreterAsked')) for (const { after } of steps.slice(-1)) this.#ask(after, options.lines.all())
    })
  }

  /** An interpreter has come in while somebody waits for one. */
  welcome(line: Line): void {
    if (line.caller.seat.role !== 'interpreter') return
    for (const session of this.#options.steward.running()) this.#ask(session, [line])
  }

  #ask({ interpreter, ticketId }: SessionState, lines: readonly Line[]): void {
    const { catalogue, teller } = this.#options
    if (interpreter === null) return
    const able = lines.filter(({ caller: { seat, personId, sessionId } }) => seat.role === 'interpreter' && sessionId === null
      && staffInCall(catalogue(), personId, seat.at)?.languages.includes(interpreter.language) === true)
    teller.ask(ticketId, able.map(({ caller }) => caller.personId))
  }
}
