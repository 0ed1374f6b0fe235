import { hash, verify } from '@node-rs/argon2'
import { AppError } from '#protocol/errors.ts'
import type { SessionReply } from '#protocol/http.ts'
import type { WindowSeat } from '#protocol/window/actor.ts'
import type { Database } from '#platform/db/database.ts'
import type { Clock } from '#platform/ports.ts'
import { newId, newToken } from '#platform/ids.ts'
import { sha256Of } from './secrets.ts'

/** A working day; afterwards the invitation or the password is asked for again. */
const SESSION_MS = 12 * 3600_000

/** One signed-in tab: an account (court staff) or a personal invitation to one hearing. */
export type Session = {
  name: string; accountId: string | null; hearingId: string | null; personId: string | null; expiresAt: Date
  /** A citizen at the windows, with the centre whose terminal they sit at. */
  citizenId: string | null; centerId: string | null
}
const NOBODY = { accountId: null, hearingId: null, personId: null, citizenId: null, centerId: null } as const
export type Seat = { hearingId: string; personId: string }

/** Who comes in, by account or invitation. Tokens and codes are stored as hashes only. */
export class Doors {
  readonly #database: Database
  readonly #clock: Clock
  /** Called with the hash of a token that was given back: whoever speaks by it must stop. Set by the gateway. */
  onLeave: (tokenSha256: string) => void = () => undefined
  /** Who a session is at the windows, if anybody there. Set by the windows. */
  windowSeat: (session: Omit<Session, 'expiresAt'>) => Promise<WindowSeat | null> = () => Promise.resolve(null)
  /** Checked against when the account is unknown, so that the time taken does not tell. */
  readonly #decoy = hash(newToken())

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** @throws AppError invitationInvalid */
  async enterByInvitation(code: string): Promise<SessionReply> {
    const row = await this.#database.kysely.selectFrom('invitations').selectAll().where('code_sha256', '=', sha256Of(code)).executeTakeFirst()
    if (row === undefined || row.revoked_at !== null || row.expires_at <= this.#clock.now()) throw new AppError('invitationInvalid')
    return this.open({ ...NOBODY, name: row.name, hearingId: row.hearing_id, personId: row.person_id })
  }

  /** @throws AppError wrongCredentials, the same for an unknown account and a wrong password */
  async enterByAccount(account: string, password: string): Promise<SessionReply> {
    const row = await this.#database.kysely.selectFrom('accounts').selectAll().where('account', '=', account).executeTakeFirst()
    const right = await verify(row?.password_hash ?? (await this.#decoy), password)
    if (row === undefined || !right) throw new AppError('wrongCredentials')
    return this.open({ ...NOBODY, name: row.name, accountId: row.account_id })
  }

  /** @throws AppError notSignedIn for an unknown token, sessionExpired for one that has run out or was given back */
  async find(token: string): Promise<Session> {
    const row = await this.#database.kysely.selectFrom('sessions').selectAll().where('token_sha256', '=', sha256Of(token)).executeTakeFirst()
    if (row === undefined) throw new AppError('notSignedIn')
    if (row.revoked_at !== null || row.expires_at <= this.#clock.now()) throw new AppError('sessionExpired')
    return { name: row.name, accountId: row.account_id, hearingId: row.hearing_id, personId: row.person_id, expiresAt: row.expires_at, citizenId: row.citizen_id, centerId: row.center_id }
  }

  async leave(token: string): Promise<void> {
    await this.#database.kysely.updateTable('sessions').set({ revoked_at: this.#clock.now() }).where('token_sha256', '=', sha256Of(token)).execute()
    this.onLeave(sha256Of(token))
  }

  /** Where this session has a place. */
  async seatsOf(session: Session): Promise<Seat[]> {
    if (session.hearingId !== null && session.personId !== null) return [{ hearingId: session.hearingId, personId: session.personId }]
    if (session.accountId === null) return []
    const rows = await this.#database.kysely.selectFrom('account_hearings').selectAll().where('account_id', '=', session.accountId).execute()
    return rows.map((row) => ({ hearingId: row.hearing_id, personId: row.person_id }))
  }

  /** @throws AppError notInHearing */
  async seatIn(session: Session, hearingId: string): Promise<Seat> {
    const seat = (await this.seatsOf(session)).find((one) => one.hearingId === hearingId)
    if (seat === undefined) throw new AppError('notInHearing')
    return seat
  }

  /** Makes a personal link's code valid until `expiresAt`. Again with the same code: nothing changes. */
  async invite(code: string, seat: Seat, name: string, expiresAt: Date): Promise<void> {
    await this.#database.kysely.insertInto('invitations')
      .values({ code_sha256: sha256Of(code), code_sealed: null, hearing_id: seat.hearingId, person_id: seat.personId, name, expires_at: expiresAt, revoked_at: null })
      .onConflict((conflict) => conflict.column('code_sha256').doNothing()).execute()
  }

  /** Makes an account if there is none of that name, and gives it its places. */
  async employ(account: string, password: string, name: string, seats: Seat[]): Promise<void> {
    const known = await this.#database.kysely.selectFrom('accounts').select('account_id').where('account', '=', account).executeTakeFirst()
    const accountId = known?.account_id ?? newId()
    if (known === undefined) {
      await this.#database.kysely.insertInto('accounts').values({ account_id: accountId, account, name, password_hash: await hash(password) }).execute()
    }
    for (const seat of seats) {
      await this.#database.kysely.insertInto('account_hearings')
        .values({ account_id: accountId, hearing_id: seat.hearingId, person_id: seat.personId })
        .onConflict((conflict) => conflict.columns(['account_id', 'hearing_id']).doUpdateSet({ person_id: seat.personId })).execute()
    }
  }

  /** A new session, signed in from now on for a working day. */
  async open(session: Omit<Session, 'expiresAt'>): Promise<SessionReply> {
    const token = newToken()
    const expiresAt = new Date(this.#clock.now().getTime() + SESSION_MS)
    await this.#database.kysely.insertInto('sessions').values({
      token_sha256: sha256Of(token), name: session.name, account_id: session.accountId, hearing_id: session.hearingId,
      person_id: session.personId, expires_at: expiresAt, revoked_at: null, citizen_id: session.citizenId, center_id: session.centerId,
    }).execute()
    return { token, expiresAt: expiresAt.toISOString(), name: session.name, hearingId: session.hearingId, personId: session.personId, window: await this.windowSeat(session) }
  }
}
