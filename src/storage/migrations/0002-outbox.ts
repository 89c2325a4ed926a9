import { sql, type Kysely } from 'kysely';

/** What we said yes to, with its files' bytes, until Zendesk has confirmed it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}

const STATEMENTS = [
  `create table files (
     id uuid primary key,
     intent text not null,
     person_id uuid not null references people on delete cascade,
     name text not null,
     content_type text not null,
     size bigint not null,
     sha256 text not null,
     complete boolean not null default false,
     accepted boolean not null default false,
     position bigint generated always as identity,
     created_at timestamptz not null default now()
   )`,
  `create index files_by_intent on files (intent, position)`,
  `create table file_chunks (
     file_id uuid not null references files on delete cascade,
     number integer not null,
     bytes bytea not null,
     primary key (file_id, number)
   )`,
  // Attachments are mostly compressed already: trying again costs time and saves nothing.
  `alter table file_chunks alter column bytes set storage external`,
  `create table outbox (
     id bigint generated always as identity primary key,
     intent text not null unique,
     kind text not null check (kind in ('create', 'reply', 'solve')),
     reference text not null,
     person_id uuid not null,
     payload jsonb not null,
     state text not null default 'waiting'
       check (state in ('waiting', 'delivered', 'needs_attention')),
     attempts integer not null default 0,
     unclear boolean not null default false,
     next_attempt_at timestamptz not null default now(),
     leased_until timestamptz,
     fence bigint not null default 0,
     last_error text,
     created_at timestamptz not null default now(),
     delivered_at timestamptz
   )`,
  `create index outbox_due on outbox (next_attempt_at) where state = 'waiting'`,
  `create index outbox_by_ticket on outbox (reference, id)`,
  `create table support_users (
     person_id uuid primary key references people on delete cascade,
     user_id bigint not null,
     profile text not null
   )`,
  `create table support_organizations (
     account text primary key,
     organization_id bigint not null
   )`,
  `create table support_memberships (
     person_id uuid not null references people on delete cascade,
     account text not null,
     primary key (person_id, account)
   )`,
];
