import { sql } from 'kysely';
import { silentLog } from '../../src/log';
import { openDatabase } from '../../src/storage/database';

/** @returns how many blocks of the tickets and their indexes were looked at since they exist */
export async function blocksReadIn(databaseUrl: string): Promise<number> {
  const database = openDatabase({ connectionString: databaseUrl, log: silentLog() });
  const { rows } = await sql<{ blocks: string }>`
    select heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit as blocks
    from pg_statio_user_tables where relname = 'tickets'`.execute(database.kysely);
  await database.close();
  return Number(rows[0]?.blocks);
}
