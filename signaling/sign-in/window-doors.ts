import { createHmac } from 'node:crypto'
import type { SessionReply } from '#protocol/http.ts'
import type { WindowSeat } from '#protocol/window/actor.ts'
import type { CitizenSignInBody } from '#protocol/window/http.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import { idNumberProblem, normalIdNumber } from '#domain/window/case/id-number.ts'
import { AppError } from '#protocol/errors.ts'
import type { Database } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import type { Doors, Session } from './doors.ts'
import { sha256Of } from './secrets.ts'

/** A citizen as the windows know them; nothing here gives the identity number back. */
export type Citizen = { personId: string; name: string; hmac: string; tail: string; phone: string | null }

/** Who comes in at the windows: citizens by name and number, staff by the account that the catalogue's person has. */
export class WindowDoors {
  readonly #doors: Doors
  readonly #database: Database
  readonly #catalogue: () => Catalogue
  /** Without it the marks cannot be tried against a list of numbers. */
  readonly #key: Buffer

  constructor(options: { doors: Doors; database: Database; key: Buffer; catalogue: () => Catalogue }) {
    this.#doors = options.doors
    this.#database = options.database
    this.#catalogue = options.catalogue
    this.#key = options.key
    options.doors.windowSeat = (session) => this.seatOf(session)
  }

  /** @throws AppError fieldInvalid for a number or name that is none, terminalUnknown for a device that is not this system's */
  async enterCitizen({ name, identityNumber, phone, terminal }: CitizenSignInBody): Promise<SessionReply> {
    const problem = idNumberProblem(identityNumber)
    if (problem !== null) throw new AppError('fieldInvalid', { field: '身份证号码', reason: problem })
    const centerId = terminal === undefined ? null : await this.#centerOf(terminal)
    const { hmac, tail } = this.mark(identityNumber)
    const known = await this.#database.kysely.selectFrom('citizens').selectAll().where('identity_hmac', '=', hmac).executeTakeFirst()
    // The same number under another name is a slip of the pen or somebody else: neither is let in.
    if (known !== undefined && known.name !== name.trim()) throw new AppError('identityNameMismatch')
    const personId = known?.person_id ?? `citizen-${newId()}`
    if (known === undefined) {
      await this.#database.kysely.insertInto('citizens')
        .values({ person_id: personId, name: name.trim(), identity_hmac: hmac, identity_tail: tail, phone: phone ?? null }).execute()
    } else if (phone !== undefined && phone !== known.phone) {
      await this.#database.kysely.updateTable('citizens').set({ phone }).where('person_id', '=', personId).execute()
    }
    return this.#doors.open({ name: name.trim(), accountId: null, hearingId: null, personId: null, citizenId: personId, centerId })
  }

  /** What is kept of an identity number: HMAC under this installation's key, and the last four characters. */
  mark(identityNumber: string): { hmac: string; tail: string } {
    const number = normalIdNumber(identityNumber)
    return { hmac: createHmac('sha256', this.#key).update(number).digest('hex'), tail: number.slice(-4) }
  }

  async citizen(personId: string): Promise<Citizen | null> {
    const row = await this.#database.kysely.selectFrom('citizens').selectAll().where('person_id', '=', personId).executeTakeFirst()
    return row === undefined ? null : { personId, name: row.name, hmac: row.identity_hmac, tail: row.identity_tail, phone: row.phone }
  }

  /** The first day on which a citizen came in ("2026-11-21" in UTC); null for somebody who never did. */
  async citizenSince(personId: string): Promise<string | null> {
    const row = await this.#database.kysely.selectFrom('citizens').select('created_at').where('person_id', '=', personId).executeTakeFirst()
    return row?.created_at.toISOString().slice(0, 10) ?? null
  }

  /** Who a session is at the windows; null for people of the court. Staff whom the catalogue no longer names are nobody. */
  async seatOf({ citizenId, centerId, accountId }: Omit<Session, 'expiresAt'>): Promise<WindowSeat | null> {
    if (citizenId !== null) return { personId: citizenId, role: 'serviceApplicant', at: null, centerId }
    if (accountId === null) return null
    const row = await this.#database.kysely.selectFrom('staff_accounts').selectAll().where('account_id', '=', accountId).executeTakeFirst()
    const person = row && this.#catalogue().staff.find((one) => one.personId === row.person_id)
    if (!person) return null
    const atCenter = this.#catalogue().centers.some((one) => one.centerId === person.at)
    return { personId: person.personId, role: person.role, at: person.at, centerId: atCenter ? person.at : null }
  }

  /** Gives one of the catalogue's staff an account. Again: nothing changes. */
  async employ(account: string, password: string, name: string, personId: string): Promise<void> {
    await this.#doors.employ(account, password, name, [])
    const { account_id } = await this.#database.kysely.selectFrom('accounts').select('account_id').where('account', '=', account).executeTakeFirstOrThrow()
    await this.#database.kysely.insertInto('staff_accounts').values({ account_id, person_id: personId })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ person_id: personId })).execute()
  }

  /** Makes a device of a centre known by its code. Again with the same code: nothing changes. */
  async installTerminal(code: string, centerId: string, name: string): Promise<void> {
    await this.#database.kysely.insertInto('terminals').values({ code_sha256: sha256Of(code), center_id: centerId, name, revoked_at: null })
      .onConflict((conflict) => conflict.column('code_sha256').doNothing()).execute()
  }

  async #centerOf(code: string): Promise<string> {
    const row = await this.#database.kysely.selectFrom('terminals').selectAll().where('code_sha256', '=', sha256Of(code)).executeTakeFirst()
    if (row === undefined || row.revoked_at !== null) throw new AppError('terminalUnknown')
    return row.center_id
  }
}
