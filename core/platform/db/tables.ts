import type { Generated } from 'kysely'
import type { JSONColumnType } from 'kysely'

/** Shapes of the tables made by `migrations.ts`. Times are `timestamptz` except where the log needs them byte for byte. */
export type Tables = {
  /** Append-only, guarded by a trigger. `actor` and `event` are canonical JSON text: the hash is recomputed from it. */
  events: {
    stream: string
    seq: number
    at: string
    actor: string
    command_id: string | null
    event: string
    prev_hash: string
    hash: string
    /** The writer's lease fence; no part of the record, hence not hashed. */
    fence: number
  }
  /** `holder` names the session that holds the lease (its advisory lock); null once released. */
  leases: { name: string; owner: string; fence: number; holder: string | null; expires_at: Date }
  accounts: { account_id: string; account: string; name: string; password_hash: string }
  account_hearings: { account_id: string; hearing_id: string; person_id: string }
  invitations: {
    code_sha256: string
    /** The code encrypted under a key of the installation, where it has to be shown again (demo court). */
    code_sealed: string | null
    hearing_id: string
    person_id: string
    name: string
    expires_at: Date
    revoked_at: Date | null
  }
  sessions: {
    token_sha256: string
    name: string
    account_id: string | null
    hearing_id: string | null
    person_id: string | null
    created_at: Generated<Date>
    expires_at: Date
    revoked_at: Date | null
    /** Set where a citizen came in at a window, with the centre whose terminal they sit at, if any. */
    citizen_id: string | null
    center_id: string | null
  }
  /** Which of the catalogue's staff an account is. */
  staff_accounts: { account_id: string; person_id: string }
  /** Citizens of the windows; of the identity number only an HMAC under a key of the installation and the last four characters. */
  citizens: { person_id: string; name: string; identity_hmac: string; identity_tail: string; phone: string | null; created_at: Generated<Date> }
  /** Kiosks and counters of service centres; a device's code tells the centre. */
  terminals: { code_sha256: string; center_id: string; name: string; revoked_at: Date | null }
  /** Small things of the installation: keys, the demo court. Write `value` as JSON text. */
  settings: { key: string; value: JSONColumnType<object> }
  schema_migrations: { name: string; applied_at: Generated<Date> }
}
