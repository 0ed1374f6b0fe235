import { sql } from 'kysely'
import type { Insertable, Selectable } from 'kysely'
import type { WindowSeat } from '#protocol/window/actor.ts'
import { CaseListItem } from '#protocol/window/case-list.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { CaseSettings } from '#protocol/window/case.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { clocksOf } from '#domain/window/case/index.ts'
import type { Database } from '#platform/db/database.ts'
import type { Tables } from '#platform/db/tables.ts'
import type { Clock } from '#platform/ports.ts'
import { Latest } from '../matters/latest.ts'
import { dutyWords, pressing } from './duty-words.ts'
import { CASE_PREFIX } from './law.ts'

export type CaseRow = Selectable<Tables['window_cases']>
export const PAGE_SIZE = 50

type Options = { database: Database; clock: Clock; catalogue: () => Catalogue; settings: () => CaseSettings; onError: (error: unknown) => void }

/** The list of the cases, kept from their logs. It is no truth of its own: what is missing or old is made anew from the logs. */
export class CaseList {
  readonly #database: Database
  readonly #clock: Clock
  readonly #catalogue: () => Catalogue
  readonly #settings: () => CaseSettings
  readonly #latest: Latest<CaseState>

  constructor({ database, clock, catalogue, settings, onError }: Options) {
    this.#database = database
    this.#clock = clock
    this.#catalogue = catalogue
    this.#settings = settings
    this.#latest = new Latest((_caseId, state) => this.write(state), onError)
  }

  /** Takes note of how a case stands now; several changes within a moment become one write. */
  note(state: CaseState): void {
    this.#latest.note(state.caseId, state)
  }

  /** Once everything noted so far is written. */
  settled(): Promise<void> {
    return this.#latest.settled()
  }

  async write(state: CaseState): Promise<void> {
    const row = this.#rowOf(state)
    await this.#database.kysely.insertInto('window_cases').values(row)
      .onConflict((conflict) => conflict.column('case_id').doUpdateSet(row).where('window_cases.seq', '<=', row.seq)).execute()
  }

