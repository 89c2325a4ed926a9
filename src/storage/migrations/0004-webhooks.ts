import { sql, type Kysely } from 'kysely';

/** What support's webhook told us: which deliveries we know, and which tickets to read again. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}

const STATEMENTS = [
  `create table webhook_invocations (
     id text primary key,
     received_at timestamptz not null
   )`,
  `create index webhook_invocations_by_age on webhook_invocations (received_at)`,
  `create table ticket_hints (
     number bigint primary key,
     noticed bigint not null default 1,
     attempts integer not null default 0,
     next_attempt_at timestamptz not null default now()
   )`,
  `create index ticket_hints_due on ticket_hints (next_attempt_at)`,
];
