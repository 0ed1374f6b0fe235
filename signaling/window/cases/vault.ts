import { normalIdNumber } from '#domain/window/case/index.ts'
import type { Database } from '#platform/db/database.ts'
import { openText, sealText, secretly } from '../matters/secrets.ts'

/** Whose number it is: a case's, or a call's that has not come to a case yet. */
export type VaultOwner = `case/${string}` | `call/${string}`
/** Numbers typed in a call that came to no case are let go after so long, in ms. */
const CALLS_KEPT_MS = 24 * 3600_000

/**
 * Identity numbers under lock, outside the log, each for one case or call, so that they can be destroyed (W-7.7). What
 * the log holds of them is an HMAC, the last four characters and the place here.
 */
export class Vault {
  readonly #database: Database
  readonly #key: Buffer
  readonly #hmac: (number: string) => string

  constructor(options: { database: Database; key: Buffer; identityHmac: (number: string) => string }) {
    this.#database = options.database
    this.#key = options.key
    this.#hmac = options.identityHmac
  }

  /** Where a number of this case or call is kept, and its mark. Pure: nothing is written. */
  placeOf(owner: VaultOwner, number: string): { hmac: string; vaultId: string } {
    const hmac = this.#hmac(normalIdNumber(number))
    return { hmac, vaultId: this.#placeOf(owner, hmac) }
  }

  /** Puts a number under lock for a case or call. Again: nothing changes. */
  async keep(owner: VaultOwner, number: string): Promise<string> {
    const { hmac, vaultId } = this.placeOf(owner, number)
    await this.#database.kysely.insertInto('identity_vault')
      .values({ vault_id: vaultId, owner, hmac, sealed: sealText(this.#key, normalIdNumber(number), vaultId) })
      .onConflict((conflict) => conflict.column('vault_id').doNothing()).execute()
    return vaultId
  }

  /** Takes a number that a call kept over into a case, by its HMAC. The place is the same whether or not the call kept it. */
  async carry(from: VaultOwner, to: VaultOwner, hmac: string): Promise<string> {
    const vaultId = this.#placeOf(to, hmac)
    const row = await this.#database.kysely.selectFrom('identity_vault').selectAll().where('owner', '=', from).where('hmac', '=', hmac).executeTakeFirst()
    if (row) {
      const sealed = sealText(this.#key, openText(this.#key, row.sealed, row.vault_id), vaultId)
      await this.#database.kysely.insertInto('identity_vault').values({ vault_id: vaultId, owner: to, hmac, sealed })
        .onConflict((conflict) => conflict.column('vault_id').doNothing()).execute()
    }
    return vaultId
  }

  /** The number itself, for what the office must send on; null where it was never kept or has been destroyed. */
  async open(vaultId: string): Promise<string | null> {
    const row = await this.#database.kysely.selectFrom('identity_vault').selectAll().where('vault_id', '=', vaultId).executeTakeFirst()
    return row ? openText(this.#key, row.sealed, row.vault_id) : null
  }

  /** Lets go of those of a case that its log does not name: the command they came with was refused. */
  async forgetBut(owner: VaultOwner, keep: readonly string[]): Promise<void> {
    let query = this.#database.kysely.deleteFrom('identity_vault').where('owner', '=', owner)
    if (keep.length > 0) query = query.where('vault_id', 'not in', keep)
    await query.execute()
  }

  async destroy(owner: VaultOwner): Promise<void> {
    await this.forgetBut(owner, [])
  }

  /** Numbers of calls that no case took over. */
  async sweep(now: Date): Promise<void> {
    await this.#database.kysely.deleteFrom('identity_vault').where('owner', 'like', 'call/%')
      .where('created_at', '<', new Date(now.getTime() - CALLS_KEPT_MS)).execute()
  }

  #placeOf(owner: VaultOwner, hmac: string): string {
    return secretly(this.#key, 'vault', owner, hmac)
  }
}
