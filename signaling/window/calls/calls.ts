import type { CallCommand } from '#protocol/window/session.ts'
import type { MatterParams } from '../matters/wire.ts'
import { actorOf } from '../matters/wire.ts'
import { viewJson, type ViewJson } from '#protocol/gateway.ts'
import { AppError } from '#protocol/errors.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { DocumentView } from '#protocol/documents.ts'
import { idNumberProblem, normalIdNumber } from '#domain/window/case/index.ts'
import { decide, lensOf, mayNotify, viewOf, type SessionContext, type SessionState } from '#domain/window/session/index.ts'
import type { Court } from '../../context.ts'
import type { Cause } from '../../gateway/socket/server.ts'
import type { MediaSessions } from '../../media/sessions.ts'
import type { Line, WindowLines } from '../gateway/lines.ts'
import { windowWire, type WindowCaller } from '../gateway/wire.ts'
import { GATEWAY } from '../hall/law.ts'
import { derived } from '../matters/secrets.ts'
import { LOST_ANSWER, type IdentityAnswer, type IdentityService } from './identity-service.ts'
import type { CallHosts, CallStep } from './law.ts'
import { callMedia, mediaRoomOf } from './media.ts'
import { staffInCall } from './people.ts'
import { CallRooms, replayFrames } from './rooms.ts'
import type { Steward } from './steward.ts'

export type CallsOptions = {
  court: Court; catalogue: () => Catalogue; hosts: CallHosts; media: MediaSessions; lines: WindowLines; steward: Steward
  context: (now: string) => SessionContext
  identityService: IdentityService
  /** Puts a number that was typed in a call under lock. */
  keepNumber: (sessionId: string, number: string) => Promise<void>
  /** The papers of a call's case that this person may see. */
  papers: (session: SessionState, line: Line) => Promise<DocumentView[]>
}

type Joined = { seq: number; view: ViewJson | null; documents: DocumentView[] }

/** The calls over the counter as connections enter, carry on and leave them. */
export class Calls {
  readonly rooms: CallRooms
  readonly #options: CallsOptions
  readonly #pending = new Set<Promise<void>>()