  /** Cases whose row is missing or older than their log. */
  async stale(): Promise<string[]> {
    const { rows } = await sql<{ case_id: string }>`
      select substr(stream, ${CASE_PREFIX.length + 1}) as case_id from events
      left join window_cases on case_id = substr(stream, ${CASE_PREFIX.length + 1})
      where stream >= ${CASE_PREFIX} and stream < ${`${CASE_PREFIX}~`}
      group by stream, window_cases.seq having max(events.seq) > coalesce(window_cases.seq, 0)`.execute(this.#database.kysely)
    return rows.map((row) => row.case_id)
  }

  /** Cases that may still owe something: not closed, or a paper has not been made yet. */
  async running(): Promise<string[]> {
    const rows = await this.#database.kysely.selectFrom('window_cases').select('case_id')
      .where((is) => is.or([is('status', '<>', 'closed'), is('owes_paper', '=', true)])).orderBy('opened_at').execute()
    return rows.map((row) => row.case_id)
  }

  /** The running cases of an office whose terms press most. */
  async pressing(officeId: string): Promise<CaseListItem[]> {
    const rows = await this.#database.kysely.selectFrom('window_cases').selectAll().where('office_id', '=', officeId).where('status', '<>', 'closed')
      .where('warning', 'is not', null).orderBy('due_on').limit(PAGE_SIZE).execute()
    return rows.map(asItem)
  }

  /** Every case of a citizen, oldest first. */
  async idsOf(citizenId: string): Promise<string[]> {
    const rows = await this.#database.kysely.selectFrom('window_cases').select('case_id').where('citizen_id', '=', citizenId).orderBy('opened_at').execute()
    return rows.map((row) => row.case_id)
  }

  /** Cases of which a paper has not been made yet. */
  async owing(): Promise<string[]> {
    const rows = await this.#database.kysely.selectFrom('window_cases').select('case_id').where('owes_paper', '=', true).orderBy('opened_at').execute()
    return rows.map((row) => row.case_id)
  }

  /** Erased cases of which something is still kept outside the log. */
  async unswept(): Promise<string[]> {
    const rows = await this.#database.kysely.selectFrom('window_cases').innerJoin('case_keys', 'case_keys.case_id', 'window_cases.case_id')
      .select('window_cases.case_id').where('erased', '=', true).execute()
    return rows.map((row) => row.case_id)
  }

  /** Closed before that instant and not erased yet. */
  async closedBefore(instant: Date): Promise<string[]> {
    const rows = await this.#database.kysely.selectFrom('window_cases').select('case_id').where('closed_at', '<', instant).where('erased', '=', false).limit(500).execute()
    return rows.map((row) => row.case_id)
  }

  /** What somebody may see in a list, newest first: a citizen their own, staff those of their office or centre (W-7.1). */
  async page(seat: WindowSeat, { status, before }: { status?: 'open' | 'closed'; before?: string }): Promise<{ cases: CaseListItem[]; more: boolean }> {
    if (seat.role !== 'serviceApplicant' && (seat.at === null || seat.role === 'interpreter')) return { cases: [], more: false }
    const isOffice = seat.role === 'remoteClerk' || seat.role === 'supervisor' || seat.role === 'reviewer'
    const at = seat.at ?? ''
    let query = this.#database.kysely.selectFrom('window_cases').selectAll()
    if (seat.role === 'serviceApplicant') query = query.where('citizen_id', '=', seat.personId)
    else {
      const place = `${isOffice ? 'office' : 'centre'}/${at}`
      query = query.where('citizen_id', '<>', seat.personId).where((is) => is.or([
        is(isOffice ? 'office_id' : 'center_id', '=', at),
        // helpers have no business in another place's part
        ...(seat.role === 'helper' ? [] : [sql<boolean>`part_places @> array[${place}]::text[]`]),
      ]))
    }
    if (status !== undefined) query = query.where('status', status === 'open' ? '<>' : '=', 'closed')
    if (before !== undefined) query = query.where('opened_at', '<', new Date(before))
    const rows = await query.orderBy('opened_at', 'desc').orderBy('case_id').limit(PAGE_SIZE + 1).execute()
    return { cases: rows.slice(0, PAGE_SIZE).map(asItem), more: rows.length > PAGE_SIZE }
  }

  #rowOf(state: CaseState): Insertable<Tables['window_cases']> {
    const clocks = clocksOf(state, this.#catalogue().calendar, this.#settings(), this.#clock.now().toISOString())
    const { dueOn, warning } = pressing(clocks)
    const { duty, dutyAt } = dutyWords(state)
    const promised = clocks.find(({ clock }) => clock === 'promised')
    const finished = state.completion?.at ?? null
    const isLate = promised?.level === 'overdue' || (state.accepted !== null && state.warnings.some((one) => one.clock === 'promised' && one.level === 'overdue'))
    return {
      case_id: state.caseId, seq: state.seq, case_no: state.caseNo, item_code: state.item.itemCode, item_name: state.item.name.zh, mode: state.item.mode,
      status: state.status, outcome: state.closed?.outcome ?? null, citizen_id: state.citizen.personId, citizen_name: state.citizen.name,
      office_id: state.office.id, center_id: state.centre?.id ?? null,
      part_places: state.accepted === null ? [] : [...new Set(state.parts.map(({ place }) => `${place.kind}/${place.id}`))],
      opened_at: new Date(state.openedAt), received_at: asDate(state.received?.at), accepted_at: asDate(state.accepted?.at), completed_at: asDate(finished),
      closed_at: asDate(state.closed?.at), corrections: state.corrections.length,
      overdue: clocks.some(({ level, holder }) => level === 'overdue' && holder.kind !== 'citizen'), late: isLate,
      duty, duty_at: dutyAt, due_on: dueOn, warning, owes_paper: state.owed.length > 0, erased: state.erased !== null,
    }
  }
}

const asDate = (instant: string | null | undefined): Date | null => (instant ? new Date(instant) : null)

function asItem(row: CaseRow): CaseListItem {
  return CaseListItem.parse({
    caseId: row.case_id, caseNo: row.case_no, itemCode: row.item_code, itemName: row.item_name, status: row.status, outcome: row.outcome,
    personId: row.citizen_id, citizen: row.citizen_name, officeId: row.office_id, centerId: row.center_id, openedAt: row.opened_at.toISOString(),
    duty: row.duty, dutyAt: row.duty_at, dueOn: row.due_on, warning: row.warning,
  })
}
