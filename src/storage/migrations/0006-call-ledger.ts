import { sql, type Kysely } from 'kysely';

/** How many calls were made of how many allowed, and whether the ticket system seems to be away. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}

const STATEMENTS = [
  // Counters: after a crash of the server they begin anew, and the first answers correct them.
  `create unlogged table call_windows (
     name text primary key,
     total int not null,
     used int not null,
     run int not null,
     ends_at timestamptz not null,
     told boolean not null)`,
  `create unlogged table call_failures (
     id boolean primary key check (id),
     failures int not null,
     probe_at timestamptz not null)`,
];