  constructor(options: CallsOptions) {
    this.#options = options
    const { court, hosts, media } = options
    this.rooms = new CallRooms(court.log, (sessionId, { caller }) => {
      if (caller.sessionId === sessionId) caller.sessionId = null
      void media.find(mediaRoomOf(sessionId))?.leave(caller.connectionId)
    })
    hosts.inUse = (sessionId) => this.rooms.has(sessionId)
    hosts.onSteps((sessionId, steps) => this.#show(sessionId, steps))
    hosts.onReload((sessionId, state) => {
      media.find(mediaRoomOf(sessionId))?.update(callMedia(state))
      this.rooms.resync(state)
    })
  }

  /** @throws AppError notInCall while this connection has joined none */
  async joined(caller: WindowCaller): Promise<SessionState> {
    if (caller.sessionId === null) throw new AppError('notInCall')
    return (await this.#options.hosts.get(caller.sessionId)).state
  }

  /**
   * Enters a call, or comes back to it: from the answer on no event is missed and none is shown twice.
   * @throws AppError notFound where this person sees nothing of it, sessionEnded, ticketMoved for a clerk who no longer holds the ticket
   */
  async join(line: Line, { sessionId, afterSeq, withCamera, withMicrophone }: MatterParams<'joinCall'>): Promise<Joined> {
    const { caller } = line
    const { hosts, steward, lines } = this.#options
    if (caller.sessionId !== null) await this.leave(caller, 'left')
    await steward.settle(sessionId)
    await this.#admit(caller, (await hosts.get(sessionId)).state)
    await hosts.submit(sessionId, {
      command: { type: 'connect', personId: caller.personId, connectionId: caller.connectionId, withCamera, withMicrophone }, actor: GATEWAY, commandId: null,
    })
    try {
      const documents = await this.#options.papers((await hosts.get(sessionId)).state, line)
      const host = await hosts.get(sessionId)
      // No await from here to the end: what the host publishes next, this connection is shown.
      if (lines.find(caller.connectionId) === undefined) throw new AppError('notConnected')
      const view = viewOf(host.state, actorOf(caller.seat))
      if (view === null || host.state.people[caller.personId]?.connectionId !== caller.connectionId) throw new AppError('notInCall')
      const missed = afterSeq === undefined || afterSeq === 0 ? null : replayFrames(sessionId, host.stepsAfter(afterSeq), line)
      for (const frame of missed ?? []) line.connection.send(frame)
      caller.sessionId = sessionId
      this.rooms.add(sessionId, line)
      return { seq: view.seq, view: missed === null ? viewJson(view) : null, documents }
    } catch (error) {
      await this.#disconnect(caller, sessionId, 'lineLost')
      throw error
    }
  }

  /** Sound and picture stop at once, then the log says so. */
  async leave(caller: WindowCaller, cause: Cause): Promise<void> {
    const { sessionId } = caller
    if (sessionId === null) return
    caller.sessionId = null
    const mediaGone = this.#options.media.find(mediaRoomOf(sessionId))?.leave(caller.connectionId)
    this.rooms.remove(sessionId, caller.connectionId)
    await this.#disconnect(caller, sessionId, cause)
    await mediaGone
    await this.#forgetRoom(sessionId)
  }

  /** @throws AppError as the call refuses */
  async command(caller: WindowCaller, command: CallCommand, commandId: string): Promise<{ seq: number }> {
    const state = await this.joined(caller)
    const number = numberIn(command, state)
    // under lock before the log holds its mark, and only where the log will
    if (number !== null && idNumberProblem(number) === null) {
      if (this.#refusal(state, caller, command) === null) await this.#options.keepNumber(state.sessionId, number)
    }
    const done = await this.#options.hosts.submit(state.sessionId, { command, actor: actorOf(caller.seat), commandId })
    if (command.type === 'enterIdentityNumber') this.#later(this.#ask(state, command.number, commandId))
    return done
  }

  /** Whether the law would take a command now; nothing happens. @throws AppError as the call refuses */
  async check(caller: WindowCaller, command: CallCommand): Promise<SessionState> {
    const state = await this.joined(caller)
    const refusal = this.#refusal(state, caller, command)
    if (refusal !== null) throw refusal
    return state
  }

  /** @throws AppError tooManyRequests beyond the budget, notPermitted */
  async notice(caller: WindowCaller, { notice }: MatterParams<'callNotice'>): Promise<void> {
    if (!caller.notices.take(notice.type, performance.now())) throw new AppError('tooManyRequests')
    const state = await this.joined(caller)
    if (!mayNotify(state, actorOf(caller.seat), notice)) throw new AppError('notPermitted')
    this.rooms.pass(state, caller.personId, notice)
  }

  /** A paper of a case is as it is now: told in the calls about that case. */
  showPaper(view: DocumentView, maySee: (session: SessionState, line: Line) => boolean): void {
    for (const session of this.#options.steward.running()) {
      if (session.caseLink?.caseId !== view.matterId || !this.rooms.has(session.sessionId)) continue
      this.rooms.send(session.sessionId, windowWire.encodeNotice({ name: 'document', params: view }), (line) => maySee(session, line))
    }
  }

  /** Questions whose answer was lost with a process: said so, that nobody waits for them. */
  async reportLostAnswers(): Promise<void> {
    for (const { sessionId, seq, identity } of this.#options.steward.running()) {
      if (identity.mark !== null && identity.service === null) await this.#answer(sessionId, derived('lost', sessionId, seq), LOST_ANSWER)
    }
  }

  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending)
  }

  /** Who may come in and is not among its people yet. @throws AppError */
  async #admit(caller: WindowCaller, state: SessionState): Promise<void> {
    const { hosts, catalogue, steward } = this.#options
    const { seat, personId } = caller
    const person = staffInCall(catalogue(), personId, seat.at)
    const isAsked = seat.role === 'interpreter' && state.interpreter !== null && person?.languages.includes(state.interpreter.language) === true
    if (lensOf(state, actorOf(seat)) === 'none' && !isAsked) throw new AppError('notFound')
    if (state.ended !== null) throw new AppError('sessionEnded')
    if (!steward.holds(state, personId)) throw new AppError('ticketMoved')
    if (state.people[personId] !== undefined) return
    if (person === null || person.role !== seat.role) throw new AppError('notPermitted')
    await hosts.submit(state.sessionId, { command: { type: 'admitPerson', person }, actor: GATEWAY, commandId: null }).catch(unlessDone)
  }

