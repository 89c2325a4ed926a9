import { sql, type Kysely } from 'kysely';

/** A copy that is built in steps, remembers deletions, and knows which states are final for their second. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}

const STATEMENTS = [
  `alter table mirror_progress
     add column begun_at timestamptz,
     add column done_at timestamptz,
     add column unreachable_since timestamptz`,
  // A copy from before was read from the beginning of time: nothing of it is to be read again.
  `insert into mirror_progress (name, begun_at, done_at)
     select step, now(), now() from unnest(array['open', 'history']) as step
     where exists (select 1 from mirror_progress where as_of is not null)`,
  `alter table tickets
     add column settled boolean not null default false,
     add column seen_at timestamptz not null default now()`,
  `create table deleted_tickets (
     number int8 primary key,
     version int8 not null,
     settled boolean not null)`,
];
