import { AppError } from '#protocol/errors.ts'
import type { WindowRole, WindowSeat } from '#protocol/window/actor.ts'
import type { AccessPurpose } from '#protocol/window/case.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { accessNote } from '#domain/window/case/index.ts'
import type { Database } from '#platform/db/database.ts'
import type { Clock } from '#platform/ports.ts'
import { actorOf } from '../matters/wire.ts'

const PAGE = 200
const GLANCE_MS = 3_600_000
const MOST_GLANCES = 50_000
/** What each role looks at cases for, where nobody was asked. */
const USUAL: Record<WindowRole, AccessPurpose> = {
  serviceApplicant: 'ownMatter', helper: 'handling', localClerk: 'handling', remoteClerk: 'handling', interpreter: 'handling', supervisor: 'supervision', reviewer: 'complaint',
}

export type AccessEntry = { at: string; caseId: string; by: string; role: string; place: string | null; purpose: string; lens: string }

/** Who looked at whose matter, as what and for what: written before anything is shown (W-7.2), never changed. */
export class AccessLog {
  readonly #database: Database
  readonly #clock: Clock
  readonly #glances = new Map<string, number>()

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** @throws AppError notFound where this person sees nothing of the case, purposeNotAllowed */
  async enter(state: CaseState, seat: WindowSeat, purpose: AccessPurpose): Promise<void> {
    const answer = accessNote(state, actorOf(seat), purpose, this.#clock.now().toISOString())
    if (!answer.ok) throw new AppError(answer.error.code, answer.error.details)
    const { at, caseId, citizen, by, role, place, lens } = answer.note
    await this.#database.kysely.insertInto('access_log')
      .values({ at: new Date(at), case_id: caseId, citizen_id: citizen, office_id: state.office.id, by_id: by, role, place, purpose, lens }).execute()
  }

  /** A page or paper fetched on its own: one line an hour for what somebody of this role looks at cases for. @throws as `enter` */
  async glance(state: CaseState, seat: WindowSeat): Promise<void> {
    const [key, now] = [`${state.caseId}/${seat.personId}`, this.#clock.now().getTime()]
    if (now - (this.#glances.get(key) ?? -GLANCE_MS) < GLANCE_MS) return
    if (this.#glances.size > MOST_GLANCES) this.#glances.clear()
    // before it is written: a case's pages are fetched all at once, and that is one look
    this.#glances.set(key, now)
    try {
      await this.enter(state, seat, USUAL[seat.role])
    } catch (error) {
      this.#glances.delete(key)
      throw error
    }
  }

  /** For the supervisors of the office, newest first. */
  async ofOffice(officeId: string, { caseId, before }: { caseId?: string; before?: string } = {}): Promise<{ entries: AccessEntry[]; more: boolean }> {
    let query = this.#database.kysely.selectFrom('access_log').selectAll().where('office_id', '=', officeId)
    if (caseId !== undefined) query = query.where('case_id', '=', caseId)
    if (before !== undefined) query = query.where('at', '<', new Date(before))
    const rows = await query.orderBy('at', 'desc').orderBy('entry_id', 'desc').limit(PAGE + 1).execute()
    return { entries: rows.slice(0, PAGE).map(asEntry), more: rows.length > PAGE }
  }

  /** Who looked at this citizen's matters: part of what is held about them. */
  async ofCitizen(citizenId: string): Promise<AccessEntry[]> {
    return (await this.#database.kysely.selectFrom('access_log').selectAll().where('citizen_id', '=', citizenId).orderBy('at').execute()).map(asEntry)
  }
}

function asEntry(row: { at: Date; case_id: string; by_id: string; role: string; place: string | null; purpose: string; lens: string }): AccessEntry {
  return { at: row.at.toISOString(), caseId: row.case_id, by: row.by_id, role: row.role, place: row.place, purpose: row.purpose, lens: row.lens }
}
