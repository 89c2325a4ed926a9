import { sql, type Kysely } from 'kysely';

/** A ticket that support deleted while something its people wrote was not delivered: it stays to tell them. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table tickets add column deleted boolean not null default false`.execute(
    database,
  );
}
