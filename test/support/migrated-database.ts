import { silentLog } from '../../src/log';
import { openDatabase, type Database } from '../../src/storage/database';
import { migrate } from '../../src/storage/migrate';
import { migrations } from '../../src/storage/migrations/all';
import { freshDatabase, type FreshDatabase } from './fresh-database';

/** A database of its own with every table, and a pool open to it; dropping it closes the pool. */
export type MigratedDatabase = FreshDatabase & Pick<Database, 'kysely' | 'pool'>;

export async function migratedDatabase(maxConnections?: number): Promise<MigratedDatabase> {
  const place = await freshDatabase();
  const database = openDatabase({
    connectionString: place.url,
    log: silentLog(),
    maxConnections,
  });
  await migrate(database, migrations);
  return {
    url: place.url,
    kysely: database.kysely,
    pool: database.pool,
    async drop() {
      await database.close();
      await place.drop();
    },
  };
}
