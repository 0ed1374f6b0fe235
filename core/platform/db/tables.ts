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
  /** Which running number of a place and day a case has; never given twice. */
  case_numbers: { case_id: string; region: string; day: string; running: number }
  /** Under which key the personal part of a case's events is kept, itself sealed; destroyed when the case is erased. */
  case_keys: { case_id: string; sealed_key: string }
  /** Identity numbers under lock; `owner` is the case or call they belong to. */
  identity_vault: { vault_id: string; owner: string; hmac: string; sealed: string; created_at: Generated<Date> }
  /** Who looked at whose matter; only grows. */
  access_log: {
    entry_id: Generated<string>
    at: Date
    case_id: string
    citizen_id: string
    office_id: string
    by_id: string
    role: string
    place: string | null
    purpose: string
    lens: string
  }
  /** Read model of the cases, kept from their logs and made anew from them where it is missing. */
  window_cases: {
    case_id: string
    seq: number
    case_no: string
    item_code: string
    item_name: string
    mode: string
    status: string
    outcome: string | null
    citizen_id: string
    citizen_name: string
    office_id: string
    center_id: string | null
    /** Offices and centres that do a part of joint handling, from the acceptance on. */
    part_places: string[]
    opened_at: Date
    received_at: Date | null
    accepted_at: Date | null
    completed_at: Date | null
    closed_at: Date | null
    corrections: number
    /** A clock of a place has run over; `late`: the promised term was not kept. */
    overdue: boolean
    late: boolean
    duty: string
    duty_at: string
    due_on: string | null
    warning: string | null
    owes_paper: boolean
    erased: boolean
  }
  /** Read models of ratings and of the tickets over bad ones; `state` is the folded state as JSON text. */
  window_ratings: {
    rating_id: string
    seq: number
    subject_kind: string
    subject_id: string
    citizen_id: string
    office_id: string
    clerk_id: string | null
    case_id: string | null
    given_at: Date | null
    asked_at: Date
    closed: boolean
    complaint_id: string | null
    state: string
  }
  window_complaints: {
    complaint_id: string
    seq: number
    rating_id: string
    citizen_id: string
    office_id: string
    clerk_id: string | null
    handler: string | null
    opened_at: Date
    closed: boolean
    state: string
  }
  /** Files of cases and calls at the windows, as they passed the check (`FileFact` as JSON text). */
  window_files: { file_id: string; owner_kind: string; owner_id: string; fact: string; created_at: Generated<Date> }
  /** Small things of the installation: keys, the demo court. Write `value` as JSON text. */
  settings: { key: string; value: JSONColumnType<object> }
  schema_migrations: { name: string; applied_at: Generated<Date> }
}
