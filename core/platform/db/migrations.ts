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
]
