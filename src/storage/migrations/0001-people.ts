import { sql, type Kysely } from 'kysely';

/** Who may come in, and how they prove it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}

const STATEMENTS = [
  `create table accounts (
     name text primary key,
     created_at timestamptz not null default now()
   )`,
  `create table people (
     id uuid primary key,
     email text not null unique check (email = lower(email)),
     name text not null,
     locale text not null,
     created_at timestamptz not null default now()
   )`,
  `create table access (
     person_id uuid not null references people on delete cascade,
     account text not null references accounts on delete cascade,
     granted_at timestamptz not null default now(),
     primary key (person_id, account)
   )`,
  `create table sessions (
     id_hash text primary key,
     person_id uuid references people on delete cascade,
     data jsonb not null,
     expires_at timestamptz not null
   )`,
  `create index sessions_by_person on sessions (person_id)`,
  `create index sessions_by_expiry on sessions (expires_at)`,
  `create table sign_in_codes (
     id uuid primary key,
     browser_hash text not null,
     email text not null,
     person_id uuid references people on delete cascade,
     code_hash text not null,
     attempts integer not null default 0,
     created_at timestamptz not null,
     expires_at timestamptz not null,
     used_at timestamptz
   )`,
  `create index sign_in_codes_by_browser on sign_in_codes (browser_hash, created_at desc)`,
  `create index sign_in_codes_by_email on sign_in_codes (email, created_at desc)`,
];
