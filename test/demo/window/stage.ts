import { join } from 'node:path'
import type { CaseState } from '#domain/window/case/index.ts'
import { everyTicket } from '#domain/window/hall/index.ts'
import type { Ticket } from '#domain/window/hall/index.ts'
import type { SessionState } from '#domain/window/session/index.ts'
import type { Clock } from '#platform/ports.ts'
import type { Court } from '../../../bin/compose.ts'
import type { Attendee } from '../../harness/attendee.ts'
import type { Progress } from '../progress.ts'
import { SIZES, openPerson } from './cast.ts'
import type { PersonId } from './cast.ts'

const POLL_MS = 100
const WITHIN_MS = 40_000

/** What the scenes of the demo share: the people at their devices, and the hall as its logs say it is. */
export class Stage {
  readonly people = new Map<PersonId, Attendee>()
  readonly pictures: string[] = []
  readonly court: Court
  readonly clock: Clock
  readonly progress: Progress
  readonly out: string
  readonly #executablePath: string

  constructor(options: { court: Court; clock: Clock; progress: Progress; out: string; executablePath: string }) {
    this.court = options.court
    this.clock = options.clock
    this.progress = options.progress
    this.out = options.out
    this.#executablePath = options.executablePath
  }

  get inside() { return this.court.signaling.inside.windows.inside }
  get devices(): string { return join(this.out, 'devices') }

  /** @param camera a file of one's own in place of the person's picture */
  async open(personId: PersonId, camera?: string): Promise<Attendee> {
    const person = await openPerson(personId, this.devices, this.#executablePath, camera)
    this.people.set(personId, person)
    return person
  }

  who(personId: PersonId): Attendee {
    const person = this.people.get(personId)
    if (!person) throw new Error(`${personId} is not here`)
    return person
  }

  async leave(personId: PersonId): Promise<void> {
    await this.people.get(personId)?.close()
    this.people.delete(personId)
  }

  async picture(personId: PersonId, name: string): Promise<void> {
    const { page } = this.who(personId)
    // what comes in with a motion has come
    await page.waitForTimeout(400)
    await page.screenshot({ path: join(this.out, `${name}.png`) })
    this.pictures.push(`${name}.png`)
  }

  /** The same page as it stands on a desk, at a kiosk and in a hand. */
  async sizes(personId: PersonId, name: string): Promise<void> {
    const { page } = this.who(personId)
    const before = page.viewportSize()
    for (const size of Object.keys(SIZES) as (keyof typeof SIZES)[]) {
      await page.setViewportSize(SIZES[size])
      await this.picture(personId, `${name}-${size}`)
    }
    if (before) await page.setViewportSize(before)
  }

  /** Resolves with what `look` finds as soon as it finds something. @throws Error naming what did not come */
  async until<T>(what: string, look: () => Promise<T | null | undefined | false>, withinMs = WITHIN_MS): Promise<T> {
    for (const deadline = performance.now() + withinMs; ;) {
      const found = await look()
      if (found) return found
      if (performance.now() > deadline) throw new Error(`did not happen within ${withinMs} ms: ${what}`)
      await new Promise((resolve) => { setTimeout(resolve, POLL_MS) })
    }
  }

  async tickets(): Promise<Ticket[]> {
    const { halls } = this.inside
    return everyTicket((await halls.peek(halls.today()))?.tickets ?? [])
  }

  ticket(ticketId: string, what: string, holds: (ticket: Ticket) => boolean): Promise<Ticket> {
    return this.until(what, async () => (await this.tickets()).find((one) => one.ticketId === ticketId && holds(one)))
  }

  call(sessionId: string, what: string, holds: (state: SessionState) => unknown, withinMs?: number): Promise<SessionState> {
    return this.until(what, async () => {
      const state = await this.inside.callHosts.peek(sessionId)
      return state && holds(state) ? state : null
    }, withinMs)
  }

  matter(caseId: string, what: string, holds: (state: CaseState) => unknown): Promise<CaseState> {
    return this.until(what, async () => {
      const state = await this.inside.matters.inside.cases.hosts.peek(caseId)
      return state && holds(state) ? state : null
    })
  }

  /** A paper of a kind that the case has been given, sealed. */
  paper(caseId: string, kind: string, count = 1): Promise<CaseState> {
    return this.matter(caseId, `${count} × ${kind}`, ({ papers }) => papers.filter((paper) => paper.kind === kind).length >= count)
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.people.values()].map((person) => person.close()))
  }

  /** What every page shows at the moment something went wrong, and what it complained of. */
  async picturesOfFailure(): Promise<void> {
    for (const [personId, person] of this.people) {
      await person.page.screenshot({ path: join(this.out, `failed-${personId}.png`) }).catch(() => undefined)
      for (const error of person.errors) console.error(`${personId}: ${error}`)
    }
  }
}

/**
 * Answers the question that a page asks: fields by name, then the button.
 * @param followed another question comes at once
 */
export async function answer(person: Attendee, fields: Record<string, string> = {}, followed = false): Promise<void> {
  const form = person.page.locator('tt-form-dialog')
  await form.locator('[data-act="submit"]').waitFor()
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`)
    await field.waitFor()
    if ((await field.evaluate((element) => element.localName)) === 'select') await field.selectOption(value)
    else await field.fill(value)
  }
  await form.locator('[data-act="submit"]').click()
  if (!followed) await form.waitFor({ state: 'detached' })
}
