import { silentLog } from '../src/log';
import { readEnvironment } from '../src/settings/environment';
import { readDatabaseSettings } from '../src/settings/settings';
import { openDatabase, type Database } from '../src/storage/database';
import { startEmbeddedPostgres } from '../src/storage/embedded-postgres';
import { migrate } from '../src/storage/migrate';
import { migrations } from '../src/storage/migrations/all';

/** Opens the portal's database, brought up to date, for one command and closes it again. */
export async function withDatabase(work: (db: Database['kysely']) => Promise<void>): Promise<void> {
  const { url, dataDir } = readDatabaseSettings(readEnvironment());
  const log = silentLog();
  const embedded = url ? null : await startEmbeddedPostgres({ dataDir, log });
  const database = openDatabase({ connectionString: url?.reveal() ?? embedded!.url, log });
  try {
    await migrate(database, migrations);
    await work(database.kysely);
  } finally {
    await database.close();
    await embedded?.stop();
  }
}
