import { sql, type Kysely } from 'kysely';

/** All ways in, the second step that guards them, and what a person may see and end of both. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}

const STATEMENTS = [
  `alter table sessions add column ended_at timestamptz`,

  `alter table sign_in_codes rename to one_time_codes`,
  `alter index sign_in_codes_by_browser rename to one_time_codes_by_browser`,
  `alter index sign_in_codes_by_email rename to one_time_codes_by_address`,
  `alter table one_time_codes rename column email to address`,
  `alter table one_time_codes add column purpose text not null default 'sign_in'`,

  `create table identities (
     provider text not null,
     subject text not null,
     person_id uuid not null references people on delete cascade,
     email text,
     linked_at timestamptz not null,
     used_at timestamptz not null,
     primary key (provider, subject),
     unique (person_id, provider)
   )`,
  `create table passwords (
     person_id uuid primary key references people on delete cascade,
     hash text not null,
     changed_at timestamptz not null
   )`,
  `create table authenticators (
     person_id uuid primary key references people on delete cascade,
     sealed_key text not null,
     last_step bigint,
     created_at timestamptz not null,
     confirmed_at timestamptz
   )`,
  `create table phones (
     person_id uuid primary key references people on delete cascade,
     number text not null,
     created_at timestamptz not null,
     confirmed_at timestamptz
   )`,
  `create table recovery_codes (
     person_id uuid not null references people on delete cascade,
     code_hash text not null,
     created_at timestamptz not null,
     used_at timestamptz,
     primary key (person_id, code_hash)
   )`,
  `create table known_browsers (
     token_hash text not null,
     person_id uuid not null references people on delete cascade,
     device text not null,
     address text not null,
     created_at timestamptz not null,
     seen_at timestamptz not null,
     trusted_until timestamptz,
     primary key (person_id, token_hash)
   )`,
  `create table halfway_sign_ins (
     visit_hash text primary key,
     person_id uuid not null references people on delete cascade,
     way text not null,
     failures integer not null default 0,
     created_at timestamptz not null,
     expires_at timestamptz not null
   )`,
  `create table provider_requests (
     state_hash text primary key,
     visit_hash text not null,
     provider text not null,
     verifier text not null,
     purpose text not null,
     person_id uuid references people on delete cascade,
     created_at timestamptz not null,
     expires_at timestamptz not null
   )`,
  `create table unproved_identities (
     token_hash text primary key,
     visit_hash text not null,
     provider text not null,
     subject text not null,
     email text,
     created_at timestamptz not null,
     expires_at timestamptz not null
   )`,
  `create table sign_in_log (
     id bigint generated always as identity primary key,
     person_id uuid not null references people on delete cascade,
     way text not null,
     outcome text not null,
     device text not null,
     address text not null,
     at timestamptz not null
   )`,
  `create index sign_in_log_by_person on sign_in_log (person_id, at desc)`,
  `create index sign_in_log_by_time on sign_in_log (at)`,
  `create table tallies (
     name text primary key,
     count integer not null,
     ends_at timestamptz not null
   )`,
];
