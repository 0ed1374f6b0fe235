/** Applied in this order, each once, never edited after a release: a change is a new entry. */
export const MIGRATIONS: readonly { name: string; up: string }[] = [
  {
    name: '001-event-log',
    up: `
      create table events (
        stream text collate "C" not null,
        seq integer not null check (seq >= 1),
        at text not null,
        actor text not null,
        command_id text,
        event text not null,
        prev_hash text not null,
        hash text not null,
        fence integer not null,
        primary key (stream, seq)
      );
      create unique index events_command on events (stream, command_id) where command_id is not null;

      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'the event log only grows' using errcode = 'integrity_constraint_violation';
      end $$;
      create trigger events_only_grow before update or delete or truncate on events
        for each statement execute function refuse_change();

      create table leases (
        name text collate "C" primary key,
        owner text not null,
        fence integer not null,
        holder bigint,
        expires_at timestamptz not null
      );
      create index leases_holder on leases (holder) where holder is not null;`,
  },
  {
    name: '002-doors',
    up: `
      create table accounts (
        account_id text primary key,
        account text not null unique,
        name text not null,
        password_hash text not null
      );
      create table account_hearings (
        account_id text not null references accounts on delete cascade,
        hearing_id text not null,
        person_id text not null,
        primary key (account_id, hearing_id)
      );
      create table invitations (
        code_sha256 text primary key,
        code_sealed text,
        hearing_id text not null,
        person_id text not null,
        name text not null,
        expires_at timestamptz not null,
        revoked_at timestamptz
      );
      create index invitations_person on invitations (hearing_id, person_id);
      create table sessions (
        token_sha256 text primary key,
        name text not null,
        account_id text references accounts on delete cascade,
        hearing_id text,
        person_id text,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        revoked_at timestamptz
      );
      create index sessions_expiry on sessions (expires_at);
      create table settings (key text primary key, value jsonb not null);`,
  },
  {
    name: '003-window-doors',
    up: `
      create table staff_accounts (
        account_id text primary key references accounts on delete cascade,
        person_id text not null unique
      );
      create table citizens (
        person_id text primary key,
        name text not null,
        identity_hmac text not null unique,
        identity_tail text not null,
        phone text,
        created_at timestamptz not null default now()
      );
      create table terminals (
        code_sha256 text primary key,
        center_id text not null,
        name text not null,
        revoked_at timestamptz
      );
      alter table sessions add column citizen_id text references citizens on delete cascade, add column center_id text;`,
  },
  {
    name: '004-window-matters',
    up: `
      create table case_numbers (
        case_id text primary key,
        region text not null,
        day text not null,
        running integer not null check (running >= 1),
        unique (region, day, running)
      );
      create table case_keys (case_id text primary key, sealed_key text not null);
      create table identity_vault (
        vault_id text primary key,
        owner text not null,
        hmac text not null,
        sealed text not null,
        created_at timestamptz not null default now()
      );
      create index identity_vault_owner on identity_vault (owner);

      create table access_log (
        entry_id bigint generated always as identity primary key,
        at timestamptz not null,
        case_id text not null,
        citizen_id text not null,
        office_id text not null,
        by_id text not null,
        role text not null,
        place text,
        purpose text not null,
        lens text not null
      );
      create index access_log_case on access_log (case_id, at);
      create index access_log_office on access_log (office_id, at);
      create index access_log_citizen on access_log (citizen_id, at);
      create trigger access_log_only_grows before update or delete or truncate on access_log
        for each statement execute function refuse_change();

      create table window_cases (
        case_id text primary key,
        seq integer not null,
        case_no text not null,
        item_code text not null,
        item_name text not null,
        mode text not null,
        status text not null,
        outcome text,
        citizen_id text not null,
        citizen_name text not null,
        office_id text not null,
        center_id text,
        part_places text[] not null,
        opened_at timestamptz not null,
        received_at timestamptz,
        accepted_at timestamptz,
        completed_at timestamptz,
        closed_at timestamptz,
        corrections integer not null,
        overdue boolean not null,
        late boolean not null,
        duty text not null,
        duty_at text not null,
        due_on text,
        warning text,
        owes_paper boolean not null,
        erased boolean not null
      );
      create index window_cases_office on window_cases (office_id, opened_at desc);
      create index window_cases_center on window_cases (center_id, opened_at desc);
      create index window_cases_citizen on window_cases (citizen_id, opened_at desc);
      create index window_cases_parts on window_cases using gin (part_places);
      create index window_cases_open on window_cases (status) where status <> 'closed';

      create table window_ratings (
        rating_id text primary key,
        seq integer not null,
        subject_kind text not null,
        subject_id text not null,
        citizen_id text not null,
        office_id text not null,
        clerk_id text,
        case_id text,
        given_at timestamptz,
        asked_at timestamptz not null,
        closed boolean not null,
        complaint_id text,
        state text not null
      );
      create index window_ratings_office on window_ratings (office_id, given_at);
      create index window_ratings_citizen on window_ratings (citizen_id);
      create index window_ratings_clerk on window_ratings (clerk_id);
      create index window_ratings_case on window_ratings (case_id) where case_id is not null;
      create index window_ratings_complaint on window_ratings (complaint_id) where complaint_id is not null;

      create table window_complaints (
        complaint_id text primary key,
        seq integer not null,
        rating_id text not null,
        citizen_id text not null,
        office_id text not null,
        clerk_id text,
        handler text,
        opened_at timestamptz not null,
        closed boolean not null,
        state text not null
      );
      create index window_complaints_office on window_complaints (office_id, opened_at desc);
      create index window_complaints_citizen on window_complaints (citizen_id);
      create index window_complaints_open on window_complaints (closed) where not closed;

      create table window_files (
        file_id text primary key,
        owner_kind text not null,
        owner_id text not null,
        fact text not null,
        created_at timestamptz not null default now()
      );
      create index window_files_owner on window_files (owner_kind, owner_id);`,
  },
]
