import { Migrator, sql, type Migration } from 'kysely';
import { toAppError } from '../errors';
import type { Database } from './database';

/** Any fixed number: processes that start together queue behind it instead of migrating twice. */
const LOCK = 7_341_002;

/**
 * Brings the database to the newest shape: all pending migrations in one transaction, or none.
 * @param migrations by name; they run in the order of their names, and names never change
 * @returns the names of those that ran
 */
export async function migrate(
  database: Pick<Database, 'kysely'>,
  migrations: Record<string, Migration>,
): Promise<readonly string[]> {
  return database.kysely.connection().execute(async (connection) => {
    // Waiting for the lock and rewriting a large table may take longer than a visit ever should.
    await sql`set statement_timeout = 0`.execute(connection);
    await sql`select pg_advisory_lock(${LOCK})`.execute(connection);
    try {
      const migrator = new Migrator({
        db: connection,
        provider: { getMigrations: async () => migrations },
      });
      const { error, results = [] } = await migrator.migrateToLatest();
      if (error !== undefined) throw toAppError(error);
      return results.map((result) => result.migrationName);
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection);
      await sql`reset statement_timeout`.execute(connection);
    }
  });
}
