import { sql } from 'kysely'
import type { Insertable } from 'kysely'
import type { ComplaintState, RatingState } from '#domain/window/rating/index.ts'
import type { Database } from '#platform/db/database.ts'
import type { Tables } from '#platform/db/tables.ts'
import { Latest } from '../matters/latest.ts'
import { COMPLAINT_PREFIX, RATING_PREFIX } from './law.ts'

const MOST = 50_000

/** Ratings and tickets as their logs have them, for lists and figures; what is missing is made anew from the logs. */
export class RatingList {
  readonly #database: Database
  readonly #ratings: Latest<RatingState>
  readonly #complaints: Latest<ComplaintState>
  /** The case a call was about, for the day on which that case is closed. */
  readonly #caseOf: (rating: RatingState) => Promise<string | null>

  constructor({ database, caseOf, onError }: { database: Database; caseOf: (rating: RatingState) => Promise<string | null>; onError: (error: unknown) => void }) {
    this.#database = database
    this.#caseOf = caseOf
    this.#ratings = new Latest((_id, state) => this.writeRating(state), onError)
    this.#complaints = new Latest((_id, state) => this.writeComplaint(state), onError)
  }

  noteRating(state: RatingState): void {
    this.#ratings.note(state.ratingId, state)
  }
  noteComplaint(state: ComplaintState): void {
    this.#complaints.note(state.complaintId, state)
  }
  async settled(): Promise<void> {
    await Promise.all([this.#ratings.settled(), this.#complaints.settled()])
  }

  async writeRating(state: RatingState): Promise<void> {
    const row: Insertable<Tables['window_ratings']> = {
      rating_id: state.ratingId, seq: state.seq, subject_kind: state.subject.kind, subject_id: state.subject.id, citizen_id: state.citizen,
      office_id: state.concerns.officeId, clerk_id: state.concerns.clerkId, case_id: await this.#caseOf(state),
      given_at: state.given === null ? null : new Date(state.given.at), asked_at: new Date(state.askedAt), closed: state.closedAt !== null,
      complaint_id: state.complaintId, state: JSON.stringify(state),
    }
    await this.#database.kysely.insertInto('window_ratings').values(row)
      .onConflict((conflict) => conflict.column('rating_id').doUpdateSet(row).where('window_ratings.seq', '<=', row.seq)).execute()
  }

  async writeComplaint(state: ComplaintState): Promise<void> {
    const row: Insertable<Tables['window_complaints']> = {
      complaint_id: state.complaintId, seq: state.seq, rating_id: state.ratingId, citizen_id: state.citizen, office_id: state.concerns.officeId,
      clerk_id: state.concerns.clerkId, handler: state.handler, opened_at: new Date(state.openedAt), closed: state.closed !== null, state: JSON.stringify(state),
    }
    await this.#database.kysely.insertInto('window_complaints').values(row)
      .onConflict((conflict) => conflict.column('complaint_id').doUpdateSet(row).where('window_complaints.seq', '<=', row.seq)).execute()
  }

  staleRatings(): Promise<string[]> {
    return this.#stale(RATING_PREFIX, 'window_ratings', 'rating_id')
  }
  staleComplaints(): Promise<string[]> {
    return this.#stale(COMPLAINT_PREFIX, 'window_complaints', 'complaint_id')
  }

  /** Ratings that were given between two instants, `to` left out; of all offices or one. */
  async given({ from, to, officeId }: { from: Date; to: Date; officeId?: string }): Promise<RatingState[]> {
    let query = this.#database.kysely.selectFrom('window_ratings').select('state').where('given_at', '>=', from).where('given_at', '<', to)
    if (officeId !== undefined) query = query.where('office_id', '=', officeId)
    return (await query.orderBy('given_at').limit(MOST).execute()).map(asRating)
  }

  /** Asked in the same span, answered or not: for those who answer for the office. */
  async asked({ from, to, officeId }: { from: Date; to: Date; officeId: string }): Promise<RatingState[]> {
    return (await this.#database.kysely.selectFrom('window_ratings').select('state').where('asked_at', '>=', from).where('asked_at', '<', to)
      .where('office_id', '=', officeId).orderBy('asked_at').limit(MOST).execute()).map(asRating)
  }

  async ofCitizen(citizenId: string): Promise<RatingState[]> {
    return (await this.#database.kysely.selectFrom('window_ratings').select('state').where('citizen_id', '=', citizenId).orderBy('asked_at', 'desc').execute()).map(asRating)
  }
  async ofClerk(clerkId: string): Promise<RatingState[]> {
    return (await this.#database.kysely.selectFrom('window_ratings').select('state').where('clerk_id', '=', clerkId).orderBy('given_at').limit(MOST).execute()).map(asRating)
  }

  /** Whose matter has not been noted as closed: by the case they belong to, or older than an instant where there is none. */
  async openOf(caseId: string): Promise<string[]> {
    return (await this.#database.kysely.selectFrom('window_ratings').select('rating_id').where('case_id', '=', caseId).where('closed', '=', false).execute()).map((row) => row.rating_id)
  }
  async openBefore(instant: Date): Promise<string[]> {
    return (await this.#database.kysely.selectFrom('window_ratings').leftJoin('window_cases', 'window_cases.case_id', 'window_ratings.case_id').select('rating_id')
      .where('closed', '=', false).where((is) => is.or([is('window_cases.status', '=', 'closed'), is.and([is('window_ratings.case_id', 'is', null), is('asked_at', '<', instant)])]))
      .limit(1000).execute()).map((row) => row.rating_id)
  }

  /** Bad ratings whose ticket is not there yet. */
  async withoutComplaint(): Promise<RatingState[]> {
    return (await this.#database.kysely.selectFrom('window_ratings').leftJoin('window_complaints', 'window_complaints.complaint_id', 'window_ratings.complaint_id')
      .select('window_ratings.state').where('window_ratings.complaint_id', 'is not', null).where('window_complaints.complaint_id', 'is', null).execute()).map(asRating)
  }

  async complaint(complaintId: string): Promise<ComplaintState | null> {
    const row = await this.#database.kysely.selectFrom('window_complaints').select('state').where('complaint_id', '=', complaintId).executeTakeFirst()
    return row ? asComplaint(row) : null
  }
  async openComplaints(): Promise<ComplaintState[]> {
    return (await this.#database.kysely.selectFrom('window_complaints').select('state').where('closed', '=', false).execute()).map(asComplaint)
  }
  /** Everything that may concern somebody; what of it they see is the law's business. */
  async complaints(about: { officeId?: string; citizenId?: string; from?: Date; to?: Date }): Promise<ComplaintState[]> {
    let query = this.#database.kysely.selectFrom('window_complaints').select('state')
    if (about.officeId !== undefined) query = query.where('office_id', '=', about.officeId)
    if (about.citizenId !== undefined) query = query.where('citizen_id', '=', about.citizenId)
    if (about.from !== undefined) query = query.where('opened_at', '>=', about.from)
    if (about.to !== undefined) query = query.where('opened_at', '<', about.to)
    return (await query.orderBy('closed').orderBy('opened_at', 'desc').limit(1000).execute()).map(asComplaint)
  }

  async #stale(prefix: string, table: 'window_ratings' | 'window_complaints', key: 'rating_id' | 'complaint_id'): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select substr(stream, ${prefix.length + 1}) as id from events
      left join ${sql.table(table)} as list on list.${sql.ref(key)} = substr(stream, ${prefix.length + 1})
      where stream >= ${prefix} and stream < ${`${prefix}~`}
      group by stream, list.seq having max(events.seq) > coalesce(list.seq, 0)`.execute(this.#database.kysely)
    return rows.map((row) => row.id)
  }
}

const asRating = ({ state }: { state: string }): RatingState => JSON.parse(state) as RatingState
const asComplaint = ({ state }: { state: string }): ComplaintState => JSON.parse(state) as ComplaintState
