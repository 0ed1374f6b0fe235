import type { z } from 'zod'
import type { DocumentView } from '#protocol/documents.ts'
import type { PersonId } from '#protocol/ids.ts'
import type { WindowSeat } from '#protocol/window/actor.ts'
import { CaseSettings } from '#protocol/window/case.ts'
import type { AccessPurpose, CaseCommand } from '#protocol/window/case.ts'
import { WINDOW_CALLS, WINDOW_SOCKET_PATH, WindowNotice } from '#protocol/window/gateway.ts'
import type { WindowResult } from '#protocol/window/gateway.ts'
import type { HallCommand, TicketPlace } from '#protocol/window/hall.ts'
import type { ComplaintCommand, RatingCommand } from '#protocol/window/rating.ts'
import type { CallCommand, CallNotice } from '#protocol/window/session.ts'
import type { PersonMedia } from '#domain/media.ts'
import { mediaPolicy } from '#domain/window/session/index.ts'
import type { Hand, SessionState } from '#domain/window/session/state.ts'
import type { CaseState } from '#domain/window/case/state.ts'
import { evolve as evolveHall } from '#domain/window/hall/index.ts'
import type { HallState } from '#domain/window/hall/state.ts'
import type { ComplaintState, RatingState } from '#domain/window/rating/state.ts'
import { AppError } from '#protocol/errors.ts'
import { LiveLine } from '../../live/live-line.ts'
import type { CallSocket } from '../../live/socket.ts'
import { CallRoom } from './call-room.ts'
import { Kept } from './kept.ts'
import { NoticeThrottle } from './throttle.ts'

type Calls = typeof WINDOW_CALLS
export type Called = Extract<WindowNotice, { name: 'called' }>['params']
export type Devices = { withCamera: boolean; withMicrophone: boolean }
/** What somebody asks for, as a command holds it before its defaults are filled in. */
export type Wish<C extends z.ZodType> = z.input<C>

/**
 * One person at the windows in one tab: the hall as they may see it, the call they are in, the cases they watch, what
 * they are asked to rate, sound and picture. Fires `change` for anything a page may show, and `called` (a CustomEvent of
 * `Called`) the moment a window calls them. Comes back by itself after a lost line, into the call too.
 */
export class LiveWindow extends LiveLine<Calls, WindowNotice> {
  seat: WindowSeat | null = null
  name = ''
  /** The hall's business day. */
  day = ''
  /** null = this person sees none of it. */
  hall: HallState | null = null
  /** Where those stand who wait and whom this person sees, by ticket. */
  readonly places = new Map<string, TicketPlace>()
  /** A window calls, and nobody has joined yet. */
  called: Called | null = null
  /** The call the server holds this person to be part of; `joinCall` enters it. */
  sessionId: string | null = null
  /** Terms of cases as this place has set them; the usual ones until the server has said so. */
  caseSettings: CaseSettings = CaseSettings.parse({})
  /** The call that has been joined, and what passes in it. */
  readonly room = new CallRoom()
  readonly cases = new Kept<CaseState>()
  readonly ratings = new Kept<RatingState>()
  readonly complaints = new Kept<ComplaintState>()
  /** Papers of the call's case and of watched cases. */
  readonly papers = new Map<string, DocumentView>()

