import { sql, type Kysely } from 'kysely';
import type { Schema } from '../storage/schema';

/** Where the workers of every process listen. */
export const WORKERS_CHANNEL = 'outbox';

/** Tells the workers of every process that something is due; they hear it when the transaction commits. */
export async function callWorkers(trx: Kysely<Schema>): Promise<void> {
  await sql`select pg_notify(${WORKERS_CHANNEL}, '')`.execute(trx);
}
