import { sql, type Kysely } from 'kysely';

/** Why an act was refused, and acts that somebody let go of: their names stay taken, their words go. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}

const STATEMENTS = [
  `alter table outbox add column refusal text`,
  `alter table outbox drop constraint outbox_state_check`,
  `alter table outbox add constraint outbox_state_check
     check (state in ('waiting', 'delivered', 'needs_attention', 'dropped'))`,
  `create index outbox_by_age on outbox (created_at)`,
];
