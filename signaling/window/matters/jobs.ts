import { AppError } from '#protocol/errors.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { dueWarnings, openGaps } from '#domain/window/case/index.ts'
import { atOffice } from '#domain/window/clock/index.ts'
import type { CaseSystemCommand } from '#protocol/window/case.ts'
import type { CaseParts } from '../cases/index.ts'
import { SYSTEM } from '../cases/index.ts'
import { reconcileSignatures } from '../papers/calls.ts'
import type { WindowPapers } from '../papers/index.ts'
import type { Ratings } from '../ratings/index.ts'
import { forgetCitizens } from './citizens.ts'
import { derived } from './secrets.ts'
import type { MatterOptions, MatterSettings } from './wire.ts'

const EVERY_MS = 60_000
const DAY_MS = 24 * 3600_000

type Parts = { options: MatterOptions; settings: MatterSettings; cases: CaseParts; papers: WindowPapers; ratings: Ratings }

/**
 * What goes on by itself, every minute and at the start: lists are brought up to their logs, warnings given, terms that
 * are over closed, papers owed made, ratings asked for, tickets pressed, what is erased destroyed. All of it may be done
 * twice and by several processes: what is done already is refused by the law and passed over.
 */
export class Jobs {
  readonly #parts: Parts
  readonly #timer: NodeJS.Timeout
  #running: Promise<void> | null = null
  /** Day and calendar of the last look at every clock: within a day nothing new comes of it. */
  #looked = ''
  #stopping = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#timer = setInterval(() => void this.run(), EVERY_MS).unref()
  }

  /** One round; while one is under way the same. Never rejects. */
  run(): Promise<void> {
    this.#running ??= this.#round().finally(() => (this.#running = null))
    return this.#running
  }

  /** What the clocks of one case ask for now, from a change of that case on. */
  async tick(state: CaseState): Promise<void> {
    const { options: { catalogue, court }, settings } = this.#parts
    const now = court.clock.now().toISOString()
    for (const { clock, partId, level, dueOn } of dueWarnings(state, catalogue().calendar, settings.cases, now)) {
      await this.#submit(state, { type: 'noteWarning', clock, partId, level }, derived('warned', clock, partId ?? '', level, dueOn))
    }
    const today = atOffice(now).day
    const gapsBy = state.decision === null && state.status !== 'closed' && openGaps(state).length > 0 ? state.accepted?.gapsBy : null
    const by = state.status === 'correcting' ? state.corrections.at(-1)?.dueOn : gapsBy
    if (by && today > by) await this.#submit(state, { type: 'noteLapsed' }, derived('lapsed', by))
  }

  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#timer)
    await this.#running
  }

  async #round(): Promise<void> {
    const { options: { court, catalogue }, settings, cases, papers, ratings } = this.#parts
    const steps: (() => Promise<void>)[] = [
      () => this.#catchUp(),
      async () => {
        const now = court.clock.now().toISOString()
        const looked = `${atOffice(now).day} ${catalogue().version}`
        const isNew = looked !== this.#looked
        for (const caseId of isNew ? await cases.list.running() : await cases.list.owing()) {
          if (this.#stopping) return
          const state = await cases.hosts.peek(caseId)
          if (state === null) continue
          if (isNew) {
            await this.tick(state)
            await reconcileSignatures(state, papers, cases)
            cases.list.note((await cases.hosts.peek(caseId)) ?? state)
          }
          if (state.owed.length > 0) await papers.settle(caseId)
        }
        this.#looked = looked
      },
      async () => {
        for (const rating of await ratings.list.withoutComplaint()) await ratings.openComplaint(rating)
        const since = new Date(court.clock.now().getTime() - settings.ratingClosedAfterDays * DAY_MS)
        for (const ratingId of await ratings.list.openBefore(since)) await ratings.note(ratingId, { type: 'noteSubjectClosed' })
        await ratings.complaints.due(court.clock.now().toISOString())
      },
      () => this.#eraseDue(),
    ]
    for (const step of steps) {
      if (this.#stopping) return
      // one that fails keeps none of the others from its turn
      await step().catch((error: unknown) => court.log.error({ err: error }, 'a round of the windows\' jobs failed in part'))
    }
  }

  /** Rows that are missing or old, with everything that should have followed from the events they missed. */
  async #catchUp(): Promise<void> {
    const { cases, ratings } = this.#parts
    for (const ratingId of await ratings.list.staleRatings()) {
      const state = await ratings.hosts.peek(ratingId)
      if (state) await ratings.list.writeRating(state)
    }
    for (const complaintId of await ratings.list.staleComplaints()) {
      const state = await ratings.complaints.hosts.peek(complaintId)
      if (!state) continue
      await ratings.list.writeComplaint(state)
      await ratings.complaints.report(state)
    }
    for (const caseId of await cases.list.stale()) {
      const state = await cases.hosts.peek(caseId)
      if (!state) continue
      await this.#followed(state)
      await cases.list.write(state)
    }
  }

  /** What a change of a case brings with it; done again it changes nothing. */
  async #followed(state: CaseState): Promise<void> {
    if (state.closed !== null) await this.#parts.ratings.askAfterCase(state)
    if (state.erased !== null) await this.destroy(state.caseId)
  }

  /** What lies outside the log goes with the key of what lies in it (W-7.7). */
  async destroy(caseId: string): Promise<void> {
    const { vault, files, keys } = this.#parts.cases
    await vault.destroy(`case/${caseId}`)
    await files.destroy({ kind: 'case', id: caseId })
    // last: as long as the key is there, the job finds what is left to do
    await keys.destroy(caseId)
  }

  async #eraseDue(): Promise<void> {
    const { options: { court }, settings, cases } = this.#parts
    const now = court.clock.now()
    this.#parts.papers.sweep((caseId) => cases.watchers.has(caseId))
    // another process may have destroyed what this one still remembers
    cases.keys.forget()
    await cases.vault.sweep(now)
    for (const caseId of await cases.list.unswept()) await this.destroy(caseId)
    const years = Math.min(...Object.values(settings.cases.retentionYears))
    const latest = new Date(now)
    latest.setUTCFullYear(latest.getUTCFullYear() - years)
    for (const caseId of await cases.list.closedBefore(latest)) {
      const state = await cases.hosts.peek(caseId)
      if (state) await this.#submit(state, { type: 'erase' }, derived('erase', caseId))
    }
    await cases.files.destroyOfCallsBefore(new Date(now.getTime() - settings.cases.callFilesDays * DAY_MS))
    // somebody of whom no case is kept any more, and who has not come for as long, is forgotten too
    await forgetCitizens(court.database, latest, now)
  }

  async #submit({ caseId }: CaseState, command: CaseSystemCommand, commandId: string): Promise<void> {
    await this.#parts.cases.hosts.submit(caseId, { command, actor: SYSTEM, commandId }).catch((error: unknown) => {
      if (!(error instanceof AppError && PASSING.includes(error.code))) throw error
    })
  }
}

/** Somebody did it meanwhile, or its day has not come. */
const PASSING: readonly string[] = ['alreadyDone', 'notFound', 'notYetDue', 'retentionRuns', 'wrongCaseStatus', 'caseClosed']