  readonly #token: string
  readonly #watched = new Map<string, AccessPurpose>()
  #devices: Devices = { withCamera: false, withMicrophone: false }
  readonly #notices = new NoticeThrottle((notice) => {
    this.once('callNotice', { notice }).catch(() => undefined)
  })

  constructor(token: string) {
    super(WINDOW_SOCKET_PATH, { calls: WINDOW_CALLS, notice: WindowNotice })
    this.#token = token
  }

  get me(): PersonId { return this.seat?.personId ?? '' }
  /** As the law knows this person. */
  get hand(): Hand | null { return this.seat && { personId: this.seat.personId, role: this.seat.role, at: this.seat.at } }
  /** The call as this person may see it; null outside of one. */
  get view(): SessionState | null { return this.room.view }
  get token(): string { return this.#token }
  /** Now by the server's clock, ms since 1970. */
  now(): number { return Date.now() + this.clockOffsetMs }

  /** `day`: for appointments, today or one to come. */
  async hallCommand(command: Wish<typeof HallCommand>, day?: string): Promise<void> {
    await this.call('hallCommand', { commandId: crypto.randomUUID(), command, ...(day ? { day } : {}) })
  }

  /** Times of a day that may be booked for an item and a place; none where the office is closed. */
  slots(itemCode: string, region: string, day: string): Promise<WindowResult<'slots'>> {
    return this.call('slots', { itemCode, region, day })
  }

  /** The halls of the days to come as this person may see them: their appointments. */
  async appointments(): Promise<HallState[]> {
    return (await this.call('appointments', {})).days.map(({ view }) => view as unknown as HallState)
  }

  /** Enters a call: the one named, or the one this person is part of. @throws AppError notFound when there is none */
  async joinCall(devices: Devices, sessionId = this.called?.sessionId ?? this.sessionId): Promise<void> {
    if (!sessionId) throw new AppError('notFound')
    this.#devices = devices
    this.room.enter(sessionId)
    this.called = null
    await this.#join()
    this.changed()
  }

  /** Not gone to after all: another was quicker, or nobody is needed any more. */
  forgetCalled(): void {
    this.called = null
    this.sessionId = null
    this.changed()
  }

  /** Comes into the same call again with a device that was not there before. */
  async rejoinCall(devices: Devices): Promise<void> {
    this.media.stop()
    await this.call('leaveCall', {})
    await this.joinCall(devices, this.room.sessionId)
  }

  /** Goes out of the call without ending it. */
  async leaveCall(): Promise<void> {
    this.media.stop()
    this.room.leave()
    this.sessionId = null
    this.changed()
    await this.call('leaveCall', {})
  }

  async callCommand(command: Wish<typeof CallCommand>): Promise<void> {
    if ('fieldId' in command) this.#notices.forget(command.fieldId)
    await this.call('callCommand', { commandId: crypto.randomUUID(), command })
  }

  /** The same under the name that one's own devices know. */
  command(command: Wish<typeof CallCommand>): Promise<void> {
    return this.callCommand(command)
  }

  /** What stands in a field while it is being typed; may be called on every keystroke. */
  typing(fieldId: string, text: string): void {
    this.notify({ type: 'typing', fieldId, text })
  }

  /** Typing and pointer go to the others and are kept nowhere. */
  notify(notice: CallNotice): void {
    if (this.room.view && this.status.kind === 'live') this.#notices.offer(notice)
  }

  openCase(itemCode: string, region: string): Promise<WindowResult<'openCase'>> {
    return this.call('openCase', { commandId: crypto.randomUUID(), itemCode, region })
  }

  /** What the call has gathered goes into its case. */
  async carryIntoCase(): Promise<void> {
    await this.call('carryIntoCase', { commandId: crypto.randomUUID() })
  }

  /** Shows a case in `cases` until `unwatchCase`; every watching is written down. @throws AppError */
  async watchCase(caseId: string, purpose: AccessPurpose): Promise<CaseState> {
    const { seq, view, documents } = await this.call('watchCase', { caseId, purpose })
    this.#watched.set(caseId, purpose)
    this.cases.put(caseId, seq, view as unknown as CaseState)
    this.#keepPapers(documents)
    this.changed()
    return view as unknown as CaseState
  }

  async unwatchCase(caseId: string): Promise<void> {
    if (!this.#watched.delete(caseId)) return
    this.cases.drop(caseId)
    this.changed()
    await this.call('unwatchCase', { caseId })
  }

  async caseCommand(caseId: string, command: Wish<typeof CaseCommand>): Promise<void> {
    await this.call('caseCommand', { caseId, commandId: crypto.randomUUID(), command })
  }

  /** Papers of one case, oldest first as they came. */
  papersOf(caseId: string): DocumentView[] {
    return [...this.papers.values()].filter(({ matterId }) => matterId === caseId)
  }

  async ratingCommand(ratingId: string, command: Wish<typeof RatingCommand>): Promise<void> {
    await this.call('ratingCommand', { ratingId, commandId: crypto.randomUUID(), command })
  }

  async complaintCommand(complaintId: string, command: Wish<typeof ComplaintCommand>): Promise<void> {
    await this.call('complaintCommand', { complaintId, commandId: crypto.randomUUID(), command })
  }

  /** What this citizen is still asked to rate, latest first. */
  ratingsAsked(): RatingState[] {
    return this.ratings.all().filter(({ status, closedAt }) => status === 'asked' && closedAt === null).sort((a, b) => b.askedAt.localeCompare(a.askedAt))
  }

  protected override async greet(socket: CallSocket<Calls, WindowNotice>): Promise<{ heartbeatMs: number; serverTime: string }> {
    const welcome = await socket.request('hello', { token: this.#token })
    this.seat = welcome.seat
    this.name = welcome.name
    this.day = welcome.day
    this.hall = welcome.hall?.view as unknown as HallState | undefined ?? null
    this.sessionId = welcome.sessionId
    this.caseSettings = welcome.caseSettings
    if (welcome.sessionId === null) this.called = null
    return welcome
  }

  /** Back into the call, and to the cases that were open. */
  protected override async goOn(): Promise<void> {
    const again = [...this.#watched].map(([caseId, purpose]) => this.watchCase(caseId, purpose).catch(() => { this.#watched.delete(caseId) }))
    const { sessionId } = this.room
    // A first joining that is still under way asks again by itself.
    if (sessionId && this.room.view?.ended === null) await this.#join().catch((error: unknown) => this.#keptOut(sessionId, error))
    await Promise.all(again)
  }

  protected override maySend(): PersonMedia['send'] | undefined {
    return this.view ? mediaPolicy(this.view)[this.me]?.send : undefined
  }

  async #join(): Promise<void> {
    const { sessionId, view } = this.room
    if (!sessionId) return
    try {
      const asked = { sessionId, ...(view && this.mayResume ? { afterSeq: view.seq } : {}), ...this.#devices }
      // Where the line breaks on the way back, the next line begins the way anew.
      const joined = await (view ? this.once('joinCall', asked) : this.call('joinCall', asked))
      if (this.room.sessionId !== sessionId) return
      if (joined.view) this.room.replace(joined.view as unknown as SessionState)
      this.sessionId = sessionId
      this.#keepPapers(joined.documents)
    } catch (error) {
      if (view === null) this.room.leave()
      throw error
    }
    this.changed()
    void this.#startMedia()
  }

  /** Sound and picture do not hold up the words. */
  async #startMedia(): Promise<void> {
    const line = this.mediaLine()
    if (line && this.room.view?.ended === null) await this.media.start(line)
  }

  /** The call is over or another has taken one's place in it: told by the view where it can be, never by an endless wait. */
  #keptOut(sessionId: string, error: unknown): void {
    if (!(error instanceof AppError) || this.room.sessionId !== sessionId) return
    this.room.leave()
    this.sessionId = null
    this.changed()
  }

  #keepPapers(documents: DocumentView[]): void {
    for (const view of documents) this.papers.set(view.documentId, view)
  }

  protected override take(notice: WindowNotice): void {
    const { name, params } = notice
    switch (name) {
      case 'hall':
        this.hall = params.view as unknown as HallState
        break
      case 'hallEvents':
        this.hall = params.facts.reduce<HallState | null>((hall, fact) => hall && evolveHall(hall, fact), this.hall)
        break
      case 'places':
        this.places.clear()
        for (const place of params.places) this.places.set(place.ticketId, place)
        break
      case 'called':
        this.called = params
        this.sessionId = params.sessionId
        this.dispatchEvent(new CustomEvent<Called>('called', { detail: params }))
        break
      case 'callEvent':
        this.room.fold(params.sessionId, params.fact)
        this.#afterCall()
        break
      case 'callSnapshot':
        if (params.sessionId === this.room.sessionId) this.room.replace(params.view as unknown as SessionState)
        this.#afterCall()
        break
      case 'callNotice':
        this.room.pass(params.sessionId, params.notice.from, params.notice.notice, performance.now())
        break
      case 'case':
        this.cases.put(params.caseId, params.seq, params.view as unknown as CaseState)
        break
      case 'document':
        this.papers.set(params.documentId, params)
        break
      case 'rating':
        this.ratings.put(params.ratingId, params.seq, params.view as unknown as RatingState)
        break
      case 'complaint':
        this.complaints.put(params.complaintId, params.seq, params.view as unknown as ComplaintState)
        break
    }
    this.changed()
  }

  #afterCall(): void {
    const { view } = this.room
    if (view?.ended && this.sessionId === view.sessionId) {
      this.sessionId = null
      this.media.stop()
    } else void this.media.publishAllowed()
  }
}
