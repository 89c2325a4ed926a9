import { sql, type Kysely } from 'kysely';

/** Who said that somebody may enter, people who left, and every change of either. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}

const STATEMENTS = [
  // Whoever left keeps their row and their id; the address is free for somebody new.
  `alter table people add column removed_at timestamptz`,
  `alter table people drop constraint people_email_key`,
  `create unique index people_by_email on people (email) where removed_at is null`,
  `alter table access
     add column source text not null default 'hand'
       check (source in ('hand', 'file', 'license-manager'))`,
  `alter table access drop constraint access_pkey`,
  `alter table access add primary key (person_id, account, source)`,
  `create index access_by_account on access (account)`,
  // Outlives the access: an address under another id later on is another person.
  `create table source_ids (
     person_id uuid not null references people on delete cascade,
     account text not null,
     source text not null,
     source_id text not null,
     primary key (person_id, account, source)
   )`,
  // Whose address the ticket system was last given.
  `create index support_users_by_email on support_users ((profile::jsonb ->> 1))`,
  // No foreign keys: this outlives whatever it tells about.
  `create table access_changes (
     id bigint generated always as identity primary key,
     at timestamptz not null default now(),
     operator text not null,
     command text not null,
     change text not null,
     person_id uuid not null,
     email text not null,
     account text,
     source text
   )`,
  `create index access_changes_of_email on access_changes (email, id)`,
  `create index access_changes_of_account on access_changes (account, id)`,
  `create function refuse_rewriting_access_changes() returns trigger language plpgsql as
     $$ begin raise exception 'access_changes is only ever added to'; end $$`,
  `create trigger access_changes_are_kept
     before update or delete or truncate on access_changes
     for each statement execute function refuse_rewriting_access_changes()`,
];