  #refusal(state: SessionState, { seat }: WindowCaller, command: CallCommand): AppError | null {
    const decision = decide(state, command, actorOf(seat), this.#options.context(this.#options.court.clock.now().toISOString()))
    return decision.ok ? null : new AppError(decision.error.code, decision.error.details)
  }

  #show(sessionId: string, steps: CallStep[]): void {
    const last = steps.at(-1)
    if (!last) return
    // Taking away comes first: media follows the new state before anybody is told of it.
    this.#options.media.find(mediaRoomOf(sessionId))?.update(callMedia(last.after))
    this.rooms.show(sessionId, steps)
    if (steps.some(({ fact }) => fact.event.type === 'sessionEnded')) this.#later(this.#silence(sessionId))
  }

  /** The call is over: nobody keeps a way to anybody. */
  async #silence(sessionId: string): Promise<void> {
    const session = this.#options.media.find(mediaRoomOf(sessionId))
    if (!session) return
    await Promise.all([...session.peers].map(({ peerId }) => session.leave(peerId)))
    await this.#options.media.forget(mediaRoomOf(sessionId))
  }

  async #forgetRoom(sessionId: string): Promise<void> {
    if (this.rooms.has(sessionId)) return
    const state = await this.#options.hosts.loaded(sessionId)
    if (state?.state.ended) await this.#options.media.forget(mediaRoomOf(sessionId))
  }

  async #disconnect({ personId, connectionId }: WindowCaller, sessionId: string, cause: Cause): Promise<void> {
    try {
      await this.#options.hosts.submit(sessionId, { command: { type: 'disconnect', personId, connectionId, cause }, actor: GATEWAY, commandId: null })
    } catch (error) {
      // a newer connection speaks for this person already, or they are of the call no more
      if (!(error instanceof AppError)) this.#options.court.log.error({ err: error }, 'a disconnection could not be recorded')
    }
  }

  async #ask({ sessionId, citizen, people }: SessionState, number: string, commandId: string): Promise<void> {
    const { identityService, context, court } = this.#options
    const answer = await identityService.check({ name: people[citizen]?.name ?? '', number: normalIdNumber(number) }).catch((error: unknown) => {
      court.log.warn({ err: error }, 'the register of identities did not answer')
      return LOST_ANSWER
    })
    const asked = context(court.clock.now().toISOString()).identityHmac(normalIdNumber(number))
    // another number was typed meanwhile: this is no answer to it
    if ((await this.#options.hosts.get(sessionId)).state.identity.mark?.hmac === asked) await this.#answer(sessionId, derived('identity', sessionId, commandId), answer)
  }

  async #answer(sessionId: string, commandId: string, { result, reference }: IdentityAnswer): Promise<void> {
    await this.#options.hosts.submit(sessionId, {
      command: { type: 'noteIdentityChecked', service: this.#options.identityService.name, result, reference }, actor: { system: 'identity' }, commandId,
    }).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error
    })
  }

  #later(work: Promise<unknown>): void {
    const kept: Promise<void> = work.then(() => undefined, (error: unknown) => this.#options.court.log.error({ err: error }, 'what follows in a call could not be done'))
      .finally(() => this.#pending.delete(kept))
    this.#pending.add(kept)
  }
}

function numberIn(command: CallCommand, state: SessionState): string | null {
  if (command.type === 'enterIdentityNumber') return command.number
  if (command.type !== 'fillField' || command.value === '') return null
  return state.item.form.find(({ fieldId }) => fieldId === command.fieldId)?.kind === 'idNumber' ? command.value : null
}

function unlessDone(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'alreadyDone')) throw error
}
