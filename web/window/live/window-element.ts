import { property } from 'lit/decorators.js'
import type { z } from 'zod'
import type { PersonId } from '#protocol/ids.ts'
import type { WindowSeat } from '#protocol/window/actor.ts'
import type { CaseCommand } from '#protocol/window/case.ts'
import type { HallCommand } from '#protocol/window/hall.ts'
import type { ComplaintCommand, RatingCommand } from '#protocol/window/rating.ts'
import type { CallCommand } from '#protocol/window/session.ts'
import { mayDo } from '#domain/window/session/index.ts'
import type { SessionPerson, SessionState } from '#domain/window/session/state.ts'
import type { HallState } from '#domain/window/hall/state.ts'
import { LineElement } from '../../line-element.ts'
import { sessionEvents } from '../../session.ts'
import type { LiveWindow } from './live-window.ts'
import { liveWindow } from './own-line.ts'

/**
 * An element that shows something of the windows: draws itself anew when it changes, and carries out what is asked in it.
 * `live` may be given (by a page to what it embeds); otherwise it is this tab's own line.
 */
export class WindowElement extends LineElement<LiveWindow> {
  @property({ attribute: false }) override live: LiveWindow | null = null

  /** The line was given by whoever embeds this. */
  #given = false

  override connectedCallback(): void {
    this.#given = this.live !== null
    this.live ??= liveWindow()
    super.connectedCallback()
    sessionEvents.addEventListener('change', this.#session)
  }

  override disconnectedCallback(): void {
    sessionEvents.removeEventListener('change', this.#session)
    super.disconnectedCallback()
    if (!this.#given) this.live = null
  }

  protected override attend(line: LiveWindow): void {
    super.attend(line)
    line.addEventListener('called', this.#called)
  }

  protected override turnFrom(line: LiveWindow): void {
    line.removeEventListener('called', this.#called)
    super.turnFrom(line)
  }

  /** Who this tab is at the windows; null until the server has said so. */
  get seat(): WindowSeat | null { return this.live?.seat ?? null }
  get hall(): HallState | null { return this.live?.hall ?? null }
  /** The call that has been joined. */
  get view(): SessionState | null { return this.live?.view ?? null }
  get me(): SessionPerson | null { return (this.live && this.view?.people[this.live.me]) ?? null }

  /** What the law lets this person do in the call now. */
  may(): Set<z.infer<typeof CallCommand>['type']> {
    const hand = this.live?.hand
    return new Set(this.view && hand ? mayDo(this.view, hand) : [])
  }

  nameOf(personId: PersonId | null | undefined): string {
    return (personId && this.view?.people[personId]?.name) || ''
  }

  /** Called the moment a window calls this person; pages that go to the call override it. */
  protected whenCalled(): void {}

  askHall(command: z.input<typeof HallCommand>, day?: string): Promise<boolean> { return this.command((live) => live.hallCommand(command, day)) }
  askCall(command: z.input<typeof CallCommand>): Promise<boolean> { return this.command((live) => live.callCommand(command)) }
  askCase(caseId: string, command: z.input<typeof CaseCommand>): Promise<boolean> { return this.command((live) => live.caseCommand(caseId, command)) }
  askRating(ratingId: string, command: z.input<typeof RatingCommand>): Promise<boolean> { return this.command((live) => live.ratingCommand(ratingId, command)) }
  askComplaint(complaintId: string, command: z.input<typeof ComplaintCommand>): Promise<boolean> { return this.command((live) => live.complaintCommand(complaintId, command)) }

  /** Carries out what is asked on the line; a refusal is told to the person in words. Resolves with whether it was done. */
  command(work: (live: LiveWindow) => Promise<unknown>): Promise<boolean> {
    return this.run(async () => {
      if (this.live) await work(this.live)
    })
  }

  readonly #session = (): void => {
    if (!this.#given) this.live = liveWindow()
  }
  readonly #called = (): void => this.whenCalled()
}
