import type { AnyHallCommand, HallTransferTo } from '#protocol/window/hall.ts'
import { AppError } from '#protocol/errors.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { WindowActor } from '#protocol/window/actor.ts'
import { decide, evolve, type HallState, type Ticket } from '#domain/window/hall/index.ts'
import { newId } from '#platform/ids.ts'
import type { Court } from '../../context.ts'
import type { WindowCaller } from '../gateway/wire.ts'
import { GATEWAY } from '../hall/law.ts'
import type { Halls } from '../hall/halls.ts'
import { actorOf } from '../matters/wire.ts'
import type { Calls } from './calls.ts'
import type { CallHosts } from './law.ts'
import type { Steward } from './steward.ts'

type Parts = { court: Court; catalogue: () => Catalogue; halls: Halls; hosts: CallHosts; calls: Calls; steward: Steward }
const CALLED_OFF = '转办已取消'

/**
 * A clerk sends a citizen on, or calls that off. The ticket goes first, so that nothing is told in the call that the hall
 * would not do; the steward then tells it in the call.
 */
export class Transfers {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** @throws AppError as call or hall refuse; neither has changed then */
  async ask(caller: WindowCaller, to: HallTransferTo, reason: string, commandId: string): Promise<{ seq: number }> {
    const { calls, halls, hosts, steward } = this.#parts
    const told = await calls.joined(caller)
    // the answer to the same wish was lost on the way
    if (told.transfer?.reason !== reason || to.kind === 'item' || JSON.stringify(told.transfer.to) !== JSON.stringify(to)) {
      const call = to.kind === 'item' ? { kind: 'office' as const, officeId: told.officeId } : to
      await calls.check(caller, { type: 'askTransfer', to: call, reason })
      const { day } = found(halls, told.ticketId)
      await halls.submit(day, { type: 'transfer', ticketId: told.ticketId, to, reason }, actorOf(caller.seat), commandId)
      await steward.settle(told.sessionId)
    }
    return { seq: (await hosts.get(told.sessionId)).state.seq }
  }

  /** The ticket comes back to the window that sent it on. @throws AppError ticketMoved once another has taken over, or as the hall refuses */
  async callOff(caller: WindowCaller, commandId: string): Promise<{ seq: number }> {
    const { calls, halls, hosts, steward } = this.#parts
    const session = await calls.check(caller, { type: 'cancelTransfer' })
    const { day, ticket } = found(halls, session.ticketId)
    if (ticket.at === null) {
      const { ticketId } = ticket
      const to: HallTransferTo = ticket.itemCode === session.item.itemCode ? { kind: 'window', windowId: session.windowId } : { kind: 'item', itemCode: session.item.itemCode, region: ticket.region }
      const back: AnyHallCommand[] = [
        { type: 'transfer', ticketId, to, reason: CALLED_OFF }, { type: 'callTicket', ticketId, windowId: session.windowId, reason: CALLED_OFF },
      ]
      this.#tryAll(halls.state(day), back)
      for (const command of back) await halls.submit(day, command, GATEWAY, null)
    } else if (ticket.at.clerkId !== session.clerk) {
      await steward.settle(session.sessionId)
      throw new AppError('ticketMoved')
    }
    return hosts.submit(session.sessionId, { command: { type: 'cancelTransfer' }, actor: actorOf(caller.seat), commandId })
  }

  /** Whether the hall would carry out all of it now. @throws AppError as it would refuse */
  #tryAll(state: HallState | null, commands: AnyHallCommand[]): void {
    const { court, catalogue } = this.#parts
    const now = court.clock.now().toISOString()
    const actor: WindowActor = GATEWAY
    for (const command of commands) {
      const decision = decide(state, command, actor, { now, newId, catalogue: catalogue() })
      if (!decision.ok) throw new AppError(decision.error.code, decision.error.details)
      for (const event of decision.events) state = evolve(state, { seq: (state?.seq ?? 0) + 1, at: now, actor, event })
    }
  }
}

/** @throws AppError notFound */
function found(halls: Halls, ticketId: string): { day: string; ticket: Ticket } {
  const held = halls.ticket(ticketId)
  if (held === null) throw new AppError('notFound')
  return held
}
